package dev.opspilot.rituals.instrument;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of time in which nothing is to be changed.
 *
 * @param to its end, exclusive
 * @param service what it is about; empty when it is about everything
 */
public record Freeze(String id, String title, Instant from, Instant to, Optional<String> service) {
    public Freeze {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(service);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a freeze ends after it begins, unlike " + from + " to " + to);
        }
    }
}
