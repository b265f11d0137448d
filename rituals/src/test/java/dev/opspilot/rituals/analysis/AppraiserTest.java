package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AppraiserTest {

    /** A kind of series to simulate. */
    record Kind(String name, Function<Simulated, Series> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("rare errors", s -> s.counts(0.3, Bad.UP)),
                new Kind("errors", s -> s.counts(5, Bad.UP)),
                new Kind("sign-ups", s -> s.counts(5, Bad.DOWN)),
                new Kind("page views", s -> s.counts(500, Bad.DOWN)),
                new Kind("failure rate", s -> s.shares(0.01, 50, Bad.UP)),
                new Kind("conversion", s -> s.shares(0.3, 50, Bad.DOWN)),
                new Kind("availability", s -> s.shares(0.99, 50, Bad.DOWN)),
                new Kind("revenue", s -> s.money(20, Bad.DOWN)),
                new Kind("latency", s -> s.millis(200, Bad.UP)),
                new Kind("either way", s -> s.counts(20, Bad.EITHER)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void healthy_noise_alarms_in_at_most_two_of_a_hundred_series(Kind kind) {
        long alarms = disturbed(600, seed -> kind.make().apply(new Simulated(seed, 7).on((int) (seed % 7))));

        assertThat(alarms / 600.0).isLessThanOrEqualTo(0.02);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void three_days_of_history_do_not_alarm_more_than_three_of_a_hundred(Kind kind) {
        long alarms = disturbed(600, seed -> kind.make().apply(new Simulated(seed, 3).on((int) (seed % 7))));

        assertThat(alarms / 600.0).isLessThanOrEqualTo(0.03);
    }

    @Test
    void a_healthy_company_of_twenty_series_is_called_disturbed_in_at_most_three_of_a_hundred_drills() {
        long alarms = LongStream.range(0, 300)
                .filter(seed -> {
                    List<Series> all = IntStream.range(0, 2)
                            .boxed()
                            .flatMap(copy -> kinds().map(kind ->
                                    kind.make().apply(new Simulated(seed * 1000 + copy, 7).on((int) (seed % 7)))))
                            .toList();
                    return Appraiser.appraise(all, Simulated.NOW).stream().anyMatch(Appraisal::disturbed);
                })
                .count();

        assertThat(alarms / 300.0).isLessThanOrEqualTo(0.03);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void four_weeks_of_history_do_not_alarm_on_weekends_either(Kind kind) {
        long alarms = disturbed(300, seed -> kind.make().apply(new Simulated(seed, 28).on((int) (seed % 7))));

        assertThat(alarms / 300.0).isLessThanOrEqualTo(0.02);
    }

    @Test
    void with_enough_weeks_a_day_is_compared_with_its_weekday_only() {
        Series series = new Simulated(4, 28).on(5).counts(500, Bad.DOWN);

        Appraisal judged = Appraiser.appraise(List.of(series), Simulated.NOW).getFirst();

        assertThat(judged.days()).isEqualTo(4);
        assertThat(judged.value() / judged.expected()).isCloseTo(1, within(0.1));
        assertThat(one(new Simulated(4, 14).on(5).counts(500, Bad.DOWN)).days()).isEqualTo(14);
    }

    static Stream<Kind> frequent() {
        return kinds().filter(kind -> !kind.name().equals("rare errors"));
    }

    @ParameterizedTest
    @MethodSource("frequent")
    void a_clear_departure_is_found_with_its_onset(Kind kind) {
        List<Appraisal> found = LongStream.range(0, 100)
                .mapToObj(seed -> {
                    boolean up = kind.make().apply(new Simulated(seed, 7)).bad() == Bad.UP;
                    return one(kind.make().apply(new Simulated(seed, 7).troubled(60, up ? 5 : 0.2)));
                })
                .filter(Appraisal::disturbed)
                .toList();
        double[] late = found.stream()
                .mapToDouble(a ->
                        Duration.between(Simulated.START, a.stretch().from()).toMinutes() - 60)
                .toArray();

        assertThat(found).hasSizeGreaterThanOrEqualTo(97);
        assertThat(Robust.median(late)).isCloseTo(0, within(1.0));
        assertThat(Robust.median(Arrays.stream(late).map(Math::abs).toArray())).isLessThanOrEqualTo(2);
    }

    @Test
    void an_earlier_day_that_was_itself_disturbed_hides_nothing_and_raises_no_alarm() {
        long hidden = disturbed(
                100,
                seed -> new Simulated(seed, 7)
                        .siblingTroubled(20)
                        .troubled(60, 4)
                        .counts(5, Bad.UP));
        long alarms = disturbed(
                300, seed -> new Simulated(seed, 7).siblingTroubled(0.1).counts(50, Bad.UP));

        assertThat(hidden).isGreaterThanOrEqualTo(98);
        assertThat(alarms).isLessThanOrEqualTo(6);
    }

    @Test
    void trouble_that_began_before_the_window_is_found_and_its_start_is_left_open() {
        Appraisal appraisal = one(new Simulated(3, 7).troubled(0, 8).counts(5, Bad.UP));

        assertThat(appraisal.state()).isEqualTo(State.DISTURBED);
        assertThat(appraisal.stretch().openStart()).isTrue();
    }

    @Test
    void trouble_that_has_ended_says_so() {
        Appraisal appraisal = one(new Simulated(3, 7).troubledBetween(40, 60, 8).counts(5, Bad.UP));

        assertThat(appraisal.disturbed()).isTrue();
        assertThat(appraisal.stretch().over()).isTrue();
        assertThat(Duration.between(Simulated.START, appraisal.stretch().to()).toMinutes())
                .isBetween(58L, 63L);
    }

    @Test
    void a_single_spike_is_no_departure() {
        assertThat(disturbed(
                        200,
                        seed -> new Simulated(seed, 7)
                                .troubledBetween(70, 71, 200)
                                .counts(2, Bad.UP)))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void a_change_in_the_good_direction_is_normal() {
        assertThat(one(new Simulated(5, 7).troubled(60, 5).counts(5, Bad.DOWN)).state())
                .isEqualTo(State.NORMAL);
    }

    @Test
    void the_sample_that_has_not_ended_is_not_compared() {
        Series series = new Simulated(5, 7).counts(50, Bad.DOWN);
        Instant midSample = Simulated.NOW.minusSeconds(30);

        Appraisal appraisal = Appraiser.appraise(List.of(series), midSample).getFirst();

        assertThat(appraisal.stretch().to()).isEqualTo(Simulated.NOW.minusSeconds(60));
        assertThat(appraisal.band()).hasSize(Simulated.MINUTES - 1);
    }

    @Test
    void missing_samples_do_not_disturb() {
        Series full = new Simulated(5, 7).troubled(60, 5).counts(5, Bad.UP);
        double[] holes = full.recent().values();
        for (int i = 0; i < holes.length; i += 3) {
            holes[i] = Double.NaN;
        }
        Series holed = Series.of(
                full.subject(),
                full.metric(),
                full.unit(),
                full.bad(),
                new Samples(full.recent().start(), full.recent().step(), holes),
                full.earlier());

        assertThat(one(holed).disturbed()).isTrue();
    }

    @Test
    void a_constant_series_is_normal_and_too_few_samples_are_unknown() {
        assertThat(one(constant(Unit.MILLIS, 200, 90, 7)).state()).isEqualTo(State.NORMAL);
        assertThat(one(constant(Unit.COUNT, 0, 90, 7)).state()).isEqualTo(State.NORMAL);
        assertThat(one(constant(Unit.RATIO, 1, 90, 7)).state()).isEqualTo(State.NORMAL);
        assertThat(one(constant(Unit.MONEY_MINOR, 0, 90, 0)).state()).isEqualTo(State.NORMAL);
        assertThat(one(constant(Unit.COUNT, 5, 4, 7)).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_constant_series_that_jumps_is_disturbed() {
        assertThat(one(jumping(Unit.MILLIS, 200, 400)).disturbed()).isTrue();
        assertThat(one(jumping(Unit.COUNT, 0, 7)).disturbed()).isTrue();
        assertThat(one(jumping(Unit.RATIO, 0, 0.3)).disturbed()).isTrue();
    }

    @Test
    void the_value_and_the_range_are_those_of_the_departing_stretch() {
        Appraisal appraisal = one(jumping(Unit.RATIO, 0.02, 0.3));

        assertThat(appraisal.value()).isCloseTo(0.3, within(1e-9));
        assertThat(appraisal.expected()).isCloseTo(0.02, within(0.002));
        assertThat(appraisal.low()).isBetween(0.0, 0.02);
        assertThat(appraisal.high()).isBetween(0.02, 0.06);
        assertThat(appraisal.onset()).contains(Simulated.START.plus(Duration.ofMinutes(60)));
        assertThat(appraisal.days()).isEqualTo(7);
        assertThat(appraisal.z()).isGreaterThan(4);
    }

    @Test
    void known_trials_weigh_a_share_and_are_told() {
        Series share = jumping(Unit.RATIO, 0.02, 0.3);
        double[] each =
                IntStream.range(0, 90).mapToDouble(i -> 40 + i * 37 % 23).toArray();
        Samples trials = new Samples(share.recent().start(), share.recent().step(), each.clone());

        Appraisal appraisal = Appraiser.appraiseAll(
                        List.of(new Appraiser.Candidate(share, Optional.of(trials))), Simulated.NOW, Appraiser.RATE)
                .getFirst();

        assertThat(appraisal.n()).hasValue((long) Arrays.stream(each, 60, 90).sum());
    }

    @Test
    void the_same_series_at_another_time_is_judged_the_same() {
        Series series = new Simulated(9, 7).troubled(60, 5).counts(5, Bad.UP);
        Duration shift = Duration.ofDays(5).plusHours(7);
        Series shifted = Series.of(
                series.subject(),
                series.metric(),
                series.unit(),
                series.bad(),
                shifted(series.recent(), shift),
                series.earlier().stream().map(day -> shifted(day, shift)).toList());

        Appraisal here = one(series);
        Appraisal there =
                Appraiser.appraise(List.of(shifted), Simulated.NOW.plus(shift)).getFirst();

        assertThat(there.z()).isEqualTo(here.z());
        assertThat(there.onset()).isEqualTo(here.onset().map(at -> at.plus(shift)));
    }

    private static long disturbed(int n, LongFunction<Series> series) {
        return LongStream.range(0, n)
                .mapToObj(series)
                .filter(each -> one(each).disturbed())
                .count();
    }

    private static Appraisal one(Series series) {
        return Appraiser.appraise(List.of(series), Simulated.NOW).getFirst();
    }

    private static Samples shifted(Samples samples, Duration by) {
        return new Samples(samples.start().plus(by), samples.step(), samples.values());
    }

    private static Series constant(Unit unit, double value, int samples, int days) {
        return series(unit, filled(samples, value), filled(samples, value), days);
    }

    private static Series jumping(Unit unit, double before, double after) {
        double[] values = filled(90, before);
        Arrays.fill(values, 60, 90, after);
        return series(unit, values, filled(90, before), 7);
    }

    private static double[] filled(int samples, double value) {
        double[] values = new double[samples];
        Arrays.fill(values, value);
        return values;
    }

    private static Series series(Unit unit, double[] recent, double[] usual, int days) {
        Duration step = Duration.ofMinutes(1);
        return Series.of(
                Subject.service("shop"),
                "figure",
                unit,
                Bad.UP,
                new Samples(Simulated.START, step, recent),
                IntStream.rangeClosed(1, days)
                        .mapToObj(day -> new Samples(Simulated.START.minus(Duration.ofDays(day)), step, usual))
                        .toList());
    }
}
