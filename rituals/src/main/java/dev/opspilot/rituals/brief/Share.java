package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of a whole that was counted, such as 38 of 100. */
record Share(long part, long whole) {
    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959963984540054;

    Share {
        if (whole < 1 || part < 0 || part > whole) {
            throw new IllegalArgumentException(part + " of " + whole + " is no share");
        }
    }

    double value() {
        return (double) part / whole;
    }

    /** The lower end of Wilson's interval (1927), which holds for few trials too. */
    double low() {
        return part == 0 ? 0 : centre() - reach();
    }

    double high() {
        return part == whole ? 1 : centre() + reach();
    }

    private double centre() {
        return (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double reach() {
        double n = whole;
        return Z / (1 + Z * Z / n) * Math.sqrt(value() * (1 - value()) / n + Z * Z / (4 * n * n));
    }

    Share plus(Share other) {
        return new Share(part + other.part, whole + other.whole);
    }

    /** How far it is from another, in standard deviations of both; 0 where neither varies. */
    double distance(Share other) {
        double pooled = plus(other).value();
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / whole + 1.0 / other.whole));
        return error == 0 ? 0 : (value() - other.value()) / error;
    }

    /** Whether it is neither none nor all, so that chance can move it. */
    boolean varies() {
        return part > 0 && part < whole;
    }

    /** Its squared distance from what another one, which varies, lets expect, in variances of chance. */
    double squareAgainst(Share other) {
        double p = other.value();
        double off = part - whole * p;
        return off * off / (whole * p * (1 - p));
    }

    /**
     * The range in which 95 of 100 shares of so many lie, were they and this one of the same kind; of few as counts.
     *
     * @param dispersion how much more than by chance they vary, at least 1
     */
    String range(long of, double dispersion) {
        double low = Math.max(0, value() - reach(of, dispersion));
        double high = Math.min(1, value() + reach(of, dispersion));
        return of < Figures.FEW_TRIALS
                ? Figures.range(Unit.COUNT, Optional.empty(), Math.ceil(low * of), Math.floor(high * of)) + " of " + of
                : Figures.range(Unit.RATIO, Optional.empty(), low, high);
    }

    /** Whether another one lies in that range. */
    boolean expects(Share other, double dispersion) {
        return Math.abs(other.value() - value()) <= reach(other.whole, dispersion);
    }

    private double reach(long of, double dispersion) {
        // none or all of few says little: a half is added to either side
        double p = (part + 0.5) / (whole + 1.0);
        return Z * Math.sqrt(dispersion * p * (1 - p) * (1.0 / whole + 1.0 / of));
    }

    /** With its whole, as in {@code 38.1 % of 7,204} or {@code 3 of 8}. */
    String words() {
        return Figures.share(value(), OptionalLong.of(whole));
    }

    /** As in {@code 37.0–39.2 %}. */
    String interval() {
        return Figures.range(Unit.RATIO, Optional.empty(), low(), high());
    }
}
