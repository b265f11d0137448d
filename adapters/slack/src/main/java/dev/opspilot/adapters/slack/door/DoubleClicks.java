package dev.opspilot.adapters.slack.door;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows a press that follows the same one of the same person so soon that the session takes both for one: nothing new
 * comes of it, so nothing is promised. Thread-safe.
 */
final class DoubleClicks {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final int MOST = 1_000;

    private record Press(Person person, SessionId session, Heard.Button button) {}

    private final InstantSource clock;
    private final Map<Press, Instant> first = new LinkedHashMap<>();

    DoubleClicks(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isSecond(Heard.Pressed pressed) {
        Instant now = clock.instant();
        Press press = new Press(pressed.person(), pressed.session(), pressed.button());
        Instant before = first.get(press);
        if (before != null && before.plus(WITHIN).isAfter(now)) {
            return true;
        }
        if (first.size() >= MOST) {
            first.values().removeIf(at -> !at.plus(WITHIN).isAfter(now));
        }
        first.put(press, now);
        return false;
    }
}
