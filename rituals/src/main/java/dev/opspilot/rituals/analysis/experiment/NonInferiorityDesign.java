package dev.opspilot.rituals.analysis.experiment;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A test that no treatment is worse than control by its margin or more: one-sided, against the margin instead of zero
 * (Chow, Shao and Wang 2008, sections 3.2 and 4.2). Proportions go by the unpooled z test, since under that null
 * hypothesis the arms differ; means by the noncentral t test.
 *
 * @param measure what is measured, with its baseline
 * @param better the direction in which it improves
 * @param nonInferiorityMargin the loss that is no longer tolerable, positive, in the metric's unit
 * @param expectedEffect treatment less control, signed; 0 where nothing is expected; no worse than the margin
 * @param alpha the chance to pass any treatment that is worse by the margin, one-sided
 * @param allocation of units to arms; more than two share alpha as superiority tests do
 */
public record NonInferiorityDesign(
        Measure measure,
        Better better,
        double nonInferiorityMargin,
        double expectedEffect,
        double alpha,
        Allocation allocation) {
    public NonInferiorityDesign {
        Check.open(alpha, "alpha");
        Check.require(
                nonInferiorityMargin > 0 && Double.isFinite(nonInferiorityMargin),
                ("nonInferiorityMargin must be positive, but is %s: give the loss that is no longer tolerable, without"
                                + " a sign")
                        .formatted(nonInferiorityMargin));
        Check.require(
                expectedEffect * better.sign() > -nonInferiorityMargin,
                "expectedEffect %s is as bad as the margin %s or worse: no size could show non-inferiority"
                        .formatted(expectedEffect, nonInferiorityMargin));
        if (measure instanceof Measure.Proportion(double baseline)) {
            Check.open(baseline + expectedEffect, "baseline plus expectedEffect");
        }
    }

    /**
     * The power that each of several tests needs so that all of them succeed together with this power, whatever their
     * dependence (Schultzberg, Ankargren and Frånberg 2024, on guardrails beside a primary metric).
     *
     * @param tests the primary metric and its guardrails, at least 1
     */
    public static double powerOfEach(double power, int tests) {
        Check.open(power, "power");
        Check.require(tests >= 1, "tests must be at least 1, but is %s".formatted(tests));
        return 1 - (1 - power) / tests;
    }

    /** The units that each arm needs to show non-inferiority with this power, more than alpha and less than 1. */
    public PowerAnalysis sampleSize(double power) {
        Check.power(power, alpha);
        double control = Solver.reach(
                        log -> powerAt(nonInferiorityMargin, Math.exp(log)),
                        power,
                        Math.log(allocation.leastControl()),
                        Math.log(Check.MOST_UNITS))
                .orElseThrow(() -> new IllegalArgumentException("nonInferiorityMargin " + nonInferiorityMargin
                        + " needs more than " + Check.MOST_UNITS + " units: give a wider margin"));
        return analysis(power, Math.exp(control));
    }

    /** The power that so many units in the control arm give. */
    public PowerAnalysis power(double controlUnits) {
        Check.controlUnits(controlUnits, allocation);
        return analysis(powerAt(nonInferiorityMargin, controlUnits), controlUnits);
    }

    /** The narrowest margin that so many units in the control arm can show with this power; empty when there is none. */
    public Optional<Double> narrowestMargin(double controlUnits, double power) {
        Check.controlUnits(controlUnits, allocation);
        Check.power(power, alpha);
        double least = Math.max(0, -expectedEffect * better.sign());
        double most = switch (measure) {
            case Measure.Proportion _ -> 1;
            case Measure.Mean(double _, double variance) -> least + 1e3 * Math.sqrt(variance);
        };
        OptionalDouble margin = Solver.reach(m -> powerAt(m, controlUnits), power, least, most);
        return margin.isPresent() ? Optional.of(margin.getAsDouble()) : Optional.empty();
    }

    private double powerAt(double margin, double control) {
        Formula formula = formula();
        return new TwoArmTest(measure, formula, Sides.ONE, Correction.alphaEach(alpha, allocation.comparisons()))
                .power(expectedEffect, -better.sign() * margin, control, control * allocation.leastRatio());
    }

    private Formula formula() {
        return switch (measure) {
            case Measure.Proportion _ -> Formula.UNPOOLED_Z;
            case Measure.Mean _ -> Formula.NONCENTRAL_T;
        };
    }

    private PowerAnalysis analysis(double power, double control) {
        return TestDesign.analysis(formula(), Sides.ONE, alpha, allocation, expectedEffect, power, control);
    }
}
