package dev.opspilot.rituals.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class TimingTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Days DAILY = new Days.OfWeek(EnumSet.allOf(DayOfWeek.class));

    private static Timing daily(String time, String zone) {
        return new Timing(new Recurrence.On(DAILY, List.of(LocalTime.parse(time))), ZoneId.of(zone), false);
    }

    private static List<String> next(Timing timing, String after, int count) {
        return timing.next(Instant.parse(after), count, Holidays.NONE).stream()
                .map(Instant::toString)
                .toList();
    }

    @Example
    void aTimeThatDoesNotExistIsTheFirstMomentAfterTheGap() {
        assertThat(next(daily("01:30", "Europe/London"), "2027-03-27T02:00:00Z", 2))
                .containsExactly("2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
        assertThat(next(daily("02:30", "America/New_York"), "2027-03-13T12:00:00Z", 2))
                .containsExactly("2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z");
    }

    @Example
    void aTimeThatComesTwiceIsTheFirst() {
        assertThat(next(daily("01:30", "Europe/London"), "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(next(daily("01:30", "America/New_York"), "2026-11-01T04:00:00Z", 2))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    }

    @Example
    void keepsTheClockOnTheWallAcrossTheChange() {
        assertThat(next(daily("08:00", "Europe/London"), "2027-03-27T00:00:00Z", 3))
                .containsExactly("2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z");
    }

    @Example
    void anHourThatComesTwiceCountsTwiceForWhatGoesByTheHour() throws MistakeException {
        Timing hourly = new Timing(new Recurrence.Every(Duration.ofHours(1)), LONDON, false);
        assertThat(next(hourly, "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
        Timing cron = new Timing(new Recurrence.ByCron(Cron.of("30 * * * *")), LONDON, false);
        assertThat(next(cron, "2027-03-28T00:00:00Z", 3))
                .containsExactly("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z");
    }

    @Example
    void ofTimesWithinAGapOneIsLeft() {
        Timing twice = new Timing(
                new Recurrence.On(DAILY, List.of(LocalTime.of(1, 10), LocalTime.of(1, 50), LocalTime.of(2, 0))),
                LONDON,
                false);
        assertThat(next(twice, "2027-03-28T00:00:00Z", 2))
                .containsExactly("2027-03-28T01:00:00Z", "2027-03-29T00:10:00Z");
    }

    @Example
    void knowsMonthEndsAndLeapDays() {
        Timing monthEnd = new Timing(
                new Recurrence.On(new Days.OfMonth(Set.of(31)), List.of(LocalTime.NOON)), ZoneId.of("UTC"), false);
        assertThat(next(monthEnd, "2027-12-31T12:00:00Z", 4))
                .containsExactly(
                        "2028-01-31T12:00:00Z", "2028-02-29T12:00:00Z", "2028-03-31T12:00:00Z", "2028-04-30T12:00:00Z");
        Timing leap = new Timing(
                new Recurrence.On(new Days.OfYear(MonthDay.of(2, 29)), List.of(LocalTime.NOON)),
                ZoneId.of("UTC"),
                false);
        assertThat(next(leap, "2026-03-01T00:00:00Z", 2))
                .containsExactly("2027-02-28T12:00:00Z", "2028-02-29T12:00:00Z");
    }

    @Example
    void findsALeapDayThatIsAMonday() throws MistakeException {
        Timing rare = new Timing(new Recurrence.ByCron(Cron.of("0 9 29 2 ?")), ZoneId.of("UTC"), false);
        assertThat(next(rare, "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-29T09:00:00Z");
    }

    @Example
    void restsOnHolidays() {
        Holidays holidays = new Holidays(Set.of(LocalDate.parse("2026-12-28")), Set.of(MonthDay.of(12, 25)));
        Timing weekdays = new Timing(
                new Recurrence.On(new Days.OfWeek(Days.WEEKDAYS), List.of(LocalTime.of(8, 0))), LONDON, true);
        assertThat(weekdays.next(Instant.parse("2026-12-24T08:00:00Z"), holidays))
                .contains(Instant.parse("2026-12-29T08:00:00Z"));
    }

    /** Whatever the zone and year: once a day, at the time that was asked or at the end of the gap that holds it. */
    @Property(tries = 150)
    void comesOnceADayInEveryZoneAndYear(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1950, max = 2060) int year,
            @ForAll @IntRange(min = 0, max = 1439) int minute) {
        LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
        Timing timing = new Timing(new Recurrence.On(DAILY, List.of(time)), zone, false);
        LocalDate first = LocalDate.of(year, 1, 1);
        Instant at = first.atStartOfDay(zone).toInstant();
        for (LocalDate day = first; day.getYear() == year; day = day.plusDays(1)) {
            LocalDateTime wanted = day.atTime(time);
            Optional<ZoneOffsetTransition> gap =
                    Optional.ofNullable(zone.getRules().getTransition(wanted)).filter(ZoneOffsetTransition::isGap);
            Instant expected = gap.map(ZoneOffsetTransition::getInstant)
                    .orElseGet(() -> ZonedDateTime.ofLocal(wanted, zone, null)
                            .withEarlierOffsetAtOverlap()
                            .toInstant());
            if (expected.isAfter(at)) {
                at = timing.next(at, Holidays.NONE).orElseThrow();
                assertThat(at).as(wanted + " in " + zone).isEqualTo(expected);
            }
        }
    }

    /** Against a search of every minute around each change of the clocks. */
    @Property(tries = 150)
    void whatGoesByTheHourComesWheneverTheClockShowsIt(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1950, max = 2060) int year,
            @ForAll("steps") Duration step) {
        Timing timing = new Timing(new Recurrence.Every(step), zone, false);
        Instant newYear = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        Instant from = Optional.ofNullable(zone.getRules().nextTransition(newYear))
                .map(ZoneOffsetTransition::getInstant)
                .orElse(newYear)
                .truncatedTo(ChronoUnit.MINUTES)
                .minus(Duration.ofHours(30));
        Instant to = from.plus(Duration.ofHours(60));
        boolean wholeMinutes = Stream.of(from, to)
                .allMatch(each -> zone.getRules().getOffset(each).getTotalSeconds() % 60 == 0);
        List<Instant> shown = Stream.iterate(
                        from, each -> each.isBefore(to), each -> each.plusSeconds(wholeMinutes ? 60 : 1))
                .filter(each -> each.atZone(zone).toLocalTime().toSecondOfDay() % step.toSeconds() == 0)
                .toList();

        List<Instant> came = new ArrayList<>();
        Optional<Instant> at = timing.next(from.minusMillis(1), Holidays.NONE);
        while (at.isPresent() && at.get().isBefore(to)) {
            came.add(at.get());
            at = timing.next(at.get(), Holidays.NONE);
        }

        assertThat(came).as(zone + " " + year).isEqualTo(shown);
    }

    /** A cron expression against what it says of each minute, over a year and in no zone. */
    @Property(tries = 200)
    void cronHoldsWhatItsFieldsSay(@ForAll long seed) throws MistakeException {
        Random random = new Random(seed);
        int minute = random.nextInt(60);
        int hour = random.nextInt(24);
        int day = 1 + random.nextInt(28);
        int month = 1 + random.nextInt(12);
        int weekDay = random.nextInt(7);
        boolean dom = random.nextBoolean();
        boolean dow = random.nextBoolean();
        Cron cron = Cron.of("%d %d %s %d %s"
                .formatted(
                        minute, hour, dom ? Integer.toString(day) : "*", month, dow ? Integer.toString(weekDay) : "?"));

        Instant next = new Timing(new Recurrence.ByCron(cron), ZoneId.of("UTC"), false)
                .next(Instant.parse("2026-01-01T00:00:00Z"), Holidays.NONE)
                .orElseThrow();

        LocalDate expected = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2028, 1, 1))
                .filter(each -> each.getMonthValue() == month)
                .filter(each -> {
                    boolean inMonth = each.getDayOfMonth() == day;
                    boolean inWeek = each.getDayOfWeek().getValue() % 7 == weekDay;
                    return (dom && dow) ? inMonth || inWeek : (!dom || inMonth) && (!dow || inWeek);
                })
                .filter(each -> !each.equals(LocalDate.of(2026, 1, 1)) || hour + minute > 0)
                .findFirst()
                .orElseThrow();
        assertThat(next.atZone(ZoneId.of("UTC")).toLocalDateTime()).isEqualTo(expected.atTime(hour, minute));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Duration> steps() {
        return Arbitraries.of(5, 15, 30, 60, 120, 360, 720).map(Duration::ofMinutes);
    }
}
