package dev.opspilot.rituals.instrument;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One question to one source.
 *
 * @param from start of the window, inclusive
 * @param to end of the window, exclusive
 * @param step wanted distance of samples, at least a second
 * @param earlierDays how many earlier days to bring the same window of, for comparison; 0 to 60
 */
public record Query(Capability capability, Instant from, Instant to, Duration step, int earlierDays) {
    public Query {
        Objects.requireNonNull(capability);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it starts, unlike " + from + " to " + to);
        }
        if (step.toSeconds() < 1) {
            throw new IllegalArgumentException("samples are at least a second apart, unlike " + step);
        }
        if (earlierDays < 0 || earlierDays > 60) {
            throw new IllegalArgumentException("0 to 60 earlier days, not " + earlierDays);
        }
    }
}
