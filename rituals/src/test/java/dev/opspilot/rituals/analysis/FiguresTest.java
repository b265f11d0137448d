package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "RATIO, 0.3124, 31.2 %",
        "RATIO, 0.0004, 0.04 %",
        "RATIO, 0, 0 %",
        "RATIO, 1, 100 %",
        "COUNT, 1204, '1,204'",
        "COUNT, 0.34, 0.3",
        "COUNT, 12.7, 13",
        "COUNT, -0.0, 0",
        "MONEY_MINOR, 1234000, '12,340'",
        "MONEY_MINOR, 4520, 45.20",
        "MONEY_MINOR, 0, 0",
        "MILLIS, 240.4, 240 ms",
        "MILLIS, 1440, 1.4 s",
        "COUNT, NaN, unknown"
    })
    void values_read_with_their_units(Unit unit, double value, String told) {
        assertThat(Figures.value(unit, Optional.empty(), value)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "RATIO, 0.008, 0.0211, 0.8–2.1 %",
        "RATIO, 0, 0.0211, 0–2.1 %",
        "COUNT, 19.6, 40.2, 19–41",
        "COUNT, 0, 0, 0",
        "MONEY_MINOR, 1234000, 2000000, '12,340–20,000'",
        "MILLIS, 180, 240, 180–240 ms",
        "MILLIS, 900, 1400, 0.9–1.4 s"
    })
    void ranges_name_the_unit_once_and_counts_are_rounded_outwards(Unit unit, double low, double high, String told) {
        assertThat(Figures.range(unit, Optional.empty(), low, high)).isEqualTo(told);
    }

    /** ISO 4217 gives the yen no minor unit, the euro two digits, the Kuwaiti dinar three. */
    @ParameterizedTest
    @CsvSource({
        "JPY, 52000, 'JPY 52,000', 'JPY 500', 'JPY 500–52,000'",
        "EUR, 5200012, 'EUR 52,000', 'EUR 5.00', 'EUR 5–52,000'",
        "KWD, 52000123, 'KWD 52,000', 'KWD 0.500', 'KWD 1–52,000'",
    })
    void money_is_told_in_its_currency_by_its_minor_unit(
            Currency currency, double minor, String told, String few, String range) {
        assertThat(Figures.money(currency, minor)).isEqualTo(told);
        assertThat(Figures.money(currency, 500)).isEqualTo(few);
        assertThat(Figures.range(Unit.MONEY_MINOR, Optional.of(currency), 500, minor))
                .isEqualTo(range);
    }

    @Property
    void no_amount_of_money_is_told_without_its_currency_or_off_by_a_digit(
            @ForAll("currencies") Currency currency,
            @ForAll @IntRange(min = -1_000_000_000, max = 1_000_000_000) int minor) {
        String told = Figures.money(currency, minor);
        double amount = Double.parseDouble(
                told.substring(currency.getCurrencyCode().length() + 1).replace(",", ""));

        assertThat(told).startsWith(currency.getCurrencyCode() + " ");
        assertThat(amount * Math.pow(10, currency.getDefaultFractionDigits()))
                .isCloseTo(
                        minor,
                        within(Math.abs(amount) < 1000 ? 0.01 : 0.5 * Figures.minorUnits(Optional.of(currency))));
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of(Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getDefaultFractionDigits() >= 0)
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"0.8, 80 %", "0.05, 5 %", "0.025, 2.5 %", "1, 100 %", "0.333333, 33.3 %", "0.1, 10 %"})
    void a_share_that_was_chosen_has_no_decimals_that_say_nothing(double share, String told) {
        assertThat(Figures.chosen(share)).isEqualTo(told);
    }

    @Test
    void a_share_of_few_is_told_as_a_count_of_them() {
        assertThat(Figures.share(0.375, OptionalLong.of(8))).isEqualTo("3 of 8");
        assertThat(Figures.share(0.3124, OptionalLong.of(1_204))).isEqualTo("31.2 % of 1,204");
        assertThat(Figures.share(0.3124, OptionalLong.empty())).isEqualTo("31.2 %");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1 second",
        "PT59S, 59 seconds",
        "PT90S, 2 minutes",
        "PT6M, 6 minutes",
        "PT59M40S, 1 hour",
        "PT72M, 1 hour 12 minutes",
        "PT-6M, 6 minutes"
    })
    void durations_read_in_their_largest_units(Duration duration, String told) {
        assertThat(Figures.duration(duration)).isEqualTo(told);
    }

    @Test
    void times_are_told_in_utc_whatever_the_machine_speaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Figures.clock(Instant.parse("2026-03-04T10:42:59Z"))).isEqualTo("10:42 UTC");
            assertThat(Figures.count(1_204)).isEqualTo("1,204");
            assertThat(Figures.percent(0.3124)).isEqualTo("31.2 %");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void foreign_text_is_made_to_fit_a_sentence() {
        assertThat(Words.oneLine("  one\n\ttwo\u202E “three” \u0007")).isEqualTo("one two 'three'");
        assertThat(Words.oneLine("😀".repeat(100))
                        .codePointCount(0, Words.oneLine("😀".repeat(100)).length()))
                .isEqualTo(80);
    }
}
