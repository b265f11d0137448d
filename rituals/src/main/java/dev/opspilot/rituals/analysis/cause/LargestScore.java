package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ranking that any other must beat: services by their largest robust score, the distance of a value from the
 * baseline's median in units of its interquartile range. Knows neither directions nor calls.
 */
public final class LargestScore {
    private LargestScore() {}

    /** The services that both recordings have, best first. */
    public static List<String> rank(Recording baseline, Recording series) {
        Map<String, Double> scores = new HashMap<>();
        for (MetricKey key : series.keys()) {
            double[] calm = baseline.column(key);
            double[] values = series.column(key);
            if (calm != null && values != null) {
                scores.merge(key.service(), largest(calm, values), Math::max);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double largest(double[] calm, double[] values) {
        double[] sorted = Arrays.stream(calm)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return 0;
        }
        double median = sorted[sorted.length / 2];
        double range = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        double unit = Math.max(range, 1e-9 * Math.max(1, Math.abs(median)));
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(value -> Math.abs(value - median) / unit)
                .max()
                .orElse(0);
    }
}
