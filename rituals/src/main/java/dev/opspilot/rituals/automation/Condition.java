package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Something that a reading tells to be so, or not. Immutable and pure. */
public sealed interface Condition {

    /** What has to be read. */
    Capability capability();

    /** The stretch of time up to now that counts, at least a minute. */
    Duration over();

    /** On which side of a bound a value has to be; on the bound is on neither. */
    enum Comparison {
        BELOW("below"),
        ABOVE("above");

        private final String key;

        Comparison(String key) {
            this.key = key;
        }

        /** The name in workflow files. */
        public String key() {
            return key;
        }

        boolean holds(double value, double bound) {
            return this == BELOW ? value < bound : value > bound;
        }
    }

    /** What readings tell of it. */
    sealed interface Weighed {

        /** One sentence without its full stop. */
        String words();

        record Holds(String words) implements Weighed {}

        record HoldsNot(String words) implements Weighed {}

        /** No source said enough. */
        record Untold(String words) implements Weighed {}
    }

    /**
     * A metric's mean over a stretch of time; of several subjects the highest counts.
     *
     * @param capability one that brings series
     * @param metric the source's name for it
     * @param subject whose metric it is; empty for that of every subject
     */
    record Figure(
            Capability capability, String metric, Optional<String> subject, Comparison is, double bound, Duration over)
            implements Condition {
        public Figure {
            Objects.requireNonNull(metric);
            Objects.requireNonNull(subject);
            Objects.requireNonNull(is);
            requireMinute(over);
            if (!Capability.METRICS.contains(capability)) {
                throw new IllegalArgumentException(capability.key() + " brings no metrics");
            }
        }

        private boolean isMeant(Series series) {
            return series.metric().equals(metric)
                    && subject.map(name ->
                                    name.equalsIgnoreCase(series.subject().name()))
                            .orElse(true);
        }

        private double mean(Series series) {
            Samples recent = series.recent();
            return recent.between(recent.end().minus(over), recent.end())
                    .present()
                    .average()
                    .orElse(Double.NaN);
        }

        private Weighed told(List<Facts> facts) {
            Optional<Series> highest = facts.stream()
                    .flatMap(each -> each.series().stream())
                    .filter(this::isMeant)
                    .filter(series -> !Double.isNaN(mean(series)))
                    .max(Comparator.comparingDouble(this::mean));
            if (highest.isEmpty()) {
                return new Weighed.Untold("no source told “" + Words.oneLine(metric) + "”");
            }
            Series series = highest.get();
            double value = mean(series);
            String words = "“" + Words.oneLine(series.title()) + "” is " + Figures.value(series, value) + ", "
                    + (is.holds(value, bound) ? "" : "not ") + is.key() + " " + Figures.value(series, bound);
            return is.holds(value, bound) ? new Weighed.Holds(words) : new Weighed.HoldsNot(words);
        }
    }

    /** How many things there are: changes, incidents, runs or experiments, whichever the capability brings. */
    record Count(Capability capability, Comparison is, double bound, Duration over) implements Condition {
        public Count {
            Objects.requireNonNull(capability);
            Objects.requireNonNull(is);
            requireMinute(over);
        }

        private Weighed told(List<Facts> facts) {
            long count = facts.stream().mapToLong(Count::counted).sum();
            boolean holds = is.holds((double) count, bound);
            String words = Figures.count(count) + (count == 1 ? " entry" : " entries") + " of " + capability.words()
                    + ", " + (holds ? "" : "not ") + is.key() + " " + Figures.count(bound);
            return holds ? new Weighed.Holds(words) : new Weighed.HoldsNot(words);
        }

        private static long counted(Facts facts) {
            return (long) facts.changes().size()
                    + facts.incidents().size()
                    + facts.runs().size()
                    + facts.experiments().size()
                    + facts.freezes().size();
        }
    }

    private static void requireMinute(Duration over) {
        if (over.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a condition looks at a minute at least, unlike " + over);
        }
    }

    /** What has to be asked for it. */
    default Query query(Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        return new Query(capability(), to.minus(over()), to, Duration.ofMinutes(1), 0);
    }

    /** Weighs the latest answer of every source. */
    default Weighed weigh(List<Reading> readings) {
        List<String> troubles =
                readings.stream().flatMap(each -> trouble(each).stream()).toList();
        if (readings.isEmpty() || troubles.size() == readings.size()) {
            return new Weighed.Untold(troubles.isEmpty() ? "nothing was read" : String.join("; ", troubles));
        }
        List<Facts> facts = readings.stream()
                .filter(Reading.Found.class::isInstance)
                .map(each -> ((Reading.Found) each).facts())
                .toList();
        Weighed told = switch (this) {
            case Figure figure -> figure.told(facts);
            case Count count -> count.told(facts);
        };
        if (troubles.isEmpty() || isDecided(told)) {
            return told;
        }
        return new Weighed.Untold(told.words() + "; but " + String.join("; ", troubles));
    }

    /** Whether more sources could tell nothing else: they only add to a count, or to what the highest is taken of. */
    private boolean isDecided(Weighed told) {
        return switch (comparison()) {
            case ABOVE -> told instanceof Weighed.Holds;
            case BELOW -> told instanceof Weighed.HoldsNot;
        };
    }

    private static Optional<String> trouble(Reading reading) {
        return switch (reading) {
            case Reading.Found _, Reading.Nothing _ -> Optional.empty();
            case Reading.Denied denied -> Optional.of(denied.origin().source() + " refused: " + denied.reason());
            case Reading.Failed failed -> Optional.of(failed.origin().source() + " failed: " + failed.reason());
        };
    }

    /** It in words, as in {@code failure_ratio of card payments is below 0.03 over 10 minutes}. */
    default String words() {
        String bound = " is " + comparison().key() + " " + plain(bound());
        String what = switch (this) {
            case Figure figure ->
                figure.metric() + figure.subject().map(name -> " of " + name).orElse("");
            case Count _ -> "the number of " + capability().words();
        };
        return what + bound + " over " + Figures.duration(over());
    }

    private Comparison comparison() {
        return switch (this) {
            case Figure figure -> figure.is();
            case Count count -> count.is();
        };
    }

    private double bound() {
        return switch (this) {
            case Figure figure -> figure.bound();
            case Count count -> count.bound();
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
