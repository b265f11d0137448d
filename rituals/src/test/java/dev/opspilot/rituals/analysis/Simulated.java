package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Seasonal series with a seed: a daily wave, weekends at six tenths, days that differ by a few per cent, and noise. */
final class Simulated {
    static final Instant START = Instant.parse("2026-03-04T09:30:00Z");
    static final int MINUTES = 90;
    static final Instant NOW = START.plus(Duration.ofMinutes(MINUTES));

    private final Random random;
    private final int days;
    private IntToDoubleFunction trouble = minute -> 1;
    private IntToDoubleFunction siblingTrouble = minute -> 1;
    private int weekday = 2;

    Simulated(long seed, int days) {
        this.random = new Random(seed);
        this.days = days;
    }

    /** Multiplies today's level from a minute on. */
    Simulated troubled(int onset, double factor) {
        trouble = minute -> minute >= onset ? factor : 1;
        return this;
    }

    /** Multiplies today's level in a stretch. */
    Simulated troubledBetween(int onset, int end, double factor) {
        trouble = minute -> minute >= onset && minute < end ? factor : 1;
        return this;
    }

    /** Multiplies the level of the day before. */
    Simulated siblingTroubled(double factor) {
        siblingTrouble = minute -> factor;
        return this;
    }

    /** Which day of the week today is, 0 for Monday. */
    Simulated on(int day) {
        weekday = day;
        return this;
    }

    Series counts(double mean, Bad bad) {
        return series(Unit.COUNT, bad, level -> poisson(mean * level));
    }

    Series shares(double share, int trials, Bad bad) {
        return series(Unit.RATIO, bad, level -> {
            double p = Math.min(1, share * (level > 1.5 || level < 0.4 ? level : 1));
            int successes = 0;
            for (int i = 0; i < trials; i++) {
                successes += random.nextDouble() < p ? 1 : 0;
            }
            return successes / (double) trials;
        });
    }

    /** Sums of Poisson many payments of unequal size. */
    Series money(double paymentsAMinute, Bad bad) {
        return series(Unit.MONEY_MINOR, bad, level -> {
            int payments = poisson(paymentsAMinute * level);
            double sum = 0;
            for (int i = 0; i < payments; i++) {
                sum += 2000 * Math.exp(0.8 * random.nextGaussian());
            }
            return Math.rint(sum);
        });
    }

    Series millis(double mean, Bad bad) {
        return series(
                Unit.MILLIS,
                bad,
                level -> mean * (level > 1.5 || level < 0.4 ? level : 1) * Math.exp(0.1 * random.nextGaussian()));
    }

    private Series series(Unit unit, Bad bad, DoubleUnaryOperator sample) {
        List<Samples> earlier = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            IntToDoubleFunction factor = day == 1 ? siblingTrouble : minute -> 1;
            earlier.add(day(START.minus(Duration.ofDays(day)), weekday - day, factor, sample));
        }
        return Series.of(Subject.service("shop"), "figure", unit, bad, day(START, weekday, trouble, sample), earlier);
    }

    private Samples day(Instant start, int weekday, IntToDoubleFunction factor, DoubleUnaryOperator sample) {
        double level = (Math.floorMod(weekday, 7) >= 5 ? 0.6 : 1) * Math.exp(0.04 * random.nextGaussian());
        double[] values = new double[MINUTES];
        for (int minute = 0; minute < MINUTES; minute++) {
            double wave = 1 + 0.25 * Math.sin(2 * Math.PI * minute / 360.0);
            values[minute] = sample.applyAsDouble(level * wave * factor.applyAsDouble(minute));
        }
        return new Samples(start, Duration.ofMinutes(1), values);
    }

    private int poisson(double mean) {
        if (mean > 200) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }
}
