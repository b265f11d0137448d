package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;

/**
 * How far a quantity strays in undisturbed time: its empirical distribution up to the upper decile, and beyond it a
 * power law whose exponent is Hill's estimate, drawn to a prior since few samples lie there.
 */
final class ExtremeTail {
    private static final double PRIOR_EXPONENT = 0.3;
    private static final double PRIOR_WEIGHT = 6;
    private static final double LEAST_EXPONENT = 0.12;
    private static final double MOST_BANS = 12;

    private final double[] sorted;
    private final double decile;
    private final double exponent;

    /**
     * @param calm what was seen in undisturbed time, not negative
     * @param floor less than this is never remarkable; positive
     */
    ExtremeTail(double[] calm, double floor) {
        sorted = calm.clone();
        Arrays.sort(sorted);
        int from = (int) Math.floor(0.9 * sorted.length);
        decile = Math.max(sorted[Math.min(from, sorted.length - 1)], floor);
        double excess = 0;
        int beyond = 0;
        for (int index = from; index < sorted.length; index++) {
            if (sorted[index] > decile) {
                excess += Math.log(sorted[index] / decile);
                beyond++;
            }
        }
        exponent = Math.max(LEAST_EXPONENT, (excess + PRIOR_EXPONENT * PRIOR_WEIGHT) / (beyond + PRIOR_WEIGHT));
    }

    /** The upper decile of undisturbed time, at least the floor. */
    double decile() {
        return decile;
    }

    /** How surprising the value is, as minus the decimal logarithm of its chance in undisturbed time; 0 to 12. */
    double surprise(double value) {
        if (value <= 0) {
            return 0;
        }
        if (value <= decile) {
            int at = Arrays.binarySearch(sorted, value);
            double below = at < 0 ? -at - 1 : at;
            double share = Math.max(0.1, 1 - below / (sorted.length + 1.0));
            return Math.clamp(-Math.log10(share), 0, 1);
        }
        return Math.min(MOST_BANS, 1 + Math.log10(value / decile) / exponent);
    }
}
