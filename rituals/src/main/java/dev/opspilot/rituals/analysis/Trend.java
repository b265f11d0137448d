package dev.opspilot.rituals.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A straight line through points that a quarter of wild ones cannot turn: Theil's slope, the median of the slopes of
 * all pairs, with Sen's interval (Sen, 1968, with his correction for ties), as {@code scipy.stats.theilslopes} has it.
 *
 * @param slope by how much the value grows for each unit of x
 * @param low end of the interval that holds the true slope with the asked confidence
 * @param intercept the value at x = 0, so that the line leaves as many points above as below
 * @param points how many points there are
 */
public record Trend(double slope, double low, double high, double intercept, int points) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int FEWEST = 3;

    /**
     * The trend of points.
     *
     * @param y values; a missing one is {@code NaN} and is left out
     * @param confidence of the interval, above 0 and below 1, such as 0.95
     * @return empty with fewer than three points, or where all have the same x
     */
    public static Optional<Trend> of(double[] x, double[] y, double confidence) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
        }
        double[] places = new double[x.length];
        double[] values = new double[x.length];
        int points = 0;
        for (int point = 0; point < x.length; point++) {
            if (!Double.isNaN(y[point])) {
                places[points] = x[point];
                values[points++] = y[point];
            }
        }
        places = Arrays.copyOf(places, points);
        values = Arrays.copyOf(values, points);
        double[] slopes = slopes(places, values);
        if (points < FEWEST || slopes.length == 0) {
            return Optional.empty();
        }
        double slope = Robust.median(slopes);
        double variance = (count(points) - ties(places) - ties(values)) / 18;
        double reach = -NORMAL.inverseCumulativeProbability((1 - confidence) / 2) * Math.sqrt(Math.max(0, variance));
        int lowest = Math.max(0, (int) Math.rint((slopes.length - reach) / 2) - 1);
        int highest = Math.min(slopes.length - 1, (int) Math.rint((slopes.length + reach) / 2));
        double intercept = Robust.median(values) - slope * Robust.median(places);
        return Optional.of(new Trend(slope, slopes[lowest], slopes[highest], intercept, points));
    }

    /** Whether the interval leaves no doubt of the direction. */
    public boolean clear() {
        return low > 0 || high < 0;
    }

    /** The line's value at x. */
    public double at(double x) {
        return intercept + slope * x;
    }

    private static double[] slopes(double[] x, double[] y) {
        double[] slopes = new double[x.length * Math.max(0, x.length - 1) / 2];
        int count = 0;
        for (int first = 0; first < x.length; first++) {
            for (int second = first + 1; second < x.length; second++) {
                if (x[first] != x[second]) {
                    slopes[count++] = (y[second] - y[first]) / (x[second] - x[first]);
                }
            }
        }
        double[] sorted = Arrays.copyOf(slopes, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double ties(double[] values) {
        Map<Double, Integer> repeats = new TreeMap<>();
        for (double value : values) {
            repeats.merge(value, 1, Integer::sum);
        }
        return repeats.values().stream().mapToDouble(Trend::count).sum();
    }

    /** Eighteen times the variance of Kendall's S of so many distinct values. */
    private static double count(int n) {
        return (double) n * (n - 1) * (2 * n + 5);
    }
}
