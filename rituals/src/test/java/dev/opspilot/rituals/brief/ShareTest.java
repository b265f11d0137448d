package dev.opspilot.rituals.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShareTest {

    /** Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void hasWilsonsInterval(long part, long whole, double low, double high) {
        Share share = new Share(part, whole);

        assertThat(share.low()).isCloseTo(low, within(0.00005));
        assertThat(share.high()).isCloseTo(high, within(0.00005));
    }

    @Property
    void liesInItsInterval(@ForAll @IntRange(max = 500) int part, @ForAll @IntRange(min = 1, max = 500) int more) {
        Share share = new Share(part, part + more);

        assertThat(share.value()).isBetween(share.low(), share.high());
        assertThat(share.low()).isNotNegative();
        assertThat(share.high()).isLessThanOrEqualTo(1);
    }

    @Test
    void tellsFewTrialsAsACountOfThem() {
        assertThat(new Share(3, 8).words()).isEqualTo("3 of 8");
        assertThat(new Share(38, 100).words()).isEqualTo("38.0 % of 100");
    }

    @Test
    void isNoShareOfNothing() {
        assertThatThrownBy(() -> new Share(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(3, 2)).hasMessage("3 of 2 is no share");
    }
}
