package dev.opspilot.rituals.analysis;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.NaNPolicy;

/** Location and scale that a minority of wild values cannot move. A missing value is {@code NaN} and is left out. */
final class Robust {
    /** Makes the MAD of a normal distribution its standard deviation (Rousseeuw and Croux, 1993; Leys et al., 2013). */
    private static final double MAD_TO_SIGMA = 1.4826;

    /** Finite-sample correction of the MAD for 2 to 9 values (Croux and Rousseeuw, 1992). */
    private static final double[] FEW = {1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107};

    private static final Median MEDIAN =
            Median.withDefaults().with(NaNPolicy.EXCLUDE).withCopy(true);

    private Robust() {}

    /** The median; {@code NaN} without values, which are left in their order. */
    static double median(double... values) {
        return MEDIAN.evaluate(values);
    }

    /** The mean of the values that are there; {@code NaN} without any. */
    static double mean(double... values) {
        double sum = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /**
     * The median absolute deviation from the median, scaled to a standard deviation; {@code NaN} for fewer than two
     * values.
     */
    static double spread(double... values) {
        int n = (int) present(values).count();
        if (n < 2) {
            return Double.NaN;
        }
        double middle = median(values);
        double mad = median(
                Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
        double correction = n < 10 ? FEW[n - 2] : n / (n - 0.8);
        return MAD_TO_SIGMA * correction * mad;
    }

    /** The usual standard deviation about zero; {@code NaN} without values. */
    static double rootMeanSquare(double... values) {
        return Math.sqrt(mean(Arrays.stream(values).map(value -> value * value).toArray()));
    }

    /**
     * The scale of residuals of several days: the larger of the MAD over all of them and the median over the days of
     * each day's root mean square. The MAD alone is zero where most samples are equal, as with rare events.
     */
    static double scale(double[][] residuals) {
        double mad =
                spread(Arrays.stream(residuals).flatMapToDouble(Arrays::stream).toArray());
        double daily = median(
                Arrays.stream(residuals).mapToDouble(Robust::rootMeanSquare).toArray());
        return Double.isNaN(mad) ? daily : Math.max(mad, daily);
    }

    /** Correlation of neighbouring residuals about zero, from 0 to {@code 0.8}; a series that hops counts as 0. */
    static double persistence(double[] residuals) {
        double product = 0;
        double square = 0;
        for (int i = 1; i < residuals.length; i++) {
            double pair = residuals[i] * residuals[i - 1];
            if (!Double.isNaN(pair)) {
                product += pair;
                square += (residuals[i] * residuals[i] + residuals[i - 1] * residuals[i - 1]) / 2;
            }
        }
        return square == 0 ? 0 : Math.clamp(product / square, 0, 0.8);
    }

    private static DoubleStream present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value));
    }
}
