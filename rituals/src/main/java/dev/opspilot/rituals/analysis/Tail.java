package dev.opspilot.rituals.analysis;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Exact tails of counts, as the distance at which a normal distribution has the same tail. Counts may be fractions, as
 * those corrected for dispersion are: the tails go by the gamma and beta distributions, which agree with the Poisson
 * and binomial ones at whole counts (Garwood, 1936; Clopper and Pearson, 1934).
 */
final class Tail {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Where a tail is smaller than a double can say. */
    private static final double FARTHEST = 37;

    /** Stands for an expectation of nothing. */
    private static final double TINY = 1e-9;

    private Tail() {}

    /** How far a count lies from its Poisson expectation. */
    static double ofCount(double count, double expected) {
        double mean = Math.max(expected, TINY);
        return count > mean
                ? distance(GammaDistribution.of(count, 1).cumulativeProbability(mean))
                : -distance(GammaDistribution.of(Math.max(0, count) + 1, 1).survivalProbability(mean));
    }

    /** How far successes among trials lie from their binomial expectation. */
    static double ofShare(double successes, double trials, double share) {
        double p = Math.clamp(share, TINY, 1 - TINY);
        double count = Math.clamp(successes, 0, trials);
        return count > trials * p
                ? distance(BetaDistribution.of(count, trials - count + 1).cumulativeProbability(p))
                : -distance(BetaDistribution.of(count + 1, Math.max(TINY, trials - count))
                        .survivalProbability(p));
    }

    private static double distance(double tail) {
        return Math.clamp(NORMAL.inverseSurvivalProbability(Math.min(tail, 1)), 0, FARTHEST);
    }
}
