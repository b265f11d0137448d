package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistical functions against published figures, and against those of R or SciPy where nobody published any. */
final class ReferenceVectorsTest {
    /** Miles a gallon of 32 cars: Henderson and Velleman (1981), {@code mtcars$mpg} in R. */
    private static final double[] CARS = {
        21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
        30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4
    };

    @Test
    void the_median_and_the_mad_of_the_cars_are_those_of_r() {
        // R: median(mtcars$mpg) 19.2, mad(mtcars$mpg) 5.41149; n / (n - 0.8) corrects for 32 values.
        assertThat(Robust.median(CARS)).isEqualTo(19.2);
        assertThat(Robust.spread(CARS)).isCloseTo(5.41149 * 32 / 31.2, within(1e-5));
    }

    @Test
    void the_slope_of_sen_and_its_interval_are_those_of_his_paper() {
        // Sen (1968), section 5, also in SciPy's tests: slope 4, 93 % interval 26/7 to 35/8.
        double[] x = {1, 2, 3, 4, 10, 12, 18};
        double[] y = {9, 15, 19, 20, 45, 55, 78};

        Trend trend = Trend.of(x, y, 0.93).orElseThrow();

        assertThat(trend.slope()).isCloseTo(4, within(1e-12));
        assertThat(trend.low()).isCloseTo(26 / 7.0, within(1e-12));
        assertThat(trend.high()).isCloseTo(35 / 8.0, within(1e-12));
        assertThat(trend.intercept()).isCloseTo(4, within(1e-12));
    }

    @Test
    void the_slope_with_a_wild_point_and_with_ties_is_that_of_scipy() {
        // SciPy 1.17.1, scipy.stats.theilslopes(y, x, alpha).
        double[] steps = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] wild = {9, 15, 19, 20, 45, 55, 78, 33, 61, 84};
        double[] tiedSteps = {0, 1, 2, 3, 4, 5, 5, 6, 7, 8};
        double[] tied = {3, 3, 4, 4, 4, 7, 2, 9, 9, 12};

        assertThat(Trend.of(steps, wild, 0.95).orElseThrow())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : a.compareTo(b), Double.class)
                .usingRecursiveComparison()
                .isEqualTo(new Trend(8.2, 24 / 7.0, 12, 2.1, 10));
        assertThat(Trend.of(tiedSteps, tied, 0.90).orElseThrow())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : a.compareTo(b), Double.class)
                .usingRecursiveComparison()
                .isEqualTo(new Trend(1, 1 / 3.0, 1.5, -0.5, 10));
    }

    @ParameterizedTest
    @CsvSource({"10, 3.5, 2.7148845154786225", "0, 4.2, -2.170207190096744", "25, 10, 3.9058396557323523"})
    void a_count_is_as_far_off_as_scipy_says(double count, double mean, double distance) {
        // SciPy 1.17.1: norm.isf(poisson.sf(k - 1, m)) above the mean, -norm.isf(poisson.cdf(k, m)) below it.
        assertThat(Tail.ofCount(count, mean)).isCloseTo(distance, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"9, 20, 0.2, 2.3270318030811064", "1, 20, 0.3, -2.4258039409024588", "60, 100, 0.5, 1.9041708743312575"
    })
    void a_share_is_as_far_off_as_scipy_says(double successes, double trials, double share, double distance) {
        // SciPy 1.17.1: norm.isf(binom.sf(k - 1, n, p)) above the share, -norm.isf(binom.cdf(k, n, p)) below it.
        assertThat(Tail.ofShare(successes, trials, share)).isCloseTo(distance, within(1e-9));
    }

    @Test
    void as_many_are_found_as_scipy_adjusts_below_the_rate() {
        // SciPy 1.17.1: false_discovery_control of the p-values of Benjamini and Hochberg (1995) gives 0.0015, 0.003,
        // 0.0095, 0.035625, 0.0603, 0.06385714, ..., 0.0645, 0.0765, 0.486, ...
        double[] p = {
            1.0, 0.0298, 0.0001, 0.0344, 0.0004, 0.0459, 0.0019, 0.3240, 0.0095, 0.4262, 0.0201, 0.5719, 0.0278, 0.6528,
            0.7590
        };

        assertThat(FalseDiscovery.threshold(p, 0.0094)).isEqualTo(0.0004);
        assertThat(FalseDiscovery.threshold(p, 0.0603001)).isEqualTo(0.0201);
        assertThat(FalseDiscovery.threshold(p, 0.0639)).isEqualTo(0.0298);
        assertThat(FalseDiscovery.threshold(p, 0.0765001)).isEqualTo(0.0459);
    }

    @Property
    void a_trend_moves_with_shift_scale_and_direction(
            @ForAll @IntRange(min = 3, max = 40) int n,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -50, max = 50) double slope) {
        Random random = new Random(seed);
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> random.nextGaussian());
        double[] tilted = new double[n];
        Arrays.setAll(tilted, i -> 7 + slope * i + y[i]);

        Trend plain = Trend.of(x, y, 0.9).orElseThrow();
        Trend moved = Trend.of(x, tilted, 0.9).orElseThrow();

        assertThat(plain.low()).isLessThanOrEqualTo(plain.slope());
        assertThat(plain.high()).isGreaterThanOrEqualTo(plain.slope());
        assertThat(moved.slope()).isCloseTo(plain.slope() + slope, within(1e-9));
        assertThat(moved.low()).isCloseTo(plain.low() + slope, within(1e-9));
        assertThat(moved.high()).isCloseTo(plain.high() + slope, within(1e-9));
    }

    @Test
    void a_trend_needs_three_points_at_different_places() {
        assertThat(Trend.of(new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3}, 0.9))
                .isEmpty();
        assertThat(Trend.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}, 0.9))
                .isEmpty();
    }
}
