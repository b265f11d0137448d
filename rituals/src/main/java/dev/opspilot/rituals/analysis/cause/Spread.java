package dev.opspilot.rituals.analysis.cause;

import org.apache.commons.numbers.arrays.Selection;

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
    private static final double LEAST = 0.01;
    private static final double LOW = 0.1;
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.9;
    private static final double MOST = 0.99;
    private static final double[] SHARES = {LEAST, LOW, MIDDLE, HIGH, MOST};

    double width() {
        return most - least;
    }

    static Spread of(double[] values) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        int stride = Math.max(1, count / ENOUGH);
        int kept = Math.ceilDiv(count, stride);
        for (int index = 1; index < kept; index++) {
            present[index] = present[index * stride];
        }
        if (kept > 0) {
            Selection.select(present, 0, kept, places(kept));
        }
        return new Spread(
                quantile(present, kept, LOW),
                quantile(present, kept, MIDDLE),
                quantile(present, kept, HIGH),
                quantile(present, kept, LEAST),
                quantile(present, kept, MOST),
                count);
    }

    /** Between which places in order the quantiles lie. */
    private static int[] places(int count) {
        int[] places = new int[2 * SHARES.length];
        for (int index = 0; index < SHARES.length; index++) {
            int below = (int) (SHARES[index] * (count - 1));
            places[2 * index] = below;
            places[2 * index + 1] = Math.min(count - 1, below + 1);
        }
        return places;
    }

    /**
     * The median of the values that are there; {@code NaN} where there is none.
     *
     * @param room for as many values; its content is lost
     */
    static double median(double[] values, int from, int to, double[] room) {
        int count = 0;
        for (int row = from; row < to; row++) {
            double value = values[row];
            if (!Double.isNaN(value)) {
                insert(room, count++, value);
            }
        }
        return middle(room, count);
    }

    /** Inserts a value among those in order that are there already. */
    static void insert(double[] ordered, int count, double value) {
        int at = count;
        while (at > 0 && ordered[at - 1] > value) {
            ordered[at] = ordered[at - 1];
            at--;
        }
        ordered[at] = value;
    }

    /** The median of values in order; {@code NaN} where there is none. */
    static double middle(double[] ordered, int count) {
        return count == 0 ? Double.NaN : (ordered[(count - 1) / 2] + ordered[count / 2]) / 2;
    }

    private static double quantile(double[] selected, int count, double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double at = share * (count - 1);
        int below = (int) at;
        int above = Math.min(count - 1, below + 1);
        return selected[below] + (at - below) * (selected[above] - selected[below]);
    }
}
