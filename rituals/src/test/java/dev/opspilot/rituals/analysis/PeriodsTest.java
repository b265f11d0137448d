package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.analysis.Periods.Fold;
import dev.opspilot.rituals.analysis.Periods.Length;
import dev.opspilot.rituals.analysis.Periods.Period;
import dev.opspilot.rituals.instrument.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PeriodsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    private static Samples hourly(Instant start, int hours, IntToDoubleFunction value) {
        double[] values = new double[hours];
        Arrays.setAll(values, value);
        return new Samples(start, Duration.ofHours(1), values);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    @Test
    void a_day_of_the_zone_is_summed_whole_also_when_clocks_change() {
        Samples ones = hourly(midnight(LocalDate.parse("2026-03-28"), BERLIN), 24 + 23 + 24, hour -> 1);

        Periods days = Periods.of(ones, Length.DAY, Fold.SUM, BERLIN, ones.end());

        assertThat(days.all())
                .containsExactly(
                        new Period(LocalDate.parse("2026-03-28"), 24, true),
                        new Period(LocalDate.parse("2026-03-29"), 23, true),
                        new Period(LocalDate.parse("2026-03-30"), 24, true));
        assertThat(Periods.of(ones, Length.DAY, Fold.MEAN, BERLIN, ones.end()).all())
                .extracting(Period::value)
                .containsOnly(1.0);
    }

    @Test
    void a_day_that_has_not_ended_or_lacks_a_sample_is_told_as_incomplete() {
        Samples samples = hourly(midnight(MONDAY, ZoneOffset.UTC), 72, hour -> hour == 30 ? Double.NaN : 1);

        Periods days = Periods.of(
                samples, Length.DAY, Fold.SUM, ZoneOffset.UTC, samples.end().minusSeconds(1));

        assertThat(days.all())
                .containsExactly(
                        new Period(MONDAY, 24, true),
                        new Period(MONDAY.plusDays(1), 23, false),
                        new Period(MONDAY.plusDays(2), 24, false));
        assertThat(days.latest()).contains(new Period(MONDAY, 24, true));
    }

    @Test
    void days_of_another_zone_are_never_complete_in_this_one() {
        double[] values = {5, 6, 7, 8};
        Samples daily = new Samples(midnight(MONDAY, ZoneOffset.UTC), Duration.ofDays(1), values);

        assertThat(Periods.of(daily, Length.DAY, Fold.SUM, BERLIN, daily.end()).complete())
                .isEmpty();
        assertThat(Periods.of(daily, Length.DAY, Fold.SUM, ZoneOffset.UTC, daily.end())
                        .complete())
                .hasSize(4);
    }

    @Test
    void weeks_begin_on_monday_and_partial_ones_do_not_count() {
        Samples samples = hourly(midnight(MONDAY.minusDays(2), BERLIN), 24 * 12, hour -> 1);

        Periods weeks = Periods.of(samples, Length.WEEK, Fold.SUM, BERLIN, samples.end());

        assertThat(weeks.all())
                .containsExactly(
                        new Period(MONDAY.minusDays(7), 48, false),
                        new Period(MONDAY, 168, true),
                        new Period(MONDAY.plusDays(7), 72, false));
    }

    @Test
    void a_day_is_compared_with_complete_days_of_its_weekday_only() {
        // day d is worth 100 + d; one earlier Monday lacks a sample
        Samples samples = hourly(
                midnight(MONDAY, ZoneOffset.UTC),
                24 * 29,
                hour -> hour == 7 * 24 ? Double.NaN : (100 + hour / 24) / 24.0);
        Periods days = Periods.of(samples, Length.DAY, Fold.SUM, ZoneOffset.UTC, samples.end());

        Periods.Comparison comparison = days.sameWeekday(MONDAY.plusDays(28), 4).orElseThrow();

        assertThat(comparison.days()).isEqualTo(3);
        assertThat(comparison.usual()).isCloseTo(114, within(1e-9));
        assertThat(comparison.least()).isCloseTo(100, within(1e-9));
        assertThat(comparison.most()).isCloseTo(121, within(1e-9));
        assertThat(comparison.change().orElseThrow()).isCloseTo(14 / 114.0, within(1e-9));
        assertThat(days.sameWeekday(MONDAY.plusDays(7), 4)).isEmpty();
        assertThat(days.sameWeekday(MONDAY.plusDays(40), 4)).isEmpty();
    }

    @Test
    void a_weekend_at_one_end_is_no_trend() {
        Samples flat = hourly(midnight(MONDAY, ZoneOffset.UTC), 24 * 20, hour -> hour / 24 % 7 >= 5 ? 10 : 100);

        Trend trend = Periods.of(flat, Length.DAY, Fold.SUM, ZoneOffset.UTC, flat.end())
                .trend()
                .orElseThrow();

        assertThat(trend.clear()).isFalse();
        assertThat(trend.points()).isEqualTo(14);
    }

    @Property
    void what_is_missing_never_counts_as_complete(
            @ForAll @IntRange(min = 0, max = 24 * 9 - 1) int missing,
            @ForAll @IntRange(min = 1, max = 24 * 9) int read) {
        Instant start = midnight(MONDAY, BERLIN).plus(Duration.ofHours(5));
        Samples samples = hourly(start, 24 * 9, hour -> hour == missing ? Double.NaN : 2);
        Instant asOf = start.plus(Duration.ofHours(read));

        for (Period day :
                Periods.of(samples, Length.DAY, Fold.SUM, BERLIN, asOf).complete()) {
            assertThat(day.value()).isEqualTo(48);
            assertThat(midnight(day.first().plusDays(1), BERLIN)).isBeforeOrEqualTo(asOf);
            assertThat(samples.at(missing).atZone(BERLIN).toLocalDate()).isNotEqualTo(day.first());
        }
    }

    @Property
    void the_trend_of_a_steady_growth_is_that_growth(@ForAll @IntRange(min = -20, max = 20) int growth) {
        Samples samples = hourly(
                midnight(MONDAY, ZoneOffset.UTC), 24 * 21, hour -> hour % 24 == 0 ? 1000 + growth * (hour / 24) : 0);

        Trend trend = Periods.of(samples, Length.DAY, Fold.SUM, ZoneOffset.UTC, samples.end())
                .trend()
                .orElseThrow();

        assertThat(trend.slope()).isCloseTo(growth, within(1e-9));
        assertThat(trend.clear()).isEqualTo(growth != 0);
    }
}
