package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.HourOfWeek.Basis;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weeks of hours with a daily wave, quiet weekends, days that differ, growth and noise; then a night. */
final class WindowCheckTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int NIGHT = 9;
    private static final double RATE = 0.01;

    /** A Sunday evening, and the clocks went forward the night before. */
    private static final Instant EVENING =
            LocalDateTime.parse("2026-03-08T22:00").atZone(ZONE).toInstant();

    private record World(Random random, Unit unit, double growth) {
        double[] hours(Instant from, int hours, double factor) {
            double[] values = new double[hours];
            double day = 0;
            for (int hour = 0; hour < hours; hour++) {
                LocalDateTime clock =
                        from.plus(HOUR.multipliedBy(hour)).atZone(ZONE).toLocalDateTime();
                day = hour == 0 || clock.getHour() == 0 ? 0.04 * random.nextGaussian() : day;
                double wave = (clock.getDayOfWeek().getValue() > 5 ? 0.5 : 1)
                        * (1.2 + Math.sin((clock.getHour() - 9) * Math.PI / 12));
                double weeks = Duration.between(EVENING, from).toHours() / 168.0 + hour / 168.0;
                double level = wave * Math.exp(day) * (1 + growth * weeks) * factor;
                values[hour] = sample(level);
            }
            return values;
        }

        private double sample(double level) {
            return switch (unit) {
                case COUNT -> Math.max(0, Math.rint(40 * level + Math.sqrt(40 * level) * random.nextGaussian()));
                case MONEY_MINOR -> Math.rint(500_000 * level * Math.exp(0.1 * random.nextGaussian()));
                case MILLIS -> 200 * level * Math.exp(0.08 * random.nextGaussian());
                case RATIO -> Math.clamp(0.2 * level + Math.sqrt(0.2 * level / 2000) * random.nextGaussian(), 0, 1);
            };
        }

        WindowCheck.Candidate candidate(int weeks, Bad bad, double factor) {
            int before = weeks * 168;
            Instant start = EVENING.minus(HOUR.multipliedBy(before));
            Samples history = new Samples(start, HOUR, hours(start, before, 1));
            Samples night = new Samples(EVENING, HOUR, hours(EVENING, NIGHT, factor));
            return new WindowCheck.Candidate(
                    Series.of(Subject.service("shop"), "figure", unit, bad, night, List.of()), history);
        }
    }

    private static WindowScore alone(WindowCheck.Candidate candidate) {
        return WindowCheck.judge(List.of(candidate), ZONE, EVENING.plus(HOUR.multipliedBy(NIGHT)), RATE)
                .getFirst();
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void a_night_that_fell_by_half_is_told_with_what_was_expected_and_from_how_many_weeks(Unit unit) {
        WindowScore score = alone(new World(new Random(5), unit, 0).candidate(6, Bad.DOWN, 0.5));

        assertThat(score.state()).isEqualTo(State.DISTURBED);
        assertThat(score.basis()).isEqualTo(Basis.HOUR_OF_WEEK);
        assertThat(score.comparedWith()).isEqualTo("the same hours of 6 weeks");
        assertThat(score.value()).isLessThan(score.low());
        assertThat(score.value() / score.expected()).isCloseTo(0.5, within(0.1));
        assertThat(score.badness()).isGreaterThan(3);
    }

    @Test
    void a_fall_is_no_bad_news_where_only_a_rise_is() {
        WindowScore score = alone(new World(new Random(5), Unit.COUNT, 0).candidate(6, Bad.UP, 0.5));

        assertThat(score.state()).isEqualTo(State.NORMAL);
        assertThat(score.badness()).isNegative();
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void among_many_usual_nights_hardly_one_is_called_disturbed(Unit unit) {
        long disturbed = IntStream.range(0, 150)
                .mapToObj(seed -> alone(new World(new Random(seed), unit, 0).candidate(5, Bad.EITHER, 1)))
                .filter(WindowScore::disturbed)
                .count();

        assertThat(disturbed).isLessThanOrEqualTo(3);
    }

    @Test
    void ninety_five_of_a_hundred_usual_nights_lie_in_the_range() {
        long inside = IntStream.range(0, 200)
                .mapToObj(seed -> alone(new World(new Random(seed), Unit.MONEY_MINOR, 0).candidate(5, Bad.EITHER, 1)))
                .filter(score -> score.low() <= score.value() && score.value() <= score.high())
                .count();

        assertThat(inside).isBetween(184L, 199L);
    }

    @Test
    void steady_growth_is_expected_to_go_on() {
        World world = new World(new Random(8), Unit.MONEY_MINOR, 0.06);
        WindowCheck.Candidate candidate = world.candidate(8, Bad.DOWN, 1);
        HourOfWeek usual =
                HourOfWeek.of(candidate.history(), Unit.MONEY_MINOR, ZONE).orElseThrow();

        WindowScore score = alone(candidate);

        assertThat(usual.trend().orElseThrow().clear()).isTrue();
        assertThat(score.value() / score.expected()).isCloseTo(1, within(0.08));
    }

    @ParameterizedTest
    @CsvSource({"672, HOUR_OF_WEEK, 4", "240, HOUR_OF_DAY, 10", "60, LEVEL, 60"})
    void what_it_stands_on_is_what_the_history_allows(int hours, Basis basis, int values) {
        Samples history = new Samples(
                EVENING.minus(HOUR.multipliedBy(hours)),
                HOUR,
                new World(new Random(2), Unit.COUNT, 0).hours(EVENING.minus(HOUR.multipliedBy(hours)), hours, 1));

        HourOfWeek.Expectation expected =
                HourOfWeek.of(history, Unit.COUNT, ZONE).orElseThrow().at(EVENING);

        assertThat(expected.basis()).isEqualTo(basis);
        assertThat(expected.values()).isBetween(values - 1, values);
        assertThat(expected.deviation()).isPositive();
    }

    @Test
    void an_hour_is_that_of_the_clock_although_clocks_changed() {
        // what happens at nine happens an hour earlier in UTC since the clocks went forward
        int weeks = 4;
        Instant start = LocalDateTime.parse("2026-02-15T00:00").atZone(ZONE).toInstant();
        double[] values = new double[weeks * 168 - 1];
        Arrays.setAll(
                values, hour -> start.plus(HOUR.multipliedBy(hour)).atZone(ZONE).getHour() == 9 ? 100 : 1);
        HourOfWeek usual = HourOfWeek.of(new Samples(start, HOUR, values), Unit.COUNT, ZONE)
                .orElseThrow();

        assertThat(usual.at(LocalDateTime.parse("2026-03-16T09:30").atZone(ZONE).toInstant())
                        .value())
                .isEqualTo(100);
        assertThat(usual.at(LocalDateTime.parse("2026-03-16T08:30").atZone(ZONE).toInstant())
                        .value())
                .isEqualTo(1);
    }

    @Test
    void finer_samples_of_the_past_are_summed_up_to_those_of_the_window() {
        double[] minutes = new double[28 * 24 * 12];
        Arrays.fill(minutes, 10);
        double[] night = new double[NIGHT];
        Arrays.fill(night, 120);
        Samples history = new Samples(EVENING.minus(Duration.ofDays(28)), Duration.ofMinutes(5), minutes);
        Series series = Series.of(
                Subject.service("shop"),
                "orders",
                Unit.COUNT,
                Bad.EITHER,
                new Samples(EVENING, HOUR, night),
                List.of());

        WindowScore score = alone(new WindowCheck.Candidate(series, history));

        assertThat(score.expected()).isCloseTo(score.value(), within(1e-6));
        assertThat(score.state()).isEqualTo(State.NORMAL);
    }

    @Test
    void too_short_a_past_or_a_window_without_half_its_samples_says_nothing() {
        WindowCheck.Candidate good = new World(new Random(2), Unit.COUNT, 0).candidate(4, Bad.DOWN, 0.2);
        Samples recent = good.history().between(EVENING.minus(Duration.ofHours(20)), EVENING);

        assertThat(alone(new WindowCheck.Candidate(good.series(), recent)).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(WindowCheck.judge(List.of(good), ZONE, EVENING.plus(Duration.ofHours(3)), RATE))
                .extracting(WindowScore::state)
                .containsExactly(State.UNKNOWN);
    }

    @Test
    void among_many_series_a_weak_departure_no_longer_counts() {
        WindowCheck.Candidate weak = new World(new Random(5), Unit.COUNT, 0).candidate(3, Bad.DOWN, 0.4);
        List<WindowCheck.Candidate> many = IntStream.range(0, 60)
                .mapToObj(seed -> new World(new Random(100 + seed), Unit.COUNT, 0).candidate(3, Bad.DOWN, 1))
                .toList();
        List<WindowCheck.Candidate> all =
                Stream.concat(Stream.of(weak), many.stream()).toList();

        assertThat(alone(weak).disturbed()).isTrue();
        assertThat(WindowCheck.judge(all, ZONE, EVENING.plus(HOUR.multipliedBy(NIGHT)), RATE))
                .noneMatch(WindowScore::disturbed);
    }

    @Property(tries = 30)
    void the_unit_of_money_does_not_matter(@ForAll @IntRange(min = 1, max = 1000) int seed) {
        WindowCheck.Candidate candidate =
                new World(new Random(seed), Unit.MONEY_MINOR, 0).candidate(4, Bad.EITHER, 1.3);
        WindowScore plain = alone(candidate);
        WindowScore scaled = alone(new WindowCheck.Candidate(
                Series.of(
                        candidate.series().subject(),
                        "figure",
                        Unit.MONEY_MINOR,
                        Bad.EITHER,
                        times(candidate.series().recent(), 8),
                        List.of()),
                times(candidate.history(), 8)));

        assertThat(scaled.z()).isCloseTo(plain.z(), within(1e-6));
        assertThat(scaled.expected()).isCloseTo(8 * plain.expected(), within(1e-3));
        assertThat(scaled.state()).isEqualTo(plain.state());
    }

    private static Samples times(Samples samples, double factor) {
        return new Samples(
                samples.start(),
                samples.step(),
                Arrays.stream(samples.values()).map(value -> value * factor).toArray());
    }
}
