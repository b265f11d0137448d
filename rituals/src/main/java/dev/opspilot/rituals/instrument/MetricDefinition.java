package dev.opspilot.rituals.instrument;

import dev.opspilot.rituals.instrument.Series.Bad;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a company defines a metric that an experiment can be judged by.
 *
 * @param name as in {@code checkout_conversion}
 * @param kind a proportion of units, or a mean over units
 * @param bad in which direction a change of it is bad news
 * @param per the unit that it is counted over, as in {@code visitor}
 * @param numerator the metric of the series that it is the count or the total of
 * @param denominator the metric of the series that counts the units
 * @param deviation standard deviation over units of a mean, in the numerator's unit; empty for a proportion, or unknown
 */
public record MetricDefinition(
        String name,
        String title,
        Kind kind,
        Bad bad,
        String per,
        String numerator,
        String denominator,
        OptionalDouble deviation,
        Optional<URI> link) {

    /** The kinds of metrics that a test can be planned for. */
    public enum Kind {
        PROPORTION,
        MEAN
    }

    public MetricDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(title);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(bad);
        Objects.requireNonNull(per);
        Objects.requireNonNull(numerator);
        Objects.requireNonNull(denominator);
        Objects.requireNonNull(deviation);
        Objects.requireNonNull(link);
    }
}
