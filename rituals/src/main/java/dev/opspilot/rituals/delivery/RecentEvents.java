package dev.opspilot.rituals.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the events of the last ten minutes, the oldest forgotten first where they are many. Thread-safe. */
public final class RecentEvents {
    /* The last try of the slowest platform comes about six minutes after the first. */
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 4_096;

    private final InstantSource clock;
    private final Map<String, Instant> heard = new LinkedHashMap<>();

    public RecentEvents(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the event is new; from now on it is not. */
    public synchronized boolean add(String event) {
        Instant now = clock.instant();
        heard.values().removeIf(at -> !at.plus(KEPT).isAfter(now));
        boolean isNew = heard.putIfAbsent(event, now) == null;
        if (heard.size() > MOST) {
            heard.remove(heard.keySet().iterator().next());
        }
        return isNew;
    }
}
