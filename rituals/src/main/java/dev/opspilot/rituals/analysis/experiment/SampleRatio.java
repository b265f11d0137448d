package dev.opspilot.rituals.analysis.experiment;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether units were split as planned, by the chi-square test of fit. A split that is off means that units were lost
 * or counted twice, and that no other figure can be trusted.
 *
 * @param counts units in each arm, control first
 * @param expected units in each arm by the allocation
 * @param statistic chi-square
 * @param degreesOfFreedom arms less one
 * @param pValue 0 to 1; 1 while nothing was counted
 * @param tenable whether at least 5 units are expected in each arm, so that the test may be trusted
 */
public record SampleRatio(
        List<Long> counts,
        List<Double> expected,
        double statistic,
        int degreesOfFreedom,
        double pValue,
        boolean tenable) {
    /**
     * A p-value below this is a mismatch (Fabijan et al. 2019). Strict, since it is checked at every look and since real
     * mismatches are mostly extreme.
     */
    public static final double THRESHOLD = 0.0005;

    private static final double LEAST_EXPECTED = 5;

    public SampleRatio {
        counts = List.copyOf(counts);
        expected = List.copyOf(expected);
    }

    /**
     * @param counts units in each arm, control first, as many as the allocation has arms
     */
    public static SampleRatio of(List<Long> counts, Allocation allocation) {
        Check.require(
                counts.size() == allocation.arms(),
                "counts must have one number for each of %s arms, but has %s"
                        .formatted(allocation.arms(), counts.size()));
        double total = 0;
        for (long count : counts) {
            total += Check.notNegative((double) count, "each of counts");
        }
        List<Double> expected = allocation.expected(total);
        double statistic = 0;
        boolean tenable = true;
        for (int arm = 0; arm < counts.size(); arm++) {
            double off = counts.get(arm) - expected.get(arm);
            statistic += total == 0 ? 0 : off * off / expected.get(arm);
            tenable &= expected.get(arm) >= LEAST_EXPECTED;
        }
        int df = counts.size() - 1;
        double p = ChiSquaredDistribution.of(df).survivalProbability(statistic);
        return new SampleRatio(counts, expected, statistic, df, p, tenable);
    }

    /** Whether the split is off beyond chance. */
    public boolean mismatch() {
        return tenable && pValue < THRESHOLD;
    }
}
