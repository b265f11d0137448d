package dev.opspilot.adapters.teams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** So many calls within so much time, several such limits at once, each over any stretch of that length. */
final class Rate {

    /** At most so many within any stretch of this length. */
    record Limit(int calls, Duration within) {}

    /** What Teams allows one app in one conversation. */
    static final List<Limit> THREAD = List.of(
            new Limit(7, Duration.ofSeconds(1)),
            new Limit(8, Duration.ofSeconds(2)),
            new Limit(60, Duration.ofSeconds(30)),
            new Limit(1_800, Duration.ofHours(1)));

    /** What it allows one app in one tenant. */
    static final List<Limit> TENANT = List.of(new Limit(50, Duration.ofSeconds(1)));

    /* Calls arrive unevenly: what left a second apart may arrive closer. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final List<Limit> limits;
    private final Duration longest;
    /** The calls of the longest stretch, the oldest first. */
    private final Deque<Instant> calls = new ArrayDeque<>();

    Rate(List<Limit> limits) {
        this.limits = limits;
        this.longest =
                limits.stream().map(Limit::within).max(Duration::compareTo).orElseThrow();
    }

    /** The first moment from now on at which one more call is allowed. */
    Instant opens(Instant now) {
        forget(now);
        Instant opens = now;
        for (Limit limit : limits) {
            if (calls.size() >= limit.calls()) {
                Instant free = nthLast(limit.calls()).plus(limit.within()).plus(SLACK);
                opens = free.isAfter(opens) ? free : opens;
            }
        }
        return opens;
    }

    void count(Instant now) {
        calls.addLast(now);
    }

    /** Whether it remembers nothing that could matter. */
    boolean quiet(Instant now) {
        forget(now);
        return calls.isEmpty();
    }

    private void forget(Instant now) {
        while (!calls.isEmpty() && !calls.getFirst().plus(longest).plus(SLACK).isAfter(now)) {
            calls.removeFirst();
        }
    }

    private Instant nthLast(int n) {
        Iterator<Instant> each = calls.descendingIterator();
        Instant at = each.next();
        for (int i = 1; i < n; i++) {
            at = each.next();
        }
        return at;
    }
}
