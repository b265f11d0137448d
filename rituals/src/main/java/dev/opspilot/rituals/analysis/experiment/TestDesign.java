package dev.opspilot.rituals.analysis.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A superiority test of each treatment against control, before its size, power or effect is settled: each of the
 * three follows from the other two. Sample size and effect are found as roots of the power, so the three always agree.
 *
 * @param measure what is measured, with its baseline
 * @param sides of each test
 * @param alpha the chance of any false claim among all comparisons, between 0 and 1
 * @param allocation of units to arms; more than two arms share alpha by {@link #correction()}
 * @param formula which power goes by; one for proportions or one for means as the measure is
 */
public record TestDesign(Measure measure, Sides sides, double alpha, Allocation allocation, Formula formula) {
    public TestDesign {
        Check.require(
                alpha > 0 && alpha < 1,
                "alpha must lie between 0 and 1, both excluded, but is %s: give 0.05 for 5 %%".formatted(alpha));
        Check.require(
                formula.fits(measure),
                "the %s is not for %s: use NONCENTRAL_T for means and another formula for proportions"
                        .formatted(formula.title(), measure));
    }

    /** Two-sided at 5 %, arms of one size: pooled z test for a proportion, noncentral t test for a mean. */
    public static TestDesign standard(Measure measure, int arms) {
        Formula formula = switch (measure) {
            case Measure.Proportion _ -> Formula.POOLED_Z;
            case Measure.Mean _ -> Formula.NONCENTRAL_T;
        };
        return new TestDesign(measure, Sides.TWO, 0.05, Allocation.even(arms), formula);
    }

    /** How the comparisons share alpha. */
    public Correction correction() {
        return Correction.of(allocation.comparisons());
    }

    /**
     * The units that each arm needs.
     *
     * @param effect the smallest that is worth finding: treatment less control, signed, not 0
     * @param power the chance to find it in a given treatment arm, more than alpha and less than 1
     * @throws IllegalArgumentException for an effect or power out of range, and for an effect so small that more than
     *     10^15 units would be needed
     */
    public PowerAnalysis sampleSize(double effect, double power) {
        requireEffect(effect);
        Check.power(power, alpha);
        OptionalDouble control = Solver.reach(
                log -> powerAt(effect, Math.exp(log)),
                power,
                Math.log(allocation.leastControl()),
                Math.log(Check.MOST_UNITS));
        Check.require(
                control.isPresent(),
                "an effect of %s needs more than %s units in the control arm: give a larger effect"
                        .formatted(effect, Check.MOST_UNITS));
        return analysis(effect, power, Math.exp(control.getAsDouble()));
    }

    /**
     * The power that so many units give.
     *
     * @param effect treatment less control, signed, not 0
     * @param controlUnits in the control arm, not necessarily whole; the others follow by the allocation
     */
    public PowerAnalysis power(double effect, double controlUnits) {
        requireEffect(effect);
        Check.controlUnits(controlUnits, allocation);
        return analysis(effect, powerAt(effect, controlUnits), controlUnits);
    }

    /**
     * The smallest effect that so many units find with this power; empty when not even the largest possible one is.
     *
     * @param direction the sign of the effect, of which the variance of a proportion depends
     * @param controlUnits in the control arm
     * @param power more than alpha and less than 1
     */
    public Optional<PowerAnalysis> minimumDetectableEffect(Direction direction, double controlUnits, double power) {
        Check.controlUnits(controlUnits, allocation);
        Check.power(power, alpha);
        double sign = direction.sign();
        OptionalDouble size = Solver.reach(
                effect -> powerAt(sign * effect, controlUnits), power, 0, largest(direction, controlUnits));
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(analysis(sign * size.getAsDouble(), power, controlUnits));
    }

    private double powerAt(double effect, double control) {
        double each = Correction.alphaEach(alpha, allocation.comparisons());
        return new TwoArmTest(measure, formula, sides, each)
                .power(effect, 0, control, control * allocation.leastRatio());
    }

    private PowerAnalysis analysis(double effect, double power, double control) {
        return analysis(formula, sides, alpha, allocation, effect, power, control);
    }

    static PowerAnalysis analysis(
            Formula formula,
            Sides sides,
            double alpha,
            Allocation allocation,
            double effect,
            double power,
            double control) {
        List<Double> exact = IntStream.range(0, allocation.arms())
                .mapToObj(arm -> control
                        * allocation.weights().get(arm)
                        / allocation.weights().getFirst())
                .toList();
        return new PowerAnalysis(
                formula,
                sides,
                alpha,
                Correction.of(allocation.comparisons()),
                Correction.alphaEach(alpha, allocation.comparisons()),
                effect,
                power,
                exact,
                exact.stream().map(TestDesign::roundedUp).toList());
    }

    /** A whole number that a root missed by its last digits stays that number. */
    private static long roundedUp(double units) {
        return (long) Math.ceil(units - 1e-9 * units);
    }

    private double largest(Direction direction, double controlUnits) {
        return switch (measure) {
            case Measure.Proportion(double p) -> Math.nextDown(direction == Direction.INCREASE ? 1 - p : p);
            case Measure.Mean(double _, double variance) -> 1e3 * Math.sqrt(variance) * Math.max(1, 1e3 / controlUnits);
        };
    }

    private void requireEffect(double effect) {
        Check.require(
                effect != 0 && Double.isFinite(effect),
                "effect must be a finite number other than 0, but is %s: give the smallest difference worth finding"
                        .formatted(effect));
        if (measure instanceof Measure.Proportion(double baseline)) {
            double treated = baseline + effect;
            Check.require(
                    treated > 0 && treated < 1,
                    ("baseline plus effect must be a share between 0 and 1, but %s plus %s is not: give the effect as a"
                                    + " difference of shares, 0.02 for two percentage points")
                            .formatted(baseline, effect));
        }
    }
}
