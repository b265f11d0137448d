package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.Arrays;
import java.util.Optional;

/** How far single samples stray from their expectation when nothing is wrong. */
sealed interface Noise {

    /** How much a sample counts for when samples are pooled. */
    double weight(int index);

    /** The variance of one sample; never 0. */
    double variance(double expected, int index);

    /** What a relative departure from an expectation is relative to. */
    default double size(double expected) {
        return expected;
    }

    /** An expectation on a day that runs this much higher; 1 leaves it. */
    default double atLevel(double expected, double level) {
        return expected * level;
    }

    /** How many standard deviations a pool lies above its expectation, were its samples independent. */
    double z(Pool pool);

    /**
     * Events: Poisson, with a variance {@code dispersion} times as large where earlier days were more restless than
     * that. Pools are compared by the exact tail, which holds for few events as well.
     *
     * @param dispersion at least 1
     */
    record Counting(double dispersion) implements Noise {
        /** What a sample is taken to expect at the least, so that a first event is no wonder. */
        private static final double RARE = 0.25;

        @Override
        public double weight(int index) {
            return 1;
        }

        @Override
        public double variance(double expected, int index) {
            return dispersion * Math.max(expected, RARE);
        }

        @Override
        public double z(Pool pool) {
            return Tail.ofCount(pool.bounded() / dispersion, pool.expected() / dispersion);
        }
    }

    /** Shares of trials: binomial. Pools are compared by the exact tail. */
    final class Share implements Noise {
        private final double[] trials;

        /** @param trials of each sample, as many as would explain the noise of earlier days; not negative */
        Share(double[] trials) {
            this.trials = trials.clone();
        }

        @Override
        public double weight(int index) {
            return trials[index];
        }

        @Override
        public double variance(double expected, int index) {
            return binomial(expected) / Math.max(trials[index], 1);
        }

        @Override
        public double z(Pool pool) {
            return pool.weight() > 0 ? Tail.ofShare(pool.bounded(), pool.weight(), pool.expected() / pool.weight()) : 0;
        }

        @Override
        public double size(double expected) {
            return expected * (1 - expected);
        }

        /** Days change the odds, so that a share stays one. */
        @Override
        public double atLevel(double expected, double level) {
            return expected * level / (1 - expected + expected * level);
        }

        /** The variance of one trial, with a floor for a share that has always been 0 or 1. */
        private static double binomial(double p) {
            return Math.max(p * (1 - p), 1e-3);
        }
    }

    /**
     * Amounts: a standard deviation that grows with the square root of the expectation, as sums of payments do.
     *
     * @param sigma relative standard deviation at the typical expectation
     * @param typical above 0
     */
    record Amount(double sigma, double typical) implements Noise {
        @Override
        public double weight(int index) {
            return 1;
        }

        @Override
        public double variance(double expected, int index) {
            return sigma * sigma * typical * Math.max(Math.abs(expected), typical / 100);
        }

        @Override
        public double z(Pool pool) {
            if (pool.samples() == 0) {
                return 0;
            }
            // a sum of few payments has the tail of so many events, which is longer than a normal one
            double each = pool.expected() > 0 ? pool.variance() / pool.expected() : Double.NaN;
            return each > 0 && pool.bounded() >= 0
                    ? Tail.ofCount(pool.bounded() / each, pool.expected() / each)
                    : (pool.bounded() - pool.expected()) / Math.sqrt(pool.variance());
        }
    }

    /** The relative noise of amounts that never moved, so that a first small move is no wonder. */
    double STILL = 0.02;

    /** Noise of a share below which it counts as none: that of a million trials. */
    double STEADY = 1e-3;

    /** Trials of a sample when neither a denominator nor any noise tells. */
    double TRIALS = 30;

    /**
     * Learns the noise from undisturbed samples.
     *
     * @param days rows of samples
     * @param expected their expectations, row by row
     * @param trials of the samples that will be judged, where they are known
     */
    static Noise fit(Unit unit, double[][] days, double[][] expected, Optional<double[]> trials) {
        int columns = days[0].length;
        double typical = Robust.mean(
                Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray());
        return switch (unit) {
            case COUNT -> {
                double scale = Robust.scale(residuals(days, expected, new Counting(1)));
                yield new Counting(Math.max(1, scale * scale));
            }
            case RATIO -> {
                double scale = Robust.scale(residuals(days, expected, new Share(filled(columns, 1))));
                yield new Share(believed(trials, scale, columns));
            }
            case MONEY_MINOR, MILLIS -> {
                double level = typical > 0 ? typical : 1;
                double scale = Robust.scale(residuals(days, expected, new Amount(1, level)));
                yield new Amount(Math.max(STILL, Double.isNaN(scale) ? STILL : scale), level);
            }
        };
    }

    /** Standardised departures of each sample. */
    static double[][] residuals(double[][] rows, double[][] expected, Noise noise) {
        double[][] residuals = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            residuals[row] = residuals(rows[row], expected[row], noise);
        }
        return residuals;
    }

    static double[] residuals(double[] values, double[] expected, Noise noise) {
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            residuals[i] = (values[i] - expected[i]) / Math.sqrt(noise.variance(expected[i], i));
        }
        return residuals;
    }

    /** Known trials, fewer where the noise says that they were not independent; else as many as explain the noise. */
    private static double[] believed(Optional<double[]> trials, double scale, int columns) {
        double explained = scale > STEADY ? 1 / (scale * scale) : Double.NaN;
        if (trials.isEmpty()) {
            return filled(columns, Double.isNaN(explained) ? TRIALS : explained);
        }
        double[] known = trials.get();
        double typical = Robust.median(known);
        double share = Double.isNaN(explained) || !(typical > 0) ? 1 : Math.min(1, explained / typical);
        return Arrays.stream(known).map(n -> Double.isNaN(n) ? 0 : n * share).toArray();
    }

    private static double[] filled(int length, double value) {
        double[] filled = new double[length];
        Arrays.fill(filled, value);
        return filled;
    }
}
