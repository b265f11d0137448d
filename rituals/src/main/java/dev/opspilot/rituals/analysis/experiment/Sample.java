package dev.opspilot.rituals.analysis.experiment;

import java.util.OptionalDouble;

/** What was observed of a metric in one arm. */
public sealed interface Sample {

    /** The fewest successes and failures to expect in each arm for a normal approximation to hold. */
    int LEAST_EXPECTED = 10;

    /** How many units were observed. */
    long units();

    /** The share of successes, or the mean. */
    double average();

    /**
     * Units that did something, among all.
     *
     * @param successes 0 to trials
     * @param trials not negative, at most a thousand million
     */
    record Proportion(long successes, long trials) implements Sample {
        private static final long MOST_TRIALS = 1_000_000_000;

        public Proportion {
            Check.require(
                    successes >= 0 && successes <= trials,
                    "successes must lie between 0 and trials, but are %s of %s".formatted(successes, trials));
            Check.require(
                    trials <= MOST_TRIALS, "trials must be at most %s, but are %s".formatted(MOST_TRIALS, trials));
        }

        @Override
        public long units() {
            return trials;
        }

        @Override
        public double average() {
            return (double) successes / trials;
        }
    }

    /**
     * A quantity averaged over units.
     *
     * @param units not negative
     * @param mean in the metric's unit
     * @param variance between units with divisor {@code units - 1}, not negative
     * @param skewness of the units' values where known; skewed ones need more units
     */
    record Mean(long units, double mean, double variance, OptionalDouble skewness) implements Sample {
        private static final long FEW = 30;
        private static final double FOR_SKEWNESS = 355;

        public Mean {
            Check.require(units >= 0, "units must not be negative, but are %s".formatted(units));
            Check.finite(mean, "mean");
            Check.notNegative(variance, "variance");
            skewness.ifPresent(value -> Check.finite(value, "skewness"));
        }

        public Mean(long units, double mean, double variance) {
            this(units, mean, variance, OptionalDouble.empty());
        }

        @Override
        public double average() {
            return mean;
        }

        double squaredError() {
            return variance / units;
        }

        /** 30, or for skewed values 355 times the squared skewness (Kohavi et al. 2014, rule 7). */
        double unitsForNormality() {
            double skew = skewness.orElse(0);
            return Math.max(FEW, FOR_SKEWNESS * skew * skew);
        }
    }
}
