package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each function against reference values or a reference implementation. */
final class NumericsTest {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Test
    void the_spread_of_the_textbook_example_is_the_one_of_r_mad_with_its_correction() {
        // Leys et al. (2013): 1, 3, 3, 6, 8, 10, 10, 1000 has median 7, MAD 3.5 and 1.4826 MAD 5.1891.
        double[] values = {1, 3, 3, 6, 8, 10, 10, 1000};

        assertThat(Robust.median(values)).isEqualTo(7);
        assertThat(Robust.spread(values)).isCloseTo(5.1891 * 1.129, within(1e-4));
    }

    @Property(tries = 50)
    void what_is_measured_stays_as_it_was(@ForAll double[] values) {
        double[] before = values.clone();

        double _ = Robust.median(values);
        double _ = Robust.spread(values);
        double _ = Robust.scale(new double[][] {values, values});

        assertThat(values).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 9, 30})
    void the_spread_of_normal_values_is_their_standard_deviation_on_average(int n) {
        Random random = new Random(7);

        double mean = IntStream.range(0, 20_000)
                .mapToDouble(i -> Robust.spread(IntStream.range(0, n)
                        .mapToDouble(j -> 3 * random.nextGaussian())
                        .toArray()))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(3, within(0.06));
    }

    @Test
    void missing_values_are_left_out_and_none_gives_none() {
        assertThat(Robust.median(1, Double.NaN, 3)).isEqualTo(2);
        assertThat(Robust.mean(Double.NaN)).isNaN();
        assertThat(Robust.spread(4)).isNaN();
    }

    @Test
    void the_scale_of_rare_events_is_not_zero() {
        double[][] rare = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 1, 0, 0, 0, 0, 0, 0}};

        assertThat(Robust.scale(rare)).isCloseTo(Math.sqrt(0.1), within(1e-9));
    }

    @Test
    void persistence_is_the_correlation_of_neighbours() {
        Random random = new Random(3);
        double[] values = new double[20_000];
        for (int i = 1; i < values.length; i++) {
            values[i] = 0.6 * values[i - 1] + random.nextGaussian();
        }

        assertThat(Robust.persistence(values)).isCloseTo(0.6, within(0.02));
        assertThat(Robust.persistence(new double[] {1, -1, 1, -1})).isZero();
    }

    @Property
    void a_count_is_as_far_off_as_the_poisson_tail_says(
            @ForAll @IntRange(min = 0, max = 60) int count, @ForAll @DoubleRange(min = 0.2, max = 40) double mean) {
        PoissonDistribution poisson = PoissonDistribution.of(mean);
        double tail = count > mean ? poisson.survivalProbability(count - 1) : poisson.cumulativeProbability(count);
        double expected = Math.max(0, NORMAL.inverseSurvivalProbability(Math.min(1, tail)));

        assertThat(Math.abs(Tail.ofCount(count, mean))).isCloseTo(Math.min(37, expected), within(1e-6));
    }

    @Property
    void a_share_is_as_far_off_as_the_binomial_tail_says(
            @ForAll @IntRange(min = 0, max = 50) int successes, @ForAll @DoubleRange(min = 0.02, max = 0.98) double p) {
        BinomialDistribution binomial = BinomialDistribution.of(50, p);
        double tail = successes > 50 * p
                ? binomial.survivalProbability(successes - 1)
                : binomial.cumulativeProbability(successes);
        double expected = Math.max(0, NORMAL.inverseSurvivalProbability(Math.min(1, tail)));

        assertThat(Math.abs(Tail.ofShare(successes, 50, p))).isCloseTo(Math.min(37, expected), within(1e-6));
    }

    @Test
    void tails_at_the_ends_are_finite() {
        assertThat(Tail.ofCount(5, 0)).isBetween(5.0, 37.0);
        assertThat(Tail.ofCount(0, 0)).isZero();
        assertThat(Tail.ofCount(1e6, 10)).isEqualTo(37);
        assertThat(Tail.ofShare(20, 20, 0)).isBetween(20.0, 37.0);
        assertThat(Tail.ofShare(20, 20, 1)).isZero();
        assertThat(Tail.ofShare(0, 20, 1)).isBetween(-37.0, -20.0);
    }

    @Test
    void the_step_up_rule_finds_what_benjamini_and_hochberg_found() {
        // The example of their paper (1995), section 4.1: four of fifteen at a rate of 0.05.
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };

        assertThat(FalseDiscovery.threshold(p, 0.05)).isEqualTo(0.0095);
        assertThat(FalseDiscovery.threshold(new double[] {0.2, 0.9}, 0.05)).isZero();
        assertThat(FalseDiscovery.threshold(new double[0], 0.05)).isZero();
    }

    @Property
    void a_clear_step_is_dated_to_the_sample(
            @ForAll @IntRange(min = 5, max = 80) int onset, @ForAll @IntRange(min = 1, max = 1000) int seed) {
        Random random = new Random(seed);
        double[] residuals = IntStream.range(0, 90)
                .mapToDouble(i -> Math.clamp(random.nextGaussian(), -2, 2) + (i >= onset ? 8 : 0))
                .toArray();

        assertThat(ChangePoint.upwards(residuals, 3)).contains(new ChangePoint(onset, 90, 90));
    }

    @Test
    void a_stretch_ends_where_the_departure_does_and_none_is_found_in_a_fall() {
        double[] bump = new double[60];
        Arrays.fill(bump, 20, 30, 5);
        double[] fall = new double[60];
        Arrays.fill(fall, 20, 60, -5);

        assertThat(ChangePoint.upwards(bump, 3)).contains(new ChangePoint(20, 30, 30));
        assertThat(ChangePoint.upwards(fall, 3)).isEqualTo(Optional.empty());
    }

    /** What is a little above the expectation adds to the sum for as long as it lasts. */
    @Test
    void samples_just_above_the_expectation_do_not_put_the_sharpest_end_off() {
        double[] residuals = new double[60];
        Arrays.fill(residuals, 20, 37, 4);
        Arrays.fill(residuals, 37, 41, 0.6);

        assertThat(ChangePoint.upwards(residuals, 3)).contains(new ChangePoint(20, 41, 37));
    }

    @Test
    void missing_samples_do_not_move_the_onset() {
        double[] residuals = new double[60];
        Arrays.fill(residuals, 30, 60, 5);
        for (int i = 1; i < 60; i += 4) {
            residuals[i] = Double.NaN;
        }

        assertThat(ChangePoint.upwards(residuals, 3)).contains(new ChangePoint(30, 60, 60));
    }
}
