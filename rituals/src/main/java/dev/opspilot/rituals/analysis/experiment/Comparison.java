package dev.opspilot.rituals.analysis.experiment;

import java.util.Optional;

/**
 * A treatment held against control.
 *
 * @param test which the p-value goes by
 * @param control what was observed there
 * @param treatment what was observed there
 * @param difference treatment less control, in the metric's unit
 * @param interval of the difference: equal-tailed, so that each limit is that of a one-sided test
 * @param relative the difference as a share of control; empty where control has nothing to be a share of
 * @param statistic z or t; of Fisher's test, which has none, the z that it was not trusted with
 * @param degreesOfFreedom of t; infinite otherwise
 * @param pValue of as many sides as the test; one-sided ones ask whether treatment is better
 * @param caution why a normal approximation is not to be trusted here; empty when it is
 */
public record Comparison(
        TestKind test,
        Sample control,
        Sample treatment,
        double difference,
        Interval interval,
        Optional<Relative> relative,
        double statistic,
        double degreesOfFreedom,
        double pValue,
        Optional<String> caution) {

    /**
     * A difference as a share of control.
     *
     * @param lift 0.1 for a tenth more
     * @param interval of the lift; agrees with the absolute one on whether 0 is in it
     */
    public record Relative(double lift, Interval interval) {}

    /**
     * @param better the direction that a one-sided test asks for
     * @param sides of the test
     * @param nominalAlpha of the test, less than 1, or less than one half for one side; the interval's confidence is 1
     *     less alpha for two sides and 1 less twice alpha for one
     * @return empty when there is nothing to compare: no units in an arm, for means fewer than two, or no variance
     * @throws IllegalArgumentException when one sample is a proportion and the other a mean
     */
    public static Optional<Comparison> of(
            Sample control, Sample treatment, Better better, Sides sides, double nominalAlpha) {
        double tail = nominalAlpha / sides.count();
        Check.require(
                tail > 0 && tail < 0.5,
                "nominalAlpha must lie between 0 and %s for this test, but is %s"
                        .formatted(0.5 * sides.count(), nominalAlpha));
        if (control instanceof Sample.Proportion a && treatment instanceof Sample.Proportion b) {
            return a.trials() == 0 || b.trials() == 0
                    ? Optional.empty()
                    : Optional.of(new ProportionComparison(a, b, tail).compared(better, sides));
        }
        if (control instanceof Sample.Mean a && treatment instanceof Sample.Mean b) {
            return a.units() < 2 || b.units() < 2 || a.variance() + b.variance() == 0
                    ? Optional.empty()
                    : Optional.of(new MeanComparison(a, b, tail).compared(better, sides));
        }
        throw new IllegalArgumentException("a proportion cannot be compared with a mean: give both arms the same kind");
    }
}
