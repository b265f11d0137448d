package dev.opspilot.rituals.analysis;

import java.util.Arrays;

/** Correction for looking at many series at once. */
final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * The largest p-value that still counts as a discovery by Benjamini and Hochberg's step-up rule (1995), or 0 when
     * none does. With no true effect anywhere, the chance of any discovery is at most {@code rate}; otherwise
     * {@code rate} bounds the expected share of false ones among them.
     *
     * @param p one value for each test, 0 to 1
     * @param rate between 0 and 1
     */
    static double threshold(double[] p, double rate) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        for (int i = sorted.length; i > 0; i--) {
            if (sorted[i - 1] <= rate * i / sorted.length) {
                return sorted[i - 1];
            }
        }
        return 0;
    }
}
