package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Sample size, power and detectable effect say the same thing three ways. */
final class PowerConsistencyTest {

    @Property(tries = 200)
    void more_units_give_more_power(
            @ForAll Formula formula,
            @ForAll Sides sides,
            @ForAll @DoubleRange(min = 0.02, max = 0.8) double baseline,
            @ForAll @DoubleRange(min = 20, max = 1e5) double units,
            @ForAll @DoubleRange(min = 1.01, max = 4) double factor) {
        TestDesign design = design(formula, sides, baseline, Allocation.even(2));

        assertThat(design.power(0.1, units * factor).power())
                .isGreaterThanOrEqualTo(design.power(0.1, units).power() - 1e-12);
    }

    @Property(tries = 200)
    void the_size_for_a_power_gives_that_power_and_finds_that_effect(
            @ForAll Formula formula,
            @ForAll Sides sides,
            @ForAll @DoubleRange(min = 0.05, max = 0.7) double baseline,
            @ForAll @Scale(4) @DoubleRange(min = 0.002, max = 0.2) double effect,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double power,
            @ForAll @DoubleRange(min = 0.2, max = 5) double ratio,
            @ForAll @IntRange(min = 1, max = 4) int treatments) {
        TestDesign design = design(
                formula, sides, baseline, treatments == 1 ? Allocation.ratio(ratio) : Allocation.even(treatments + 1));

        PowerAnalysis plan = design.sampleSize(effect, power);
        double control = plan.exactSizes().getFirst();

        assertThat(design.power(effect, control).power()).isCloseTo(power, within(1e-7));
        assertThat(design.minimumDetectableEffect(Direction.INCREASE, control, power)
                        .orElseThrow()
                        .effect())
                .isCloseTo(effect, within(1e-6 * effect));
        assertThat(plan.sizes().getFirst()).isBetween((long) Math.floor(control), (long) Math.ceil(control));
        assertThat(plan.correction()).isEqualTo(treatments == 1 ? Correction.NONE : Correction.BONFERRONI);
        assertThat(plan.alphaEach()).isCloseTo(0.05 / treatments, within(1e-15));
    }

    @Property(tries = 100)
    void it_does_not_matter_which_arm_is_called_control(
            @ForAll Formula formula,
            @ForAll Sides sides,
            @ForAll @DoubleRange(min = 0.05, max = 0.6) double baseline,
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double effect,
            @ForAll @DoubleRange(min = 50, max = 5000) double control,
            @ForAll @DoubleRange(min = 50, max = 5000) double treatment) {
        double forth = design(formula, sides, baseline, Allocation.ratio(treatment / control))
                .power(effect, control)
                .power();
        double back = design(formula, sides, baseline + effect, Allocation.ratio(control / treatment))
                .power(-effect, treatment)
                .power();

        assertThat(forth).isCloseTo(back, within(1e-9));
    }

    @Property(tries = 100)
    void a_further_treatment_and_a_second_side_cost_units_and_a_mean_does_not_care_for_the_sign(
            @ForAll Formula formula, @ForAll @IntRange(min = 1, max = 5) int treatments) {
        Allocation few = Allocation.even(treatments + 1);
        TestDesign one = design(formula, Sides.ONE, 0.3, few);
        TestDesign two = design(formula, Sides.TWO, 0.3, few);
        TestDesign more = design(formula, Sides.TWO, 0.3, Allocation.even(treatments + 2));

        assertThat(one.sampleSize(0.05, 0.8).total())
                .isLessThan(two.sampleSize(0.05, 0.8).total());
        assertThat(two.sampleSize(0.05, 0.8).exactSizes().getFirst())
                .isLessThan(more.sampleSize(0.05, 0.8).exactSizes().getFirst());
        if (formula == Formula.NONCENTRAL_T) {
            assertThat(two.sampleSize(0.05, 0.8).sizes())
                    .isEqualTo(two.sampleSize(-0.05, 0.8).sizes());
        }
    }

    @Property(tries = 100)
    void a_guardrail_shows_the_margin_that_its_size_was_computed_for(
            @ForAll Better better,
            @ForAll boolean mean,
            @ForAll @DoubleRange(min = 0.1, max = 0.6) double baseline,
            @ForAll @Scale(4) @DoubleRange(min = 0.005, max = 0.09) double margin,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double power,
            @ForAll @DoubleRange(min = 0.2, max = 5) double ratio) {
        Measure measure = mean ? new Measure.Mean(baseline, 0.3) : new Measure.Proportion(baseline);
        NonInferiorityDesign design =
                new NonInferiorityDesign(measure, better, margin, 0, 0.05, Allocation.ratio(ratio));

        PowerAnalysis plan = design.sampleSize(power);
        double control = plan.exactSizes().getFirst();

        assertThat(design.power(control).power()).isCloseTo(power, within(1e-7));
        assertThat(design.narrowestMargin(control, power).orElseThrow()).isCloseTo(margin, within(1e-6 * margin));
        assertThat(plan.sides()).isEqualTo(Sides.ONE);
    }

    @Property(tries = 50)
    void the_smallest_treatment_arm_decides(@ForAll @DoubleRange(min = 0.1, max = 0.9) double small) {
        Measure measure = new Measure.Proportion(0.1);
        TestDesign uneven =
                new TestDesign(measure, Sides.TWO, 0.05, new Allocation(List.of(1.0, 1.0, small)), Formula.POOLED_Z);
        TestDesign alone = new TestDesign(measure, Sides.TWO, 0.025, Allocation.ratio(small), Formula.POOLED_Z);

        assertThat(uneven.power(0.02, 3000).power())
                .isCloseTo(alone.power(0.02, 3000).power(), within(1e-12));
    }

    private static TestDesign design(Formula formula, Sides sides, double baseline, Allocation allocation) {
        Measure measure =
                formula == Formula.NONCENTRAL_T ? new Measure.Mean(baseline, 1) : new Measure.Proportion(baseline);
        return new TestDesign(measure, sides, 0.05, allocation, formula);
    }
}
