package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CounterTest {
    private static final double NONE = Double.NaN;

    @Test
    void a_count_is_read_by_its_increments_also_over_a_gap_and_a_restart() {
        assertThat(Counter.rates(new double[] {10, 14, NONE, 20, 3, 5})).containsExactly(NONE, 4, NONE, 3, NONE, 2);
    }

    @Test
    void a_count_is_known_by_its_name_where_it_does_not_fall() {
        double[] flat = {5, 5, 5, 6, 6, 7, 7, 7};

        assertThat(Counter.counts("http_requests_total", flat, flat)).isTrue();
        assertThat(Counter.counts("http_requests", flat, flat)).isFalse();
        assertThat(Counter.counts("amount_total", new double[] {5, 3, 8, 2, 9, 1}, flat))
                .isFalse();
    }

    @Test
    void a_count_of_any_name_is_known_by_rising_all_the_time() {
        double[] rising = IntStream.range(0, 60).mapToDouble(row -> 3.0 * row).toArray();
        Random random = new Random(1);
        double[] strays = random.doubles(60).toArray();

        assertThat(Counter.counts("cpu_seconds", rising, rising)).isTrue();
        assertThat(Counter.counts("cpu", strays, strays)).isFalse();
    }
}
