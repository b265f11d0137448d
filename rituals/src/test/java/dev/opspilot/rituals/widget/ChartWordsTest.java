package dev.opspilot.rituals.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "41 | 41",
                "41.50 | 41.5",
                "-0.00042 | -0.00042",
                "0.123456 | 0.1235",
                "999.96 | 1000",
                "4874.4 | 4,874",
                "124000 | 124,000",
                "999999 | 999,999",
                "999999.7 | 1 M",
                "4874000.5 | 4.87 M",
                "-4874000 | -4.87 M",
                "999999999 | 1 B",
                "7.2e12 | 7.2 T",
                "NaN | –",
            })
    void figuresAreWrittenAsPeopleWriteThem(double value, String written) {
        assertThat(ChartWords.figure(value)).isEqualTo(written);
    }

    @Test
    void anAxisOfDaysIsLabelledByDaysAlsoWhereOneIsShorter() {
        List<Instant> days = List.of(
                Instant.parse("2026-03-28T11:00:00Z"),
                Instant.parse("2026-03-29T10:00:00Z"),
                Instant.parse("2026-03-30T10:00:00Z"));
        Instant hour = Instant.parse("2026-03-28T11:00:00Z");

        assertThat(ChartWords.moments(days, 3)).containsExactly("03-28", "03-29", "03-30");
        assertThat(ChartWords.axis(days)).isEqualTo("Day");
        assertThat(ChartWords.axis(List.of(hour, hour.plusSeconds(3600)))).isEqualTo("Time, UTC");
        assertThat(ChartWords.moments(List.of(hour, hour.plusSeconds(3600)), 2)).containsExactly("11:00", "12:00");
        assertThat(ChartWords.moments(List.of(hour, hour.plusSeconds(60), hour.plusSeconds(90_000)), 3))
                .startsWith("03-28 11:00");
    }

    @ParameterizedTest
    @CsvSource({"0,ONES", "9999,ONES", "10000,THOUSANDS", "999000,THOUSANDS", "4874000,MILLIONS", "5e9,BILLIONS"})
    void anAxisIsToldInWhatKeepsItsNumbersShort(double largest, ChartScale scale) {
        assertThat(ChartScale.of(largest)).isEqualTo(scale);
        assertThat(scale.apply(largest)).isLessThan(10_000);
    }
}
