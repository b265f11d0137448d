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
        "2026-11-29, 2026-11-29T22:00:00Z, 2026-11-30T04:00:00Z",
        "2026-07-19, 2026-07-19T21:00:00Z, 2026-07-20T03:00:00Z",
        "2026-10-25, 2026-10-25T22:00:00Z, 2026-10-26T04:00:00Z",
        "2026-03-29, 2026-03-29T21:00:00Z, 2026-03-30T03:00:00Z",
    })
    void holdsOnSundayNightByTheClockInLondon(String sunday, Instant from, Instant to) {
        Instant late = Instant.parse(sunday + "T22:30:00Z");

        assertThat(Freezes.touching(late, late.plusSeconds(1)))
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
        assertThat(year).filteredOn(freeze -> freeze.service().isEmpty()).hasSize(52);
    }

    @Test
    void touchesAWindowByItsLastAndFirstInstantOnly() {
        Instant end = Instant.parse("2026-11-30T04:00:00Z");

        assertThat(Freezes.touching(end, end.plus(Duration.ofDays(2)))).isEmpty();
        assertThat(Freezes.touching(end.minusMillis(1), end)).hasSize(1);
        Instant begin = Instant.parse("2026-11-29T22:00:00Z");
        assertThat(Freezes.touching(begin.minus(Duration.ofDays(2)), begin)).isEmpty();
    }
}
