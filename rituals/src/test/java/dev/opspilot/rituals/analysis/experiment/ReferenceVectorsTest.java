package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function against reference software and publications, named line by line in {@code vectors.csv}. */
final class ReferenceVectorsTest {
    /** Half a unit of the fourth decimal; of large figures, what their source printed. */
    private static final double FOUR_DECIMALS = 0.5e-4;

    private static final double PRINTED = 1e-8;

    static List<Vector> vectors() {
        return Vector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void matches_the_reference_to_four_decimals(Vector vector) {
        List<Double> computed = computed(vector);

        assertThat(computed).hasSameSizeAs(vector.expected());
        for (int i = 0; i < computed.size(); i++) {
            double expected = vector.expected().get(i);
            assertThat(computed.get(i))
                    .isCloseTo(expected, within(Math.max(FOUR_DECIMALS, PRINTED * Math.abs(expected))));
        }
    }

    /** p-values and early spending are small: there four decimals say little, four digits do. */
    @ParameterizedTest
    @MethodSource("vectors")
    void matches_the_reference_to_four_digits(Vector vector) {
        List<Double> computed = computed(vector);

        for (int i = 0; i < computed.size(); i++) {
            double expected = vector.expected().get(i);
            assertThat(computed.get(i)).isCloseTo(expected, within(0.5e-4 * Math.abs(expected) + 1e-15));
        }
    }

    @Test
    void the_figures_that_everyone_knows_come_out() {
        TestDesign conversion = TestDesign.standard(new Measure.Proportion(0.10), 2);
        TestDesign arcsine = new TestDesign(conversion.measure(), Sides.TWO, 0.05, Allocation.even(2), Formula.ARCSINE);
        TestDesign mean = TestDesign.standard(new Measure.Mean(0, 1), 2);

        assertThat(conversion.sampleSize(0.02, 0.8).sizes()).containsExactly(3841L, 3841L);
        assertThat(conversion.sampleSize(0.02, 0.8).formula().title()).isEqualTo("pooled-variance z test");
        assertThat(arcsine.sampleSize(0.02, 0.8).exactSizes().getFirst()).isCloseTo(3834.6, within(0.05));
        assertThat(arcsine.sampleSize(0.02, 0.8).sizes()).containsExactly(3835L, 3835L);
        assertThat(mean.sampleSize(0.5, 0.8).exactSizes().getFirst()).isCloseTo(63.76561, within(0.5e-5));
        assertThat(mean.sampleSize(0.5, 0.8).sizes()).containsExactly(64L, 64L);
    }

    private static List<Double> computed(Vector v) {
        return switch (v.function()) {
            case "sampleSize" ->
                List.of(design(v)
                        .sampleSize(v.number("effect"), v.number("power"))
                        .exactSizes()
                        .getFirst());
            case "power" ->
                List.of(design(v).power(v.number("effect"), v.number("n")).power());
            case "minimumDetectableEffect" ->
                List.of(design(v)
                        .minimumDetectableEffect(Direction.INCREASE, v.number("n"), v.number("power"))
                        .orElseThrow()
                        .effect());
            case "noncentralT" ->
                List.of(NoncentralT.survival(v.number("t"), v.number("df"), v.number("noncentrality")));
            case "nonInferioritySize" ->
                List.of(guard(v).sampleSize(v.number("power")).exactSizes().getFirst());
            case "nonInferiorityPower" -> List.of(guard(v).power(v.number("n")).power());
            case "differenceOfProportions", "differenceOfMeans" ->
                limits(compared(v).interval(), 0);
            case "ratioOfProportions", "ratioOfMeans" ->
                limits(compared(v).relative().orElseThrow().interval(), 1);
            case "pValueOfProportions", "pValueOfMeans" -> List.of(compared(v).pValue());
            case "degreesOfFreedom" -> List.of(compared(v).degreesOfFreedom());
            case "sampleRatio" -> {
                SampleRatio ratio = SampleRatio.of(
                        v.numbers("counts").stream().map(Math::round).toList(), new Allocation(v.numbers("weights")));
                yield List.of(ratio.statistic(), ratio.pValue());
            }
            case "bounds" -> looks(v).looks().stream().map(Look::bound).toList();
            case "spent" -> looks(v).looks().stream().map(Look::cumulativeAlpha).toList();
            case "inflation" -> List.of(looks(v).inflation(v.number("power")));
            case "averageSize" -> List.of(looks(v).averageSize(v.number("power")));
            case "crossingProbabilities" -> looks(v).crossingProbabilities(Math.sqrt(v.number("information")));
            default -> throw new IllegalArgumentException(v.function());
        };
    }

    private static TestDesign design(Vector v) {
        List<Double> weights = new ArrayList<>(Collections.nCopies((int) v.number("treatments", 1), v.number("ratio")));
        weights.addFirst(1.0);
        return new TestDesign(
                v.measure(), v.sides(), v.number("alpha"), new Allocation(weights), Formula.valueOf(v.text("formula")));
    }

    private static NonInferiorityDesign guard(Vector v) {
        return new NonInferiorityDesign(
                v.measure(),
                Better.valueOf(v.text("better")),
                v.number("margin"),
                v.number("expected"),
                v.number("alpha"),
                Allocation.ratio(v.number("ratio")));
    }

    private static Comparison compared(Vector v) {
        return Comparison.of(
                        v.sample("control"),
                        v.sample("treatment"),
                        Better.HIGHER,
                        v.sides(),
                        1 - v.number("confidence", 0.95))
                .orElseThrow();
    }

    private static SequentialDesign looks(Vector v) {
        return new SequentialDesign(
                v.number("alpha"), v.sides(), Spending.valueOf(v.text("spending")), v.numbers("fractions"));
    }

    private static List<Double> limits(Interval interval, double added) {
        return Stream.of(interval.low(), interval.high())
                .map(limit -> limit + added)
                .toList();
    }
}
