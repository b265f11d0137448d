package dev.opspilot.rituals.brief;

import java.time.Duration;
import java.time.Instant;

/** The stretch of time that a brief tells of; the end is exclusive. */
record Span(Instant from, Instant to) {
    /** The longest that a brief tells of: what came before is what it compares with. */
    static final Duration LONGEST = Duration.ofDays(14);

    static final Duration SHORTEST = Duration.ofHours(1);

    Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins, unlike " + from + " to " + to);
        }
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
