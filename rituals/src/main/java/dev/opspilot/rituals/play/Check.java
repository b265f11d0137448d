package dev.opspilot.rituals.play;

import dev.opspilot.rituals.instrument.Capability;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A reading that should change after an act.
 *
 * @param capability one that brings series
 * @param metric the source's name for it
 * @param subject whose metric it is; empty for that of every subject
 * @param watch how long it is watched before it counts as unchanged, at least a second
 * @param every how often it is read, at least a second
 */
public record Check(Capability capability, String metric, Optional<String> subject, Duration watch, Duration every) {
    public Check {
        Objects.requireNonNull(metric);
        Objects.requireNonNull(subject);
        if (!Capability.METRICS.contains(capability)) {
            throw new IllegalArgumentException("only metrics can be watched, not " + capability.key());
        }
        if (every.toSeconds() < 1 || watch.compareTo(every) < 0) {
            throw new IllegalArgumentException(
                    "a reading is watched at least once, and not more than once a second, unlike every " + every
                            + " for " + watch);
        }
    }
}
