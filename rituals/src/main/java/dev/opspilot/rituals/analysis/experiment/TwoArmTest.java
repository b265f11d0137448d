package dev.opspilot.rituals.analysis.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One comparison of a treatment with control; its power is what sample size and detectable effect are solved from.
 *
 * @param alpha of this comparison, already shared with others
 */
record TwoArmTest(Measure measure, Formula formula, Sides sides, double alpha) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * The chance of a significant result. A two-sided test counts the wrong tail too where its reference does: arcsine
     * and t do, the z tests do not ({@code power.prop.test} with {@code strict = FALSE}).
     *
     * @param effect treatment less control
     * @param shift what the null hypothesis says the difference is, 0 or a non-inferiority margin's limit
     */
    double power(double effect, double shift, double control, double treatment) {
        double tail = alpha / sides.count();
        return switch (measure) {
            case Measure.Proportion(double p) -> ofProportions(p, p + effect, shift, control, treatment, tail);
            case Measure.Mean(double _, double variance) ->
                ofMeans(Math.abs(effect - shift) / Math.sqrt(variance), control, treatment, tail);
        };
    }

    private double ofProportions(double p1, double p2, double shift, double n1, double n2, double tail) {
        double critical = NORMAL.inverseSurvivalProbability(tail);
        double own = Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
        double difference = Math.abs(p2 - p1 - shift);
        return switch (formula) {
            case POOLED_Z -> {
                double p = (n1 * p1 + n2 * p2) / (n1 + n2);
                double pooled = Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2));
                yield NORMAL.cumulativeProbability((difference - critical * pooled) / own);
            }
            case UNPOOLED_Z -> NORMAL.cumulativeProbability(difference / own - critical);
            case ARCSINE -> {
                double h = Math.abs(2 * Math.asin(Math.sqrt(p2)) - 2 * Math.asin(Math.sqrt(p1)));
                double distance = h * Math.sqrt(n1 * n2 / (n1 + n2));
                yield NORMAL.survivalProbability(critical - distance)
                        + (sides == Sides.TWO ? NORMAL.cumulativeProbability(-critical - distance) : 0);
            }
            case NONCENTRAL_T -> throw new IllegalStateException("a t test is not for proportions");
        };
    }

    private double ofMeans(double d, double n1, double n2, double tail) {
        double df = n1 + n2 - 2;
        double critical = TDistribution.of(df).inverseSurvivalProbability(tail);
        double noncentrality = d * Math.sqrt(n1 * n2 / (n1 + n2));
        return NoncentralT.survival(critical, df, noncentrality)
                + (sides == Sides.TWO ? 1 - NoncentralT.survival(-critical, df, noncentrality) : 0);
    }
}
