package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.delivery.Waits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets calls go at Teams' pace, first come first served, those of a conversation that must wait stepping aside. Each
 * message stands in it once, so a busy session cannot crowd out a quiet one. Thread-safe.
 */
final class CallQueue {
    private record Waiting(String conversation, Runnable call) {}

    private final InstantSource clock;
    private final Waits waits;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Rate tenant = new Rate(Rate.TENANT);
    private final Map<String, Rate> rates = new HashMap<>();
    private final Map<String, Instant> pauses = new HashMap<>();
    private Optional<Instant> wakesAt = Optional.empty();

    CallQueue(InstantSource clock, Waits waits) {
        this.clock = clock;
        this.waits = waits;
    }

    /** Runs the call when its turn has come. */
    synchronized void submit(String conversation, Runnable call) {
        waiting.addLast(new Waiting(conversation, call));
        letGo();
    }

    /** Holds back everybody who waits for the conversation. */
    synchronized void pause(String conversation, Duration pause) {
        pauses.merge(conversation, clock.instant().plus(pause), (a, b) -> a.isAfter(b) ? a : b);
    }

    private synchronized void wake() {
        wakesAt = Optional.empty();
        letGo();
    }

    /** Lets go all whose turn it is, and sets the alarm for the next. */
    private void letGo() {
        Instant now = clock.instant();
        forget(now);
        Instant opens = tenant.opens(now);
        Instant next = Instant.MAX;
        Set<String> closed = new HashSet<>();
        Iterator<Waiting> each = waiting.iterator();
        while (each.hasNext() && !opens.isAfter(now)) {
            Waiting one = each.next();
            if (closed.contains(one.conversation())) {
                continue;
            }
            Instant turn = opens(one.conversation(), now);
            if (turn.isAfter(now)) {
                closed.add(one.conversation());
                next = turn.isBefore(next) ? turn : next;
            } else {
                each.remove();
                rates.computeIfAbsent(one.conversation(), _ -> new Rate(Rate.THREAD))
                        .count(now);
                tenant.count(now);
                opens = tenant.opens(now);
                waits.run(one.call());
            }
        }
        if (!waiting.isEmpty()) {
            setAlarm(now, opens.isAfter(now) ? opens : next);
        }
    }

    private Instant opens(String conversation, Instant now) {
        Rate rate = rates.get(conversation);
        Instant byRate = rate == null ? now : rate.opens(now);
        Instant pausedUntil = pauses.getOrDefault(conversation, now);
        return pausedUntil.isAfter(byRate) ? pausedUntil : byRate;
    }

    private void forget(Instant now) {
        pauses.values().removeIf(until -> !until.isAfter(now));
        rates.values().removeIf(rate -> rate.quiet(now));
    }

    private void setAlarm(Instant now, Instant at) {
        if (at.equals(Instant.MAX)) {
            return;
        }
        if (wakesAt.filter(set -> !set.isAfter(at)).isEmpty()) {
            wakesAt = Optional.of(at);
            waits.after(Duration.between(now, at), this::wake);
        }
    }
}
