package dev.opspilot.rituals.analysis;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time; the end is exclusive. */
public record Span(Instant from, Instant to) {
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins, unlike " + from + " to " + to);
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
