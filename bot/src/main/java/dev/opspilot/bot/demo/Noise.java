package dev.opspilot.bot.demo;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Chance that can be asked again: the same seed, stream and index always give the same. Immutable. */
record Noise(long seed) {
    private static final double FEW = 30;

    /** A generator of its own for one index of a stream. Asked for every minute of weeks: a constant text is quickest. */
    RandomGenerator at(String stream, long index) {
        long mixed = mix(seed ^ mix(stream.hashCode() * 0x9E3779B97F4A7C15L));
        return new SplittableRandom(mix(mixed + index * 0xD1B54A32D192ED03L));
    }

    /** A number of independent events, of which {@code mean} are expected. */
    static long poisson(RandomGenerator random, double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > FEW) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
