package dev.opspilot.rituals.analysis;

import java.util.Arrays;

/**
 * How high a day runs against the usual shape, told from the early part of its window. Days differ (weekends, growth),
 * so a day's own level is believed as far as days are known to differ; a level beyond that is trouble, not a level, and
 * is not believed. An empirical Bayes estimate.
 *
 * @param between variance of levels among days, relative
 * @param chance variance of the estimate from the early part by chance, relative
 * @param blocks that the early part is cut into
 */
record Level(double between, double chance, int blocks) {
    /** The share of the window that counts as early. */
    private static final double EARLY = 1 / 3.0;

    /** Standard deviations beyond which a level is no longer believed. */
    private static final double BELIEVED = 3;

    /** The most blocks; their median is not moved by trouble in less than half of them. */
    private static final int BLOCKS = 6;

    /** The relative variance by chance that a block may have on its own. */
    private static final double CHANCE_OF_BLOCK = 0.1;

    /** Fewer days than a week may lack the weekends, by which days then differ at the least, relative. */
    private static final double WEEKENDS = 0.2;

    private static final int WEEK = 7;

    private static final double LEAST = 0.03;

    /** How many samples are the early part of a window. */
    static int early(int samples) {
        return Math.max(1, (int) Math.ceil(samples * EARLY));
    }

    /** Learns from earlier days how much days differ; the most different of five or more may have been disturbed. */
    static Level learn(DayGrid earlier, double[] shape, Noise noise, double inflation) {
        double[][] days = earlier.rows();
        double chance =
                inflation * Pool.of(shape, shape, noise, 0, early(shape.length)).relativeVariance();
        double[] departures = Arrays.stream(days)
                .mapToDouble(day ->
                        Math.abs(Pool.of(day, shape, noise, 0, shape.length).relativeExcess()))
                .sorted()
                .toArray();
        int believed = days.length >= 5 ? days.length - 1 : days.length;
        double least = days.length < WEEK && !earlier.sameWeekday() ? WEEKENDS : LEAST;
        double spread = Math.max(least, Robust.rootMeanSquare(Arrays.copyOf(departures, believed)));
        int blocks = chance > 0 ? Math.clamp((long) (CHANCE_OF_BLOCK / chance), 1, BLOCKS) : BLOCKS;
        return new Level(spread * spread, chance, blocks);
    }

    /** The level of a day, 1 being usual. */
    double of(double[] row, double[] shape, Noise noise) {
        if (!Double.isFinite(chance)) {
            return 1;
        }
        double raw = excess(row, shape, noise);
        double believed = Math.clamp(raw, -reach(), reach()) * between / (between + chance);
        return Double.isNaN(raw) ? 1 : Math.max(0.05, 1 + believed);
    }

    /** Whether a day runs further off than a level can explain. */
    boolean beyond(double[] row, double[] shape, Noise noise) {
        return Double.isFinite(chance) && Math.abs(excess(row, shape, noise)) > reach();
    }

    /** What remains unknown of a level, as a relative variance. */
    double variance() {
        return Double.isFinite(chance) ? between * chance / (between + chance) : between;
    }

    private double reach() {
        return BELIEVED * Math.sqrt(between + chance);
    }

    /** The relative excess of the early part: the median over its blocks. */
    private double excess(double[] row, double[] shape, Noise noise) {
        int early = early(shape.length);
        double[] excesses = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            Pool pool = Pool.of(row, shape, noise, early * block / blocks, early * (block + 1) / blocks);
            excesses[block] = pool.size() > 0 ? pool.relativeExcess() : Double.NaN;
        }
        return Robust.median(excesses);
    }
}
