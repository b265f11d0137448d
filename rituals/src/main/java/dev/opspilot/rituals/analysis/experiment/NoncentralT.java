package dev.opspilot.rituals.analysis.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The noncentral t distribution, as the mean of the normal distribution over that of the sample's standard deviation:
 * {@code P(T <= t) = E[Phi(t S - ncp)]} with {@code S = sqrt(chi2 / df)} (Johnson, Kotz and Balakrishnan 1995,
 * chapter 31), by Simpson's rule. Unlike the series of algorithm AS 243 (Lenth 1989) it neither underflows at large
 * noncentrality nor slows down with the degrees of freedom.
 */
final class NoncentralT {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int INTERVALS = 1024;

    /** A chi variable is farther than this from its mode less than once in 10^14. */
    private static final double REACH = 8.5;

    private NoncentralT() {}

    /**
     * The chance of more than {@code t}.
     *
     * @param df degrees of freedom, at least 2, not necessarily whole
     * @param noncentrality the shift in standard errors
     */
    static double survival(double t, double df, double noncentrality) {
        double mode = Math.sqrt((df - 1) / df);
        double low = Math.max(0, mode - REACH / Math.sqrt(df));
        double step = (mode + REACH / Math.sqrt(df) - low) / INTERVALS;
        double weights = 0;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double s = low + i * step;
            double weight = (i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2) * relativeDensity(s, df, mode);
            weights += weight;
            sum += weight * NORMAL.survivalProbability(t * s - noncentrality);
        }
        return sum / weights;
    }

    /** The density of {@code S} against that at its mode, so that nothing overflows. */
    private static double relativeDensity(double s, double df, double mode) {
        return s == 0 ? 0 : Math.exp((df - 1) * Math.log(s / mode) - df * (s * s - mode * mode) / 2);
    }
}
