package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;

/**
 * Where the values of undisturbed time lie.
 *
 * @param low lower decile
 * @param middle median
 * @param high upper decile
 * @param least the value that one in a hundred is below
 * @param most the value that one in a hundred is above
 * @param count how many values there are
 */
record Spread(double low, double middle, double high, double least, double most, int count) {
    private static final int ENOUGH = 700;

    double width() {
        return most - least;
    }

    static Spread of(double[] values) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int stride = Math.max(1, present.length / ENOUGH);
        double[] sorted = new double[Math.ceilDiv(present.length, stride)];
        for (int index = 0; index < sorted.length; index++) {
            sorted[index] = present[index * stride];
        }
        Arrays.sort(sorted);
        return new Spread(
                quantile(sorted, 0.1),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                quantile(sorted, 0.01),
                quantile(sorted, 0.99),
                present.length);
    }

    /** The median of the values that are there; {@code NaN} where there is none. */
    static double median(double[] values, int from, int to) {
        double[] present = new double[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!Double.isNaN(values[row])) {
                present[count++] = values[row];
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(present, 0, count);
        return (present[(count - 1) / 2] + present[count / 2]) / 2;
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
