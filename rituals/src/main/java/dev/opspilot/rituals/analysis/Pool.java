package dev.opspilot.rituals.analysis;

import java.util.stream.IntStream;

/**
 * Samples of a stretch put together, so that evidence is weighed over all of them and not by single spikes. Samples
 * without a value or an expectation are left out.
 *
 * @param samples how many
 * @param weight sum of the samples' weights: trials for shares, else their number
 * @param seen weighted sum of values
 * @param bounded the same with each value held near its expectation, or no farther from it than half of them are
 * @param expected weighted sum of expectations
 * @param size what relative departures are relative to: the expectation, for shares shrunk towards either end
 * @param variance of {@code seen} when nothing is wrong and samples are independent
 */
record Pool(int samples, double weight, double seen, double bounded, double expected, double size, double variance) {
    /** How many standard deviations from its expectation one sample may count for; more where half of them lie beyond. */
    private static final double BOUND = 4;

    static Pool of(double[] values, double[] expected, Noise noise, int from, int to) {
        int samples = 0;
        double weight = 0;
        double seen = 0;
        double bounded = 0;
        double sum = 0;
        double size = 0;
        double variance = 0;
        double bound = Math.max(BOUND, Math.abs(typicalDeparture(values, expected, noise, from, to)));
        for (int i = from; i < to; i++) {
            if (Double.isNaN(values[i]) || Double.isNaN(expected[i])) {
                continue;
            }
            double w = noise.weight(i);
            double sampleVariance = noise.variance(expected[i], i);
            double reach = bound * Math.sqrt(sampleVariance);
            samples++;
            weight += w;
            seen += w * values[i];
            bounded += w * Math.clamp(values[i], expected[i] - reach, expected[i] + reach);
            sum += w * expected[i];
            size += w * noise.size(expected[i]);
            variance += w * w * sampleVariance;
        }
        return new Pool(samples, weight, seen, bounded, sum, size, variance);
    }

    /** The median of the samples' departures in standard deviations; 0 where there are none. */
    private static double typicalDeparture(double[] values, double[] expected, Noise noise, int from, int to) {
        double[] departures = IntStream.range(from, to)
                .filter(i -> !Double.isNaN(values[i]) && !Double.isNaN(expected[i]))
                .mapToDouble(i -> (values[i] - expected[i]) / Math.sqrt(noise.variance(expected[i], i)))
                .toArray();
        return departures.length == 0 ? 0 : Robust.median(departures);
    }

    /** The excess of the values over the expectation, relative. */
    double relativeExcess() {
        return size > 0 ? (seen - expected) / size : 0;
    }

    /** The variance, relative; infinite when nothing is expected. */
    double relativeVariance() {
        return size > 0 ? variance / (size * size) : Double.POSITIVE_INFINITY;
    }
}
