package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a series was expected to do over its window, and how far it may stray. From earlier days, of the same weekday
 * where they are enough: each day is smoothed
 * over neighbouring samples, the median over the days gives the shape, and the level of today is taken from the early
 * part of the window as far as days usually differ. Without earlier days: the level of the early part. Immutable.
 */
final class Baseline {
    /** Samples to either side that an earlier day is smoothed over. */
    private static final int REACH = 3;

    /** Events that a smoothed sample of a day should stand on; rare events are smoothed wider. */
    private static final double EVENTS = 10;

    /** What a level may drift by over a window when no earlier day tells, relative. */
    private static final double UNKNOWN_DRIFT = 0.15;

    /** What is expected over the early part when nothing happened in it. */
    private static final double FIRST_EVENT = 0.5;

    /** Days of which a majority can outvote a disturbed one. */
    private static final int FEW = 3;

    /** What few earlier days are taken to differ by from today, relative. */
    private static final double FEW_DAYS = 0.10;

    /** The least by which days are taken to differ, relative. */
    private static final double DAYS_DIFFER = 0.02;

    /** A median of days varies more than their mean: asymptotic variance ratio for normal noise. */
    private static final double MEDIAN_COST = Math.PI / 2;

    private final double[] expected;
    private final Noise noise;
    private final double inflation;
    private final double[][] days;
    private final double[][] expectedDays;
    private final double levelVariance;

    private Baseline(
            double[] expected,
            Noise noise,
            double inflation,
            double[][] days,
            double[][] expectedDays,
            double levelVariance) {
        this.expected = expected;
        this.noise = noise;
        this.inflation = inflation;
        this.days = days;
        this.expectedDays = expectedDays;
        this.levelVariance = levelVariance;
    }

    /**
     * Learns from a series.
     *
     * @param recent its complete recent samples
     * @param trials of the recent samples, for a share whose denominator is known
     */
    static Baseline of(Series series, double[] recent, Optional<double[]> trials) {
        DayGrid earlier = DayGrid.of(series, recent.length);
        return earlier.rows().length == 0
                ? ofEarlyPart(series, recent, trials)
                : ofDays(series, recent, earlier, trials);
    }

    private static Baseline ofDays(Series series, double[] recent, DayGrid earlier, Optional<double[]> trials) {
        double[][] days = earlier.rows();
        int reach = reach(series, days);
        double[] shape = DayGrid.medians(
                Arrays.stream(days).map(day -> DayGrid.smooth(day, reach)).toArray(double[][]::new));
        double[][] fitted = Arrays.stream(days)
                .map(day -> scaled(shape, ratio(Robust.mean(day), Robust.mean(shape))))
                .toArray(double[][]::new);
        Noise noise = Noise.fit(series.unit(), days, fitted, trials);
        double inflation = inflation(Noise.residuals(days, fitted, noise));
        Level level = Level.learn(earlier, shape, noise, inflation);
        if (days.length < FEW && level.beyond(recent, shape, noise)) {
            return ofEarlyPart(series, recent, trials);
        }
        double[][] expectedDays = Arrays.stream(days)
                .map(day -> levelled(shape, level.of(day, shape, noise), noise))
                .toArray(double[][]::new);
        double[] expected = levelled(shape, level.of(recent, shape, noise), noise);
        return new Baseline(expected, noise, inflation, days, expectedDays, level.variance());
    }

    private static Baseline ofEarlyPart(Series series, double[] recent, Optional<double[]> trials) {
        double[] early = Arrays.copyOf(recent, Level.early(recent.length));
        double[] smooth = DayGrid.smooth(early, reach(series, new double[][] {early}));
        double usual = Robust.median(smooth);
        double[] expected = new double[recent.length];
        Arrays.fill(expected, series.unit() == Series.Unit.COUNT ? Math.max(usual, FIRST_EVENT / early.length) : usual);
        double[] padded = Arrays.copyOf(early, recent.length);
        Arrays.fill(padded, early.length, padded.length, Double.NaN);
        Noise noise = Noise.fit(series.unit(), new double[][] {padded}, new double[][] {expected}, trials);
        double inflation = inflation(new double[][] {Noise.residuals(padded, expected, noise)});
        double chance =
                inflation * Pool.of(recent, expected, noise, 0, early.length).relativeVariance();
        return new Baseline(expected, noise, inflation, new double[0][], new double[0][], chance);
    }

    private static int reach(Series series, double[][] days) {
        return switch (series.unit()) {
            case MONEY_MINOR, MILLIS -> REACH;
            case COUNT, RATIO -> {
                double typical = Robust.mean(
                        Arrays.stream(days).flatMapToDouble(Arrays::stream).toArray());
                double events = series.unit() == Series.Unit.RATIO ? typical * Noise.TRIALS : typical;
                int wide = events > 0 ? (int) Math.ceil(Math.min(1e6, EVENTS / events) / 2) : days[0].length;
                yield Math.clamp(wide, REACH, Math.max(REACH, days[0].length / 2));
            }
        };
    }

    private static double inflation(double[][] residuals) {
        double rho = Robust.median(
                Arrays.stream(residuals).mapToDouble(Robust::persistence).toArray());
        return (1 + rho) / (1 - rho);
    }

    private static double[] scaled(double[] shape, double factor) {
        return Arrays.stream(shape).map(value -> value * factor).toArray();
    }

    private static double[] levelled(double[] shape, double level, Noise noise) {
        return Arrays.stream(shape).map(value -> noise.atLevel(value, level)).toArray();
    }

    private static double ratio(double value, double reference) {
        return reference > 0 ? value / reference : 1;
    }

    Noise noise() {
        return noise;
    }

    /** The expectation of one sample; {@code NaN} where no earlier day has one. */
    double expected(int index) {
        return expected[index];
    }

    /** The usual stray of one sample, a standard deviation. */
    double deviation(int index) {
        return Math.sqrt(noise.variance(expected[index], index));
    }

    /** Standardised departures of the samples. */
    double[] residuals(double[] recent) {
        return Noise.residuals(recent, expected, noise);
    }

    Pool pool(double[] recent, int from, int to) {
        return Pool.of(recent, expected, noise, from, to);
    }

    /** How many earlier days stand behind it. */
    int days() {
        return days.length;
    }

    /** The variance of a pool of these samples from chance alone, neighbours being alike included; relative. */
    double chance(Pool pool) {
        return inflation * pool.relativeVariance();
    }

    /**
     * By how much the expectation of a stretch itself may be off, as a relative variance: days differ, their median is
     * an estimate, and so is the level of today.
     */
    double doubt(Pool pool, int from, int to) {
        if (days.length == 0) {
            return UNKNOWN_DRIFT * UNKNOWN_DRIFT + finite(levelVariance);
        }
        return differing(from, to) + levelVariance + finite(MEDIAN_COST * chance(pool) / days.length);
    }

    /** How differently the days went in this stretch, beyond chance. */
    private double differing(int from, int to) {
        if (days.length < FEW) {
            return FEW_DAYS * FEW_DAYS;
        }
        double[] excess = new double[days.length];
        double[] byChance = new double[days.length];
        for (int day = 0; day < days.length; day++) {
            Pool pool = Pool.of(days[day], expectedDays[day], noise, from, to);
            excess[day] = pool.relativeExcess();
            byChance[day] = chance(pool);
        }
        double spread = Robust.spread(excess);
        double beyond = spread * spread - finite(Robust.median(byChance));
        return Math.max(DAYS_DIFFER * DAYS_DIFFER, beyond);
    }

    private static double finite(double variance) {
        return Double.isFinite(variance) ? variance : 0;
    }
}
