package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.analysis.Figures;
import java.util.Optional;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two proportions. The interval is Newcombe's hybrid of two Wilson intervals (1998, method 10), that of the ratio its
 * counterpart MOVER-R (Donner and Zou 2012), so that both exclude no effect together; both hold for few successes too.
 *
 * @param tail the alpha of one side
 */
record ProportionComparison(Sample.Proportion control, Sample.Proportion treatment, double tail) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    Comparison compared(Better better, Sides sides) {
        double z = statistic();
        boolean rare = leastExpected() < Sample.LEAST_EXPECTED;
        return new Comparison(
                rare ? TestKind.FISHER_EXACT : TestKind.POOLED_Z,
                control,
                treatment,
                treatment.average() - control.average(),
                difference(),
                ratio(),
                z,
                Double.POSITIVE_INFINITY,
                rare ? exact(better, sides) : approximate(z, better, sides),
                rare ? Optional.of(caution()) : Optional.empty());
    }

    private String caution() {
        return "too few events for a normal approximation (%s of %s and %s of %s), so Fisher's exact test was used"
                .formatted(
                        Figures.count(control.successes()),
                        Figures.count(control.trials()),
                        Figures.count(treatment.successes()),
                        Figures.count(treatment.trials()));
    }

    private double pooled() {
        return (double) (control.successes() + treatment.successes()) / (control.trials() + treatment.trials());
    }

    private double leastExpected() {
        double p = pooled();
        return Math.min(p, 1 - p) * Math.min(control.trials(), treatment.trials());
    }

    private double statistic() {
        double p = pooled();
        double error = Math.sqrt(p * (1 - p) * (1.0 / control.trials() + 1.0 / treatment.trials()));
        return error == 0 ? 0 : (treatment.average() - control.average()) / error;
    }

    private static double approximate(double z, Better better, Sides sides) {
        return switch (sides) {
            case ONE -> NORMAL.survivalProbability(better.sign() * z);
            case TWO -> 2 * NORMAL.survivalProbability(Math.abs(z));
        };
    }

    /** Given all successes, those of the treatment follow a hypergeometric distribution. */
    private double exact(Better better, Sides sides) {
        HypergeometricDistribution law = HypergeometricDistribution.of(
                Math.toIntExact(control.trials() + treatment.trials()),
                Math.toIntExact(control.successes() + treatment.successes()),
                Math.toIntExact(treatment.trials()));
        int seen = Math.toIntExact(treatment.successes());
        return switch (sides) {
            case ONE ->
                switch (better) {
                    case HIGHER -> law.survivalProbability(seen - 1);
                    case LOWER -> law.cumulativeProbability(seen);
                };
            case TWO -> noLikelier(law, seen);
        };
    }

    /** The chance of anything that is not likelier than what was seen, with the tolerance of R. */
    private static double noLikelier(HypergeometricDistribution law, int seen) {
        double most = law.probability(seen) * (1 + 1e-7);
        double sum = 0;
        for (int k = law.getSupportLowerBound(); k <= law.getSupportUpperBound(); k++) {
            double probability = law.probability(k);
            sum += probability <= most ? probability : 0;
        }
        return Math.min(1, sum);
    }

    private Interval difference() {
        Interval a = wilson(control);
        Interval b = wilson(treatment);
        double p = control.average();
        double q = treatment.average();
        return new Interval(
                q - p - Math.hypot(q - b.low(), a.high() - p),
                q - p + Math.hypot(b.high() - q, p - a.low()),
                confidence());
    }

    private Optional<Comparison.Relative> ratio() {
        double p = control.average();
        double q = treatment.average();
        if (p == 0) {
            return Optional.empty();
        }
        Interval a = wilson(control);
        Interval b = wilson(treatment);
        double low = limit(p * q, b.low() * (2 * q - b.low()), a.high() * (2 * p - a.high()), -1);
        double lowest = a.low() * (2 * p - a.low());
        double high = lowest > 0 ? limit(p * q, b.high() * (2 * q - b.high()), lowest, 1) : Double.POSITIVE_INFINITY;
        return Optional.of(new Comparison.Relative(q / p - 1, new Interval(low - 1, high - 1, confidence())));
    }

    /** A root of {@code below r^2 - 2 product r + above}, in the form that does not cancel where it can. */
    private static double limit(double product, double above, double below, int sign) {
        double root = Math.sqrt(Math.max(0, product * product - above * below));
        return sign < 0 ? (product + root == 0 ? 0 : above / (product + root)) : (product + root) / below;
    }

    private double confidence() {
        return 1 - 2 * tail;
    }

    /** Wilson's score interval (1927). */
    private Interval wilson(Sample.Proportion sample) {
        double z = NORMAL.inverseSurvivalProbability(tail);
        double n = sample.trials();
        double p = sample.average();
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(
                sample.successes() == 0 ? 0 : centre - half,
                sample.successes() == sample.trials() ? 1 : centre + half,
                confidence());
    }
}
