package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** How long it takes, and what bad input is told. */
final class PlanningTest {
    private static final TestDesign CONVERSION = TestDesign.standard(new Measure.Proportion(0.10), 2);

    @Test
    void it_ends_on_the_day_on_which_the_units_are_in() {
        // 7,682 units at 500 a day are in on the 16th day
        assertThat(RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(1000, 0.5, false), 8))
                .isEqualTo(new RunLength.Ends(16, 7682, 8000));
    }

    @Test
    void it_ends_on_whole_weeks_where_weekdays_differ() {
        assertThat(RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(1000, 0.5, true), 8))
                .isEqualTo(new RunLength.Ends(21, 7682, 10_500));
    }

    @Test
    void early_looks_are_paid_for() {
        assertThat(RunLength.of(CONVERSION, 0.02, 0.8, 1.2, new Traffic(1000, 0.5, false), 8))
                .isEqualTo(new RunLength.Ends(19, 9220, 9500));
    }

    @Test
    void a_day_is_the_least() {
        assertThat(RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(1e6, 1, false), 8))
                .isEqualTo(new RunLength.Ends(1, 7682, 1_000_000));
    }

    @Test
    void too_little_traffic_is_told_as_never_with_what_would_fit_instead() {
        RunLength length = RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(100, 0.5, true), 4);

        RunLength.Never never = (RunLength.Never) length;
        PowerAnalysis fits = never.fits().orElseThrow();
        assertThat(never.longestWeeks()).isEqualTo(4);
        assertThat(never.unitsNeeded()).isEqualTo(7682);
        assertThat(never.unitsExpected()).isEqualTo(1400);
        assertThat(fits.effect()).isBetween(0.04, 0.06);
        assertThat(fits.sizes()).containsExactly(700L, 700L);
        assertThat(CONVERSION.sampleSize(fits.effect(), 0.8).total()).isEqualTo(1400);
    }

    @Test
    void a_drop_is_answered_with_a_drop() {
        RunLength.Never never =
                (RunLength.Never) RunLength.of(CONVERSION, -0.005, 0.8, 1, new Traffic(100, 1, true), 4);

        assertThat(never.fits().orElseThrow().effect()).isNegative();
    }

    @Test
    void no_traffic_fits_nothing() {
        assertThat(RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(0, 1, true), 4))
                .isEqualTo(new RunLength.Never(4, 7682, 0, java.util.Optional.empty()));
    }

    @Property(tries = 100)
    void days_hold_the_units_and_a_step_less_does_not(
            @ForAll @DoubleRange(min = 50, max = 5000) double perDay, @ForAll boolean weeks) {
        RunLength length = RunLength.of(CONVERSION, 0.02, 0.8, 1, new Traffic(perDay, 1, weeks), 52);

        assertThat(length).isInstanceOfSatisfying(RunLength.Ends.class, ends -> {
            int step = weeks ? 7 : 1;
            assertThat(ends.days() % step).isZero();
            assertThat(ends.days() * perDay).isGreaterThanOrEqualTo((double) ends.unitsNeeded());
            assertThat((ends.days() - step) * perDay).isLessThan((double) ends.unitsNeeded());
        });
    }

    @Test
    void each_of_several_tests_gets_a_share_of_the_misses() {
        assertThat(NonInferiorityDesign.powerOfEach(0.8, 4)).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void units_are_shared_by_weight() {
        TestDesign design = new TestDesign(
                new Measure.Proportion(0.1), Sides.TWO, 0.05, new Allocation(List.of(2.0, 1.0, 1.0)), Formula.POOLED_Z);

        PowerAnalysis plan = design.sampleSize(0.02, 0.8);

        assertThat(plan.exactSizes().get(1)).isCloseTo(plan.exactSizes().getFirst() / 2, within(1e-9));
        assertThat(plan.exactSizes().get(2)).isEqualTo(plan.exactSizes().get(1));
        assertThat(design.allocation().share(0)).isEqualTo(0.5);
    }

    @Test
    void an_effect_that_no_share_can_have_is_not_found() {
        TestDesign nearlyAll = TestDesign.standard(new Measure.Proportion(0.99), 2);

        assertThat(nearlyAll.minimumDetectableEffect(Direction.INCREASE, 50, 0.8))
                .isEmpty();
        assertThat(nearlyAll.minimumDetectableEffect(Direction.DECREASE, 50, 0.8))
                .isPresent();
    }

    @Test
    void bad_input_is_told_what_to_give_instead() {
        assertThatThrownBy(() -> new Measure.Proportion(10))
                .hasMessage("baseline must be a share between 0 and 1, both excluded, but is 10.0: give 0.1 for 10 %");
        assertThatThrownBy(
                        () -> new TestDesign(CONVERSION.measure(), Sides.TWO, 5, Allocation.even(2), Formula.POOLED_Z))
                .hasMessage("alpha must lie between 0 and 1, both excluded, but is 5.0: give 0.05 for 5 %");
        assertThatThrownBy(() -> CONVERSION.sampleSize(0.02, 80))
                .hasMessage("power must be more than alpha (0.05) and less than 1, but is 80.0: give 0.8 for 80 %");
        assertThatThrownBy(() -> CONVERSION.sampleSize(0, 0.8))
                .hasMessageContaining("the smallest difference worth finding");
        assertThatThrownBy(() -> CONVERSION.sampleSize(2, 0.8))
                .hasMessageContaining("give the effect as a difference of shares, 0.02 for two percentage points");
        assertThatThrownBy(() -> CONVERSION.sampleSize(1e-9, 0.8)).hasMessageContaining("give a larger effect");
        assertThatThrownBy(() -> CONVERSION.power(0.02, 1)).hasMessageContaining("at least 2 units");
        assertThatThrownBy(() ->
                        new TestDesign(CONVERSION.measure(), Sides.TWO, 0.05, Allocation.even(2), Formula.NONCENTRAL_T))
                .hasMessageContaining("use NONCENTRAL_T for means and another formula for proportions");
        assertThatThrownBy(() -> Allocation.even(1)).hasMessageContaining("a control and a treatment");
        assertThatThrownBy(() -> Allocation.ratio(0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new Measure.Mean(1, 0)).hasMessage("variance must be positive and finite, but is 0.0");
        assertThatThrownBy(() -> new Traffic(100, 20, true))
                .hasMessageContaining("give 0.2 for a fifth of the traffic");
        assertThatThrownBy(() -> new NonInferiorityDesign(
                        CONVERSION.measure(), Better.HIGHER, -0.01, 0, 0.05, Allocation.even(2)))
                .hasMessageContaining("without a sign");
        assertThatThrownBy(() -> new NonInferiorityDesign(
                        CONVERSION.measure(), Better.HIGHER, 0.01, -0.02, 0.05, Allocation.even(2)))
                .hasMessageContaining("no size could show non-inferiority");
    }
}
