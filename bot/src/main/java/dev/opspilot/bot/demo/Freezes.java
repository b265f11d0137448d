package dev.opspilot.bot.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When nobody at the demo company changes anything: over the weekend, and payments while a quarter's books close. */
final class Freezes {
    private static final ZoneId OFFICE = ZoneId.of("Europe/London");
    private static final LocalTime FRIDAY_FROM = LocalTime.of(16, 0);
    private static final LocalTime MONDAY_TO = LocalTime.of(6, 0);
    private static final LocalTime BOOKS_CLOSED = LocalTime.of(12, 0);
    private static final int LAST_DAYS = 2;

    private Freezes() {}

    /** One freeze; the end is exclusive. */
    record Freeze(String id, String title, Instant from, Instant to, Optional<Service> service) {}

    /** Those that touch a stretch of time, which may lie in the future, in order. */
    static List<Freeze> touching(Instant from, Instant to) {
        LocalDate first = from.atZone(OFFICE).toLocalDate().minusDays(7);
        LocalDate last = to.atZone(OFFICE).toLocalDate().plusMonths(4);
        Stream<Freeze> weekends = Stream.iterate(
                        first.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)),
                        day -> !day.isAfter(last),
                        day -> day.plusWeeks(1))
                .map(Freezes::weekend);
        Stream<Freeze> quarters = Stream.iterate(
                        first.with(IsoFields.DAY_OF_QUARTER, 1), day -> !day.isAfter(last), day -> day.plusMonths(3))
                .map(Freezes::beforeQuarter);
        return Stream.concat(weekends, quarters)
                .filter(freeze -> freeze.from().isBefore(to) && freeze.to().isAfter(from))
                .sorted(Comparator.comparing(Freeze::from))
                .toList();
    }

    private static Freeze weekend(LocalDate friday) {
        return new Freeze(
                "weekend-" + friday,
                "No changes over the weekend",
                at(friday, FRIDAY_FROM),
                at(friday.plusDays(3), MONDAY_TO),
                Optional.empty());
    }

    private static Freeze beforeQuarter(LocalDate firstDay) {
        return new Freeze(
                "quarter-end-" + firstDay,
                "Payments stay as they are while the books of the quarter close",
                at(firstDay.minusDays(LAST_DAYS), LocalTime.MIDNIGHT),
                at(firstDay, BOOKS_CLOSED),
                Optional.of(Service.PAYMENTS));
    }

    /** By the clock on the office's wall, whichever offset it has that day. */
    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(OFFICE).toInstant();
    }
}
