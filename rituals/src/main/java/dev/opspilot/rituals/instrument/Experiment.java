package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An experiment that runs or has run, with what it has measured so far. The first arm is the control.
 *
 * @param plannedUnits how many units all arms together are to have at the end; 0 when the source does not say
 * @param endsAt when it is planned to end
 */
public record Experiment(
        String id,
        String title,
        Instant startedAt,
        Optional<Instant> endsAt,
        long plannedUnits,
        String per,
        List<Arm> arms,
        Optional<URI> link) {

    /**
     * One arm.
     *
     * @param weight its share of the traffic as planned, more than 0 and at most 1
     * @param units how many units it has had
     */
    public record Arm(String name, double weight, long units, List<Outcome> outcomes) {
        public Arm {
            Objects.requireNonNull(name);
            outcomes = List.copyOf(outcomes);
            if (!(weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException("an arm's weight is more than 0 and at most 1, not " + weight);
            }
            if (units < 0) {
                throw new IllegalArgumentException("an arm has 0 units or more, not " + units);
            }
        }
    }

    /**
     * What an arm came to on one metric.
     *
     * @param metric name of its {@link MetricDefinition}
     * @param mean over the arm's units; for a proportion the share of units
     * @param deviation standard deviation over the units; 0 for a proportion, which has its own
     */
    public record Outcome(String metric, double mean, double deviation) {
        public Outcome {
            Objects.requireNonNull(metric);
            if (!Double.isFinite(mean) || !(deviation >= 0)) {
                throw new IllegalArgumentException("an outcome is a finite mean with a deviation of 0 or more");
            }
        }
    }

    public Experiment {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(endsAt);
        Objects.requireNonNull(per);
        Objects.requireNonNull(link);
        arms = List.copyOf(arms);
        if (arms.size() < 2) {
            throw new IllegalArgumentException("an experiment has two arms or more");
        }
        if (plannedUnits < 0) {
            throw new IllegalArgumentException("0 or more planned units, not " + plannedUnits);
        }
    }
}
