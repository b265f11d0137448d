package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.instrument.Series;
import java.time.Instant;
import java.util.Objects;

/**
 * How a window that has just ended stands against what is usual at its hours. Values are totals over the window for
 * {@code COUNT} and {@code MONEY_MINOR}, means for the other units; all are {@code NaN} where nothing can be said.
 *
 * @param low end of the range that 95 of 100 undisturbed windows lie in
 * @param z distance from the expectation in standard deviations, positive upwards; 0 when unknown
 * @param p chance of a departure at least as large in the direction that is bad; 0 to 1
 * @param improved whether it departs in the direction that is good, by the same rules as what is disturbed in the other
 * @param pGood chance of a departure at least as large in that direction; 0 to 1, and 1 where either direction is bad
 * @param basis what the expectation was taken from
 * @param values how many values of each hour stand behind it, at the least: weeks, days or hours, by the basis
 * @param windows how many earlier windows tell how far such windows stray
 */
public record WindowScore(
        Series series,
        State state,
        Instant from,
        Instant to,
        double value,
        double expected,
        double low,
        double high,
        double z,
        double p,
        boolean improved,
        double pGood,
        HourOfWeek.Basis basis,
        int values,
        int windows) {
    public WindowScore {
        Objects.requireNonNull(series);
        Objects.requireNonNull(state);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(basis);
    }

    public boolean disturbed() {
        return state == State.DISTURBED;
    }

    /** How far off in the direction that is bad, in standard deviations; negative when it is good. */
    public double badness() {
        return switch (series.bad()) {
            case UP -> z;
            case DOWN -> -z;
            case EITHER -> Math.abs(z);
        };
    }

    /** What the window was compared with, as people read it: {@code the same hours of 8 weeks}. */
    public String comparedWith() {
        return switch (basis) {
            case HOUR_OF_WEEK -> "the same hours of " + Figures.counted(values, "week");
            case HOUR_OF_DAY -> "the same hours of " + Figures.counted(values, "day");
            case LEVEL -> "the level of " + Figures.counted(values, "hour");
        };
    }

    /** The same as far as it stands after a correction: what is above its threshold may be chance. */
    WindowScore corrected(double threshold, double thresholdGood) {
        return new WindowScore(
                series,
                disturbed() && p > threshold ? State.NORMAL : state,
                from,
                to,
                value,
                expected,
                low,
                high,
                z,
                p,
                improved && pGood <= thresholdGood,
                pGood,
                basis,
                values,
                windows);
    }
}
