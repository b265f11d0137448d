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

/**
 * When nobody at the demo company changes anything: while everything is backed up on Sunday nights, and payments while a
 * quarter's books close. They are short, for whoever tries the demo is to see a drill to its end on most days.
 */
final class Freezes {
    private static final ZoneId OFFICE = ZoneId.of("Europe/London");
    private static final LocalTime BACKUP_FROM = LocalTime.of(22, 0);
    private static final LocalTime BACKUP_TO = LocalTime.of(4, 0);
    private static final LocalTime BOOKS_CLOSED = LocalTime.of(12, 0);
    private static final int LAST_DAYS = 2;

    private Freezes() {}

    /** One freeze; the end is exclusive. */
    record Freeze(String id, String title, Instant from, Instant to, Optional<Service> service) {}

    /** Those that touch a stretch of time, which may lie in the future, in order. */
    static List<Freeze> touching(Instant from, Instant to) {
        LocalDate first = from.atZone(OFFICE).toLocalDate().minusDays(7);
        LocalDate last = to.atZone(OFFICE).toLocalDate().plusMonths(4);
        Stream<Freeze> backups = Stream.iterate(
                        first.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)),
                        day -> !day.isAfter(last),
                        day -> day.plusWeeks(1))
                .map(Freezes::backup);
        Stream<Freeze> quarters = Stream.iterate(
                        first.with(IsoFields.DAY_OF_QUARTER, 1), day -> !day.isAfter(last), day -> day.plusMonths(3))
                .map(Freezes::beforeQuarter);
        return Stream.concat(backups, quarters)
                .filter(freeze -> freeze.from().isBefore(to) && freeze.to().isAfter(from))
                .sorted(Comparator.comparing(Freeze::from))
                .toList();
    }

    private static Freeze backup(LocalDate sunday) {
        return new Freeze(
                "backup-" + sunday,
                "No changes while everything is backed up",
                at(sunday, BACKUP_FROM),
                at(sunday.plusDays(1), BACKUP_TO),
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
