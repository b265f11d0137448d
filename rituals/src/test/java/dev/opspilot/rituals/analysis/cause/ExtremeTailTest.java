package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ExtremeTailTest {

    @Test
    void theChanceBeyondTheDecileFollowsAPowerLaw() {
        // a Pareto law with exponent 1/2: one in a thousand lies beyond the square root of a thousand
        double[] calm = IntStream.rangeClosed(1, 4000)
                .mapToDouble(index -> Math.pow((4000.5 - index) / 4000, -0.5))
                .toArray();

        assertThat(new ExtremeTail(calm, 1).surprise(Math.sqrt(1000))).isCloseTo(3, within(0.15));
    }

    @Test
    void theSameDistanceSurprisesLessWhereUndisturbedTimeIsWild() {
        Random random = new Random(1);
        double[] tame = random.doubles(200, 0.8, 1).toArray();
        double[] wild = random.doubles(200, 0.01, 1).map(share -> 0.3 / share).toArray();

        assertThat(new ExtremeTail(wild, 1e-9).surprise(20)).isLessThan(new ExtremeTail(tame, 1e-9).surprise(20) / 3);
    }

    @Property
    void aLargerValueNeverSurprisesLess(
            @ForAll @Size(min = 6, max = 60) List<@DoubleRange(min = 0, max = 1e6) Double> calm,
            @ForAll @DoubleRange(min = 0, max = 1e6) double value,
            @ForAll @DoubleRange(min = 0, max = 1e6) double more) {
        double[] sizes = calm.stream().mapToDouble(Double::doubleValue).toArray();
        ExtremeTail tail = new ExtremeTail(sizes, 1e-6);

        assertThat(tail.surprise(value + more)).isGreaterThanOrEqualTo(tail.surprise(value));
        assertThat(tail.surprise(value)).isBetween(0.0, 12.0);
    }
}
