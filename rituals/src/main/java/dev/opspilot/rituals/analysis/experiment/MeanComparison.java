package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.analysis.Figures;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Two means with variances of their own (Welch 1947). The interval of the ratio is Fieller's (1954) with the same
 * degrees of freedom, so that it excludes no effect when that of the difference does.
 *
 * @param tail the alpha of one side
 */
record MeanComparison(Sample.Mean control, Sample.Mean treatment, double tail) {

    Comparison compared(Better better, Sides sides) {
        double difference = treatment.mean() - control.mean();
        double error = Math.sqrt(control.squaredError() + treatment.squaredError());
        TDistribution law = TDistribution.of(degreesOfFreedom());
        double t = difference / error;
        double critical = law.inverseSurvivalProbability(tail);
        double p = switch (sides) {
            case ONE -> law.survivalProbability(better.sign() * t);
            case TWO -> 2 * law.survivalProbability(Math.abs(t));
        };
        return new Comparison(
                TestKind.WELCH_T,
                control,
                treatment,
                difference,
                new Interval(difference - critical * error, difference + critical * error, confidence()),
                ratio(critical),
                t,
                law.getDegreesOfFreedom(),
                p,
                caution());
    }

    /** Satterthwaite's approximation (1946). */
    private double degreesOfFreedom() {
        double a = control.squaredError();
        double b = treatment.squaredError();
        return (a + b) * (a + b) / (a * a / (control.units() - 1) + b * b / (treatment.units() - 1));
    }

    /** Empty where control's mean cannot be told from 0: then no interval of the ratio is bounded. */
    private Optional<Comparison.Relative> ratio(double critical) {
        double a = control.squaredError();
        double b = treatment.squaredError();
        double mean = control.mean();
        double g = critical * critical * a / (mean * mean);
        if (mean <= 0 || g >= 1) {
            return Optional.empty();
        }
        double ratio = treatment.mean() / mean;
        double half = critical / mean * Math.sqrt(Math.max(0, b + ratio * ratio * a - g * b));
        return Optional.of(new Comparison.Relative(
                ratio - 1, new Interval((ratio - half) / (1 - g) - 1, (ratio + half) / (1 - g) - 1, confidence())));
    }

    private double confidence() {
        return 1 - 2 * tail;
    }

    private Optional<String> caution() {
        double needed = Math.max(control.unitsForNormality(), treatment.unitsForNormality());
        long fewest = Math.min(control.units(), treatment.units());
        return fewest >= needed
                ? Optional.empty()
                : Optional.of(
                        "too few units for a normal approximation of the mean (%s, and values like these need %s an arm)"
                                .formatted(Figures.count(fewest), Figures.count((long) Math.ceil(needed))));
    }
}
