package dev.opspilot.adapters.teams.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts calls as Teams does, and says when there are too many. */
final class TeamsRates {
    private record Limit(int calls, Duration within) {}

    private static final List<Limit> CONVERSATION = List.of(
            new Limit(7, Duration.ofSeconds(1)),
            new Limit(8, Duration.ofSeconds(2)),
            new Limit(60, Duration.ofSeconds(30)),
            new Limit(1_800, Duration.ofHours(1)));
    private static final List<Limit> TENANT = List.of(new Limit(50, Duration.ofSeconds(1)));

    private final InstantSource clock;
    private final Map<String, List<Instant>> calls = new HashMap<>();
    private final List<Instant> all = new ArrayList<>();

    TeamsRates(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a call; the seconds to wait where it is one too many. */
    Optional<Integer> count(String channel) {
        Instant now = clock.instant();
        List<Instant> here = calls.computeIfAbsent(channel, _ -> new ArrayList<>());
        if (tooMany(here, CONVERSATION, now) || tooMany(all, TENANT, now)) {
            return Optional.of(2);
        }
        here.add(now);
        all.add(now);
        return Optional.empty();
    }

    void forget() {
        calls.clear();
        all.clear();
    }

    private static boolean tooMany(List<Instant> before, List<Limit> limits, Instant now) {
        return limits.stream()
                .anyMatch(limit -> before.stream()
                                .filter(at -> at.isAfter(now.minus(limit.within())))
                                .count()
                        >= limit.calls());
    }
}
