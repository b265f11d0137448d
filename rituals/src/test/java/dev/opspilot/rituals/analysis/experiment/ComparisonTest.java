package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    @Property(tries = 300)
    void the_relative_and_the_absolute_interval_agree_on_proportions(
            @ForAll @IntRange(min = 5, max = 400) int control,
            @ForAll @IntRange(min = 5, max = 400) int treatment,
            @ForAll @DoubleRange(min = 0.01, max = 1) double p,
            @ForAll @DoubleRange(max = 1) double q,
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 0.3) double alpha) {
        Comparison found = compare(
                new Sample.Proportion(Math.max(1, Math.round(p * control)), control),
                new Sample.Proportion(Math.round(q * treatment), treatment),
                alpha);
        Interval relative = found.relative().orElseThrow().interval();

        assertThat(relative.contains(0)).isEqualTo(found.interval().contains(0));
        assertThat(relative.contains(found.relative().orElseThrow().lift())).isTrue();
        assertThat(found.interval().low()).isGreaterThanOrEqualTo(-1);
        assertThat(found.interval().high()).isLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void test_and_both_intervals_agree_on_means(
            @ForAll @LongRange(min = 2, max = 2000) long n,
            @ForAll @LongRange(min = 2, max = 2000) long m,
            @ForAll @DoubleRange(min = 1, max = 100) double mean,
            @ForAll @DoubleRange(min = -100, max = 100) double other,
            @ForAll @DoubleRange(min = 0.1, max = 500) double variance,
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 0.3) double alpha) {
        Comparison found = compare(new Sample.Mean(n, mean, variance), new Sample.Mean(m, other, 2 * variance), alpha);

        assertThat(found.interval().contains(0)).isEqualTo(found.pValue() > alpha);
        found.relative()
                .ifPresent(relative -> assertThat(relative.interval().contains(0))
                        .isEqualTo(found.interval().contains(0)));
    }

    @Property(tries = 200)
    void swapping_the_arms_swaps_the_signs(
            @ForAll @IntRange(min = 10, max = 500) int a,
            @ForAll @IntRange(min = 10, max = 500) int b,
            @ForAll @DoubleRange(max = 1) double p,
            @ForAll @DoubleRange(max = 1) double q) {
        Sample one = new Sample.Proportion(Math.round(p * a), a);
        Sample other = new Sample.Proportion(Math.round(q * b), b);

        Comparison forth = compare(one, other, 0.05);
        Comparison back = compare(other, one, 0.05);

        assertThat(forth.difference()).isCloseTo(-back.difference(), within(1e-12));
        assertThat(forth.interval().low()).isCloseTo(-back.interval().high(), within(1e-12));
        assertThat(forth.pValue()).isCloseTo(back.pValue(), within(1e-9));
    }

    @Test
    void few_events_are_tested_exactly_and_said_with_their_numbers() {
        Comparison found = compare(new Sample.Proportion(1, 34), new Sample.Proportion(7, 34), 0.05);

        assertThat(found.test()).isEqualTo(TestKind.FISHER_EXACT);
        assertThat(found.caution())
                .contains("too few events for a normal approximation (1 of 34 and 7 of 34), so Fisher's exact test was"
                        + " used");
        assertThat(compare(new Sample.Proportion(100, 1000), new Sample.Proportion(120, 1000), 0.05)
                        .caution())
                .isEmpty();
    }

    @Test
    void few_failures_are_as_rare_as_few_successes() {
        assertThat(compare(new Sample.Proportion(33, 34), new Sample.Proportion(27, 34), 0.05)
                        .pValue())
                .isCloseTo(
                        compare(new Sample.Proportion(1, 34), new Sample.Proportion(7, 34), 0.05)
                                .pValue(),
                        within(1e-9));
    }

    @Test
    void a_lower_is_better_metric_is_tested_in_its_direction() {
        Sample control = new Sample.Proportion(120, 1000);
        Sample treatment = new Sample.Proportion(100, 1000);

        assertThat(Comparison.of(control, treatment, Better.LOWER, Sides.ONE, 0.05)
                        .orElseThrow()
                        .pValue())
                .isLessThan(0.08);
        assertThat(Comparison.of(control, treatment, Better.HIGHER, Sides.ONE, 0.05)
                        .orElseThrow()
                        .pValue())
                .isGreaterThan(0.92);
        assertThat(Comparison.of(
                                new Sample.Proportion(5, 20),
                                new Sample.Proportion(0, 20),
                                Better.LOWER,
                                Sides.ONE,
                                0.05)
                        .orElseThrow()
                        .pValue())
                .isCloseTo(0.04712404712 / 2, within(1e-9));
    }

    @Test
    void a_one_sided_interval_has_both_one_sided_limits() {
        Comparison found = Comparison.of(
                        new Sample.Proportion(100, 1000),
                        new Sample.Proportion(120, 1000),
                        Better.HIGHER,
                        Sides.ONE,
                        0.05)
                .orElseThrow();

        assertThat(found.interval().confidence()).isCloseTo(0.9, within(1e-12));
        assertThat(found.interval())
                .isEqualTo(compare(found.control(), found.treatment(), 0.1).interval());
    }

    @Test
    void skewed_and_few_values_are_cautioned_about() {
        Sample plain = new Sample.Mean(100, 10, 4);
        Sample skewed = new Sample.Mean(100, 10, 4, OptionalDouble.of(3));

        assertThat(compare(plain, plain, 0.05).caution()).isEmpty();
        assertThat(compare(plain, skewed, 0.05).caution())
                .contains("too few units for a normal approximation of the mean (100, and values like these need 3,195"
                        + " an arm)");
        assertThat(compare(plain, new Sample.Mean(20, 10, 4), 0.05).caution()).isPresent();
    }

    @Test
    void no_share_is_given_of_a_control_that_cannot_be_told_from_nothing() {
        assertThat(compare(new Sample.Mean(10, 0.5, 400), new Sample.Mean(10, 3, 400), 0.05)
                        .relative())
                .isEmpty();
        assertThat(compare(new Sample.Proportion(0, 50), new Sample.Proportion(5, 50), 0.05)
                        .relative())
                .isEmpty();
    }

    @Test
    void nothing_is_compared_with_nothing() {
        assertThat(Comparison.of(
                        new Sample.Proportion(0, 0), new Sample.Proportion(5, 50), Better.HIGHER, Sides.TWO, 0.05))
                .isEmpty();
        assertThat(Comparison.of(new Sample.Mean(1, 5, 0), new Sample.Mean(9, 5, 2), Better.HIGHER, Sides.TWO, 0.05))
                .isEmpty();
        assertThat(Comparison.of(new Sample.Mean(9, 5, 0), new Sample.Mean(9, 5, 0), Better.HIGHER, Sides.TWO, 0.05))
                .isEmpty();
    }

    @Test
    void what_cannot_be_observed_is_refused() {
        assertThatThrownBy(() -> new Sample.Proportion(11, 10)).hasMessageContaining("are 11 of 10");
        assertThatThrownBy(() -> new Sample.Mean(10, Double.NaN, 1))
                .hasMessageContaining("mean must be a finite number");
        assertThatThrownBy(() -> new Sample.Mean(10, 1, -1)).hasMessageContaining("variance");
        assertThatThrownBy(() -> compare(new Sample.Mean(10, 1, 1), new Sample.Proportion(1, 10), 0.05))
                .hasMessageContaining("give both arms the same kind");
        assertThatThrownBy(() -> compare(new Sample.Mean(10, 1, 1), new Sample.Mean(10, 1, 1), 5))
                .hasMessageContaining("nominalAlpha");
    }

    @Test
    void a_split_is_off_only_beyond_chance_and_with_units_enough_to_tell() {
        assertThat(SampleRatio.of(List.of(821_588L, 815_482L), Allocation.even(2))
                        .mismatch())
                .isTrue();
        assertThat(SampleRatio.of(List.of(490L, 510L), Allocation.even(2)).mismatch())
                .isFalse();
        assertThat(SampleRatio.of(List.of(8L, 0L), Allocation.even(2)).mismatch())
                .isFalse();
        assertThat(SampleRatio.of(List.of(30L, 0L), Allocation.even(2)).mismatch())
                .isTrue();
        assertThat(SampleRatio.of(List.of(0L, 0L), Allocation.even(2)).pValue()).isEqualTo(1);
        assertThatThrownBy(() -> SampleRatio.of(List.of(1L), Allocation.even(2)))
                .hasMessageContaining("each of 2 arms");
    }

    private static Comparison compare(Sample control, Sample treatment, double alpha) {
        return Comparison.of(control, treatment, Better.HIGHER, Sides.TWO, alpha)
                .orElseThrow();
    }
}
