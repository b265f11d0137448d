package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.instrument.Freeze;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * When nothing is to be changed, once or every week, by the clock of a place. Immutable.
 *
 * @param zone whose clock counts; a time that its clock skips is the moment after, one that comes twice is the first
 * @param service what it is about; empty when it is about everything
 */
public record FreezeRule(String title, Shape shape, ZoneId zone, Optional<String> service) {

    /** How it lies in time. */
    public sealed interface Shape {

        /** Once; the end is exclusive. */
        record Once(LocalDateTime from, LocalDateTime to) implements Shape {
            public Once {
                if (!from.isBefore(to)) {
                    throw new IllegalArgumentException("a freeze ends after it begins, unlike " + from + " to " + to);
                }
            }
        }

        /** Every week; the end is exclusive, and in the next week when it comes before the start. */
        record Weekly(DayOfWeek fromDay, LocalTime fromTime, DayOfWeek toDay, LocalTime toTime) implements Shape {
            public Weekly {
                if (fromDay == toDay && fromTime.equals(toTime)) {
                    throw new IllegalArgumentException("a weekly freeze leaves some time between");
                }
            }
        }
    }

    public FreezeRule {
        Objects.requireNonNull(title);
        Objects.requireNonNull(shape);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(service);
        if (title.isBlank()) {
            throw new IllegalArgumentException("a freeze has a title");
        }
    }

    /**
     * Each time that it touches a stretch of time, in order.
     *
     * @param id names it; each time of a weekly one has its day added
     */
    public List<Freeze> within(String id, Instant from, Instant to) {
        return switch (shape) {
            case Shape.Once(LocalDateTime start, LocalDateTime end) ->
                touching(
                        new Freeze(
                                id,
                                title,
                                start.atZone(zone).toInstant(),
                                end.atZone(zone).toInstant(),
                                service),
                        from,
                        to);
            case Shape.Weekly weekly -> weekly(id, weekly, from, to);
        };
    }

    private static List<Freeze> touching(Freeze freeze, Instant from, Instant to) {
        return freeze.from().isBefore(to) && freeze.to().isAfter(from) ? List.of(freeze) : List.of();
    }

    private List<Freeze> weekly(String id, Shape.Weekly weekly, Instant from, Instant to) {
        List<Freeze> all = new ArrayList<>();
        LocalDate day =
                from.atZone(zone).toLocalDate().minusDays(8).with(TemporalAdjusters.nextOrSame(weekly.fromDay()));
        for (; day.atStartOfDay(zone).toInstant().isBefore(to); day = day.plusWeeks(1)) {
            ZonedDateTime start = day.atTime(weekly.fromTime()).atZone(zone);
            LocalDate last = day.with(TemporalAdjusters.nextOrSame(weekly.toDay()));
            boolean nextWeek = last.equals(day) && !weekly.toTime().isAfter(weekly.fromTime());
            ZonedDateTime end = (nextWeek ? last.plusWeeks(1) : last)
                    .atTime(weekly.toTime())
                    .atZone(zone);
            if (Duration.between(start, end).isPositive()) {
                all.addAll(touching(
                        new Freeze(id + "/" + day, title, start.toInstant(), end.toInstant(), service), from, to));
            }
        }
        return all;
    }

    /** Whether it never comes again. */
    public boolean isOver(Instant now) {
        return shape instanceof Shape.Once(LocalDateTime _, LocalDateTime to)
                && !to.atZone(zone).toInstant().isAfter(now);
    }

    /** In the words that {@link FreezeWords} reads. */
    public String words() {
        String when = switch (shape) {
            case Shape.Once(LocalDateTime from, LocalDateTime to) -> "from " + from + " to " + to;
            case Shape.Weekly weekly ->
                "every " + word(weekly.fromDay()) + " " + weekly.fromTime() + " to " + word(weekly.toDay()) + " "
                        + weekly.toTime();
        };
        return "\"" + title + "\" " + when + " " + zone
                + service.map(name -> " service " + name).orElse("");
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
