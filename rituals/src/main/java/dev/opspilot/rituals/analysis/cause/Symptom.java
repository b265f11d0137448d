package dev.opspilot.rituals.analysis.cause;

import java.time.Instant;
import java.util.Objects;

/**
 * What was noticed.
 *
 * @param at when it was noticed; trusted to some minutes only
 */
public record Symptom(String service, String metric, Instant at) {
    public Symptom {
        Objects.requireNonNull(service);
        Objects.requireNonNull(metric);
        Objects.requireNonNull(at);
    }
}
