package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.analysis.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recurrence in a zone, and the moments that it comes to. Immutable and pure.
 *
 * <p>A time of day that does not exist on a day, as clocks go forward, is the first moment after the gap. One that comes
 * twice, as clocks go back, is the first. What goes by the passing hours ("every 2 hours") comes whenever the clock shows
 * its time: not in a gap, and twice where an hour comes twice.
 *
 * @param restsOnHolidays whether days that are holidays in the zone are left out
 */
public record Timing(Recurrence recurrence, ZoneId zone, boolean restsOnHolidays) {
    /** Within this every date comes again, also a Monday that is 29 February, across a century. */
    private static final int HORIZON_DAYS = 41 * 366;

    /** Clocks were never turned by more than a day. */
    private static final int MARGIN_DAYS = 2;

    public Timing {
        Objects.requireNonNull(recurrence);
        Objects.requireNonNull(zone);
    }

    /** Once, at a moment cut to its minute. */
    public static Timing once(Instant at, ZoneId zone) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        return new Timing(new Recurrence.Once(local.withSecond(0).withNano(0)), zone, false);
    }

    /**
     * What was kept of a timing, read again.
     *
     * @param words of the recurrence, as {@link Recurrence#words} gave them
     * @throws IllegalArgumentException if they are others
     */
    public static Timing kept(String words, ZoneId zone, boolean restsOnHolidays) {
        try {
            return new Timing(TimingWords.recurrence(words), zone, restsOnHolidays);
        } catch (MistakeException e) {
            throw new IllegalArgumentException("no recurrence: " + words, e);
        }
    }

    /**
     * What comes again and again, as people write it.
     *
     * @param usual the zone where the words name none
     * @throws IllegalArgumentException if they cannot be followed; its message says what to write instead
     */
    public static Timing recurring(String words, ZoneId usual) {
        try {
            Timing timing = TimingWords.read(words, usual, Instant.EPOCH);
            if (timing.recurrence() instanceof Recurrence.Once) {
                throw new IllegalArgumentException("That comes once; write it as in “weekdays at 08:00”.");
            }
            return timing;
        } catch (MistakeException e) {
            throw new IllegalArgumentException(e.says(), e);
        }
    }

    /** The first moment strictly after another; empty when none is left. */
    public Optional<Instant> next(Instant after, Holidays holidays) {
        Predicate<LocalDate> works = day -> !restsOnHolidays || !holidays.holds(day);
        return switch (recurrence) {
            case Recurrence.Once(LocalDateTime at) ->
                Optional.of(moment(at)).filter(each -> works.test(at.toLocalDate()) && each.isAfter(after));
            case Recurrence.On(Days days, List<LocalTime> times) -> firstOfDay(after, works.and(days::holds), times);
            case Recurrence.Every(Duration step) -> wheneverShown(after, works, timesOf(step));
            case Recurrence.ByCron(Cron cron) ->
                cron.goesByTheHour()
                        ? wheneverShown(after, works.and(cron::holds), cron.times())
                        : firstOfDay(after, works.and(cron::holds), cron.times());
        };
    }

    /** The next moments after one, in order; fewer where it ends. */
    public List<Instant> next(Instant after, int count, Holidays holidays) {
        return Stream.iterate(next(after, holidays), Optional::isPresent, last -> next(last.orElseThrow(), holidays))
                .limit(count)
                .map(Optional::orElseThrow)
                .toList();
    }

    private Optional<Instant> firstOfDay(Instant after, Predicate<LocalDate> holds, List<LocalTime> times) {
        return days(after)
                .filter(holds)
                .flatMap(day -> times.stream().map(time -> moment(day.atTime(time))))
                .filter(each -> each.isAfter(after))
                .findFirst();
    }

    /** The day after the first one found is looked at too: where clocks go back over midnight it may hold an earlier. */
    private Optional<Instant> wheneverShown(Instant after, Predicate<LocalDate> holds, List<LocalTime> times) {
        ZoneRules rules = zone.getRules();
        return days(after)
                .filter(holds)
                .map(day -> Stream.of(day, day.plusDays(1))
                        .filter(holds)
                        .flatMap(each -> times.stream().map(each::atTime))
                        .flatMap(each -> rules.getValidOffsets(each).stream().map(each::toInstant))
                        .filter(each -> each.isAfter(after))
                        .min(Comparator.naturalOrder()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<LocalDate> days(Instant after) {
        LocalDate first = after.atZone(zone).toLocalDate().minusDays(MARGIN_DAYS);
        return IntStream.range(0, HORIZON_DAYS).mapToObj(first::plusDays);
    }

    private static List<LocalTime> timesOf(Duration step) {
        List<LocalTime> times = new ArrayList<>();
        for (long second = 0; second < Duration.ofDays(1).toSeconds(); second += step.toSeconds()) {
            times.add(LocalTime.ofSecondOfDay(second));
        }
        return times;
    }

    private Instant moment(LocalDateTime at) {
        ZoneRules rules = zone.getRules();
        return rules.getValidOffsets(at).stream()
                .findFirst()
                .map(at::toInstant)
                .orElseGet(() -> rules.getTransition(at).getInstant());
    }

    /** As it can be typed, the zone included. */
    public String words() {
        return recurrence.words() + " " + zone.getId() + (restsOnHolidays ? " except holidays" : "");
    }

    /** As people say it: as in {@code Weekdays at 08:00, Europe/London time}. */
    public String spoken() {
        String plain = recurrence instanceof Recurrence.ByCron(Cron cron)
                ? cron.plain()
                        .map(each -> each.words() + " (" + recurrence.words() + ")")
                        .orElseGet(recurrence::words)
                : recurrence.words();
        return Words.sentence(plain) + ", " + zone.getId() + " time" + (restsOnHolidays ? ", except holidays" : "");
    }
}
