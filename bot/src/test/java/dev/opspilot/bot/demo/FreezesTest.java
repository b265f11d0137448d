package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.Freezes.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FreezesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-28, 2026-11-27T16:00:00Z, 2026-11-30T06:00:00Z",
        "2026-07-18, 2026-07-17T15:00:00Z, 2026-07-20T05:00:00Z",
        "2026-10-24, 2026-10-23T15:00:00Z, 2026-10-26T06:00:00Z",
        "2026-03-28, 2026-03-27T16:00:00Z, 2026-03-30T05:00:00Z",
    })
    void holdsFromFridayToMondayByTheClockInLondon(String saturday, Instant from, Instant to) {
        Instant noon = Instant.parse(saturday + "T12:00:00Z");

        assertThat(Freezes.touching(noon, noon.plusSeconds(1)))
                .filteredOn(freeze -> freeze.service().isEmpty())
                .singleElement()
                .satisfies(freeze -> {
                    assertThat(freeze.from()).isEqualTo(from);
                    assertThat(freeze.to()).isEqualTo(to);
                });
    }

    @Test
    void keepsPaymentsAsTheyAreWhileAQuarterEnds() {
        List<Freeze> year =
                Freezes.touching(Instant.parse("2026-01-10T00:00:00Z"), Instant.parse("2027-01-10T00:00:00Z"));

        assertThat(year)
                .filteredOn(freeze -> freeze.service().isPresent())
                .extracting(Freeze::from)
                .containsExactly(
                        Instant.parse("2026-03-29T23:00:00Z"),
                        Instant.parse("2026-06-28T23:00:00Z"),
                        Instant.parse("2026-09-28T23:00:00Z"),
                        Instant.parse("2026-12-30T00:00:00Z"));
        assertThat(year).filteredOn(freeze -> freeze.service().isEmpty()).hasSize(53);
    }

    @Test
    void touchesAWindowByItsLastAndFirstInstantOnly() {
        Instant end = Instant.parse("2026-11-30T06:00:00Z");

        assertThat(Freezes.touching(end, end.plus(Duration.ofDays(2)))).isEmpty();
        assertThat(Freezes.touching(end.minusMillis(1), end)).hasSize(1);
        Instant begin = Instant.parse("2026-11-27T16:00:00Z");
        assertThat(Freezes.touching(begin.minus(Duration.ofDays(2)), begin)).isEmpty();
    }
}
