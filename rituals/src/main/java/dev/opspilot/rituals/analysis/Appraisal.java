package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one series stands against what was expected of it: the value, the range, how far off, since when, and compared
 * with what. Values are totals over the stretch for {@code COUNT} and {@code MONEY_MINOR}, means for the other units.
 *
 * @param stretch the samples that were pooled: the departing ones, or the latest ones when nothing departs
 * @param low end of the range that 95 of 100 undisturbed stretches lie in
 * @param z distance from the expectation in standard deviations, positive upwards; 0 when unknown
 * @param p chance of a departure at least as large somewhere in an undisturbed window, 0 to 1
 * @param n trials behind a share, where its denominator is known
 * @param band what single samples were expected to be, for charts
 */
public record Appraisal(
        Series series,
        State state,
        Stretch stretch,
        double value,
        double expected,
        double low,
        double high,
        double z,
        double p,
        int days,
        OptionalLong n,
        List<Band> band) {

    /** What can be said of a series. */
    public enum State {
        /** Nothing departs in the direction that is bad for it by more than chance and the least effect. */
        NORMAL,
        /** It departs in the direction that is bad for it. */
        DISTURBED,
        /** Too few samples to say. */
        UNKNOWN
    }

    /**
     * A stretch of time.
     *
     * @param from its first sample's beginning: for a disturbed series the onset
     * @param to the end of its last sample
     * @param openStart whether it begins with the window, so that the onset may lie before
     * @param over whether the samples behind it are normal again
     */
    public record Stretch(Instant from, Instant to, int samples, boolean openStart, boolean over) {
        public Stretch {
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
        }

        /** The time that its samples cover. */
        public Duration length() {
            return Duration.between(from, to);
        }

        /** Since when, or from when to when, what it is of failed; the verb of a sentence. */
        String failing() {
            return over
                    ? "failed from " + Figures.clock(from) + " to " + Figures.clock(to)
                    : "has been failing since " + Figures.clock(from);
        }
    }

    /** A sample with the range in which 95 of 100 undisturbed ones lie. */
    public record Band(Instant at, double value, double expected, double low, double high) {
        public Band {
            Objects.requireNonNull(at);
        }
    }

    public Appraisal {
        Objects.requireNonNull(series);
        Objects.requireNonNull(state);
        Objects.requireNonNull(stretch);
        Objects.requireNonNull(n);
        band = List.copyOf(band);
    }

    public boolean disturbed() {
        return state == State.DISTURBED;
    }

    /** Whether the value lies in its expected range, as that is told in whole things; among many series one may lie outside it by chance. */
    public boolean inRange() {
        boolean whole = series.unit() == Unit.COUNT;
        return (whole ? Math.rint(low) : low) <= value && value <= (whole ? Math.rint(high) : high);
    }

    /** How the value of a figure that is not disturbed lies to what was expected. */
    public enum Place {
        /** In the range. */
        WITHIN,
        /** Outside it, in the direction that is good. */
        BETTER,
        /** Outside it, by less than what is worth telling as trouble. */
        SLIGHT,
        /** Outside it, but no farther than chance takes one of so many figures. */
        UNDECIDED
    }

    /** Where the value lies; says nothing of a figure that is disturbed or unknown. */
    public Place place() {
        if (inRange()) {
            return Place.WITHIN;
        }
        if (badness() < 0) {
            return Place.BETTER;
        }
        return LeastEffect.of(series.unit()).reached(series.unit(), value, expected) ? Place.UNDECIDED : Place.SLIGHT;
    }

    /** When the departure began. */
    public Optional<Instant> onset() {
        return disturbed() ? Optional.of(stretch.from()) : Optional.empty();
    }

    /** Whether the value lies above the expectation. */
    public boolean above() {
        return value > expected;
    }

    /** Whether its latest sample is as expected, which alone does not tell that a departure is over. */
    public boolean eased() {
        return band.reversed().stream()
                .filter(each -> !Double.isNaN(each.value()))
                .findFirst()
                .filter(last -> series.bad() == Bad.DOWN || last.value() <= last.high())
                .filter(last -> series.bad() == Bad.UP || last.value() >= last.low())
                .isPresent();
    }

    /** How far off in the direction that is bad, in standard deviations; negative when it is good. */
    public double badness() {
        return switch (series.bad()) {
            case UP -> z;
            case DOWN -> -z;
            case EITHER -> Math.abs(z);
        };
    }

    /** How far off a single sample of the stretch is, in standard deviations: the sharper, the surer is the onset. */
    public double sharpness() {
        return badness() / Math.sqrt(Math.max(1, stretch.samples()));
    }

    /** The value as a multiple of the expectation; empty when nothing was expected. */
    public Optional<Double> factor() {
        return expected > 0 ? Optional.of(value / expected) : Optional.empty();
    }

    /** The direction that was looked for. */
    public Bad bad() {
        return series.bad();
    }
}
