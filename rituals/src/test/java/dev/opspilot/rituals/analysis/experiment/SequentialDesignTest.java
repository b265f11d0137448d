package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SequentialDesignTest {
    private static final int RUNS = 200_000;

    @ParameterizedTest
    @EnumSource(Spending.class)
    void looking_often_claims_falsely_no_more_often_than_alpha(Spending spending) {
        SequentialDesign design = new SequentialDesign(0.05, Sides.TWO, spending, List.of(0.1, 0.35, 0.4, 0.75, 1.0));

        double claimed = share(design, 0, 20_261_123);

        // three standard errors of 200,000 runs
        assertThat(claimed).isCloseTo(0.05, within(3 * Math.sqrt(0.05 * 0.95 / RUNS)));
    }

    @Test
    void without_boundaries_the_same_looks_would_claim_falsely_three_times_as_often() {
        List<Double> looks = List.of(0.2, 0.4, 0.6, 0.8, 1.0);

        double naive =
                simulated(looks, DoubleStream.generate(() -> 1.96).limit(5).toArray(), Sides.TWO, 0, 20_261_123);

        // Armitage, McPherson and Rowe (1969), table 2: 0.142 for five looks
        assertThat(naive).isCloseTo(0.142, within(0.003));
    }

    @ParameterizedTest
    @EnumSource(
            value = Spending.class,
            names = {"O_BRIEN_FLEMING", "POCOCK"})
    void the_inflated_size_has_the_power_that_was_asked_for(Spending spending) {
        SequentialDesign design = new SequentialDesign(0.025, Sides.ONE, spending, List.of(0.3, 0.6, 1.0));
        double fixed = 1.959964 + 0.841621;

        double found = share(design, fixed * Math.sqrt(design.inflation(0.8)), 7);

        assertThat(found).isCloseTo(0.8, within(3 * Math.sqrt(0.16 / RUNS)));
    }

    @Property(tries = 60)
    void what_is_spent_is_what_the_spending_function_allows(
            @ForAll Sides sides,
            @ForAll boolean pocock,
            @ForAll @IntRange(min = 1, max = 8) int looks,
            @ForAll @Scale(4) @DoubleRange(min = 0.005, max = 0.2) double alpha) {
        Spending spending = pocock ? Spending.POCOCK : Spending.O_BRIEN_FLEMING;
        SequentialDesign design = new SequentialDesign(alpha, sides, spending, equal(looks));

        for (Look look : design.looks()) {
            double allowed = sides.count() * spending.share(alpha / sides.count(), look.informationFraction());
            assertThat(look.cumulativeAlpha()).isCloseTo(allowed, within(1e-9));
        }
        assertThat(design.looks().getLast().cumulativeAlpha()).isCloseTo(alpha, within(1e-9));
        assertThat(design.inflation(0.9)).isBetween(1.0 - 1e-9, 1.6);
        assertThat(design.averageSize(0.9)).isLessThanOrEqualTo(design.inflation(0.9) + 1e-9);
    }

    @Property(tries = 40)
    void a_bound_does_not_depend_on_looks_to_come(
            @ForAll Spending spending, @ForAll @IntRange(min = 2, max = 8) int looks) {
        SequentialDesign whole = new SequentialDesign(0.05, Sides.TWO, spending, equal(looks));
        SequentialDesign soFar = new SequentialDesign(
                0.05, Sides.TWO, spending, whole.informationFractions().subList(0, looks - 1));

        for (int i = 0; i < looks - 1; i++) {
            assertThat(soFar.looks().get(i).bound())
                    .isCloseTo(whole.looks().get(i).bound(), within(1e-6));
        }
    }

    @Test
    void a_single_test_at_the_end_is_the_ordinary_one() {
        SequentialDesign fixed = SequentialDesign.fixed(0.05, Sides.TWO);

        assertThat(fixed.looks().getFirst().bound()).isCloseTo(1.959964, within(1e-6));
        assertThat(fixed.looks().getFirst().nominalAlpha()).isCloseTo(0.05, within(1e-9));
        assertThat(fixed.inflation(0.8)).isCloseTo(1, within(1e-6));
    }

    @Test
    void looks_before_the_end_cannot_end_a_test_of_fixed_size() {
        SequentialDesign design = new SequentialDesign(0.05, Sides.TWO, Spending.AT_THE_END, List.of(0.5, 1.0));

        assertThat(design.looks().get(0).bound()).isEqualTo(8);
        assertThat(design.looks().get(1).bound()).isCloseTo(1.959964, within(1e-6));
    }

    @Test
    void looks_close_together_are_told_apart() {
        SequentialDesign daily =
                new SequentialDesign(0.05, Sides.TWO, Spending.POCOCK, List.of(0.5, 0.501, 0.502, 0.9, 0.999, 1.0));

        assertThat(daily.looks().getLast().cumulativeAlpha()).isCloseTo(0.05, within(1e-7));
        assertThat(share(daily, 0, 3)).isCloseTo(0.05, within(3 * Math.sqrt(0.05 * 0.95 / RUNS)));
    }

    @Test
    void looks_that_go_back_or_beyond_the_end_are_refused() {
        assertThatThrownBy(() -> new SequentialDesign(0.05, Sides.TWO, Spending.POCOCK, List.of(0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "informationFractions must increase by at least 0.001 and end at 1 at most, but 0.5 follows 0.5");
        assertThatThrownBy(() -> new SequentialDesign(0.05, Sides.TWO, Spending.POCOCK, List.of(0.5, 1.2)))
                .hasMessageContaining("1.2 follows 0.5");
        assertThatThrownBy(() -> new SequentialDesign(0.05, Sides.TWO, Spending.POCOCK, List.of()))
                .hasMessageContaining("give 1.0 for a single test at the end");
        assertThatThrownBy(() -> new SequentialDesign(0.05, Sides.TWO, Spending.POCOCK, List.of(0.5)).inflation(0.8))
                .hasMessageContaining("must be 1 to plan a size, but is 0.5");
    }

    private static List<Double> equal(int looks) {
        return IntStream.rangeClosed(1, looks).mapToObj(i -> (double) i / looks).toList();
    }

    private static double share(SequentialDesign design, double drift, long seed) {
        double[] bounds = design.looks().stream().mapToDouble(Look::bound).toArray();
        return simulated(design.informationFractions(), bounds, design.sides(), drift, seed);
    }

    /** The share of random walks that cross a bound at any look. */
    private static double simulated(List<Double> fractions, double[] bounds, Sides sides, double drift, long seed) {
        Random random = new Random(seed);
        int crossed = 0;
        for (int run = 0; run < RUNS; run++) {
            double score = 0;
            double last = 0;
            for (int look = 0; look < bounds.length; look++) {
                double step = fractions.get(look) - last;
                score += drift * step + Math.sqrt(step) * random.nextGaussian();
                last = fractions.get(look);
                double z = score / Math.sqrt(last);
                if (z >= bounds[look] || (sides == Sides.TWO && z <= -bounds[look])) {
                    crossed++;
                    break;
                }
            }
        }
        return (double) crossed / RUNS;
    }
}
