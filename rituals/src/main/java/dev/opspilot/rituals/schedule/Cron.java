package dev.opspilot.rituals.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cron expression of five fields: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday, or names).
 * Quartz's form with seconds first is read too, with 0 as its seconds and 1 as Sunday. Where both the day of the month and
 * that of the week are given, a day that is either counts, as cron has it. Immutable.
 *
 * @param text as it was typed, with single spaces
 */
record Cron(String text, BitSet minutes, BitSet hours, MonthDays monthDays, BitSet months, WeekDays weekDays) {
    private static final List<String> MONTHS =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> SUNDAY_IS_0 = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> SUNDAY_IS_1 = List.of("", "sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int LAST = 32;

    Cron {
        Objects.requireNonNull(text);
    }

    /** @param days from 1 to 31; 32 stands for the last of the month */
    record MonthDays(BitSet days, boolean any) {
        boolean holds(LocalDate day) {
            return days.get(day.getDayOfMonth()) || (days.get(LAST) && day.getDayOfMonth() == day.lengthOfMonth());
        }
    }

    /** @param nth which of the month, -1 for its last; empty when each is meant */
    record WeekDays(BitSet days, Optional<Integer> nth, boolean any) {
        boolean holds(LocalDate day) {
            if (!days.get(day.getDayOfWeek().getValue() % 7)) {
                return false;
            }
            return nth.isEmpty() || new Days.NthOfMonth(nth.get(), Set.of(day.getDayOfWeek())).holds(day);
        }
    }

    static Cron of(String typed) throws MistakeException {
        List<String> fields = new ArrayList<>(List.of(typed.strip().split("\\s+")));
        boolean quartz = fields.size() == 6 || fields.size() == 7;
        if (!quartz && fields.size() != 5) {
            throw new MistakeException("Cron takes five fields: minute, hour, day of the month, month, day of the week,"
                    + " as in “cron 0 8 * * MON-FRI”.");
        }
        if (quartz
                && (!fields.getFirst().equals("0")
                        || (fields.size() == 7 && !fields.get(6).equals("*")))) {
            throw new MistakeException("Of a cron expression with seconds the first field has to be 0, and a year *;"
                    + " or leave both away, as in “cron 0 8 * * MON-FRI”.");
        }
        int from = quartz ? 1 : 0;
        String monthDays = fields.get(from + 2);
        String weekDays = fields.get(from + 4).toLowerCase(Locale.ROOT);
        return new Cron(
                String.join(" ", fields),
                new CronField("minute", 0, 59, List.of()).read(fields.get(from)),
                new CronField("hour", 0, 23, List.of()).read(fields.get(from + 1)),
                monthDays(monthDays),
                new CronField("month", 1, 12, MONTHS).read(fields.get(from + 3)),
                weekDays(weekDays, quartz));
    }

    private static MonthDays monthDays(String field) throws MistakeException {
        BitSet days = new CronField("day of the month", 1, 31, List.of())
                .read(field.equals("?") ? "*" : field.replaceAll("(?i)\\bL\\b", "31"));
        if (field.toUpperCase(Locale.ROOT).contains("L")) {
            days.set(LAST);
            if (!field.matches(".*\\b31\\b.*")) {
                days.clear(31);
            }
        }
        return new MonthDays(days, field.equals("*") || field.equals("?"));
    }

    private static WeekDays weekDays(String field, boolean quartz) throws MistakeException {
        CronField names = quartz
                ? new CronField("day of the week", 1, 7, SUNDAY_IS_1)
                : new CronField("day of the week", 0, 7, SUNDAY_IS_0);
        Optional<Integer> nth = Optional.empty();
        String days = field;
        if (field.matches("\\w+#[1-5]")) {
            nth = Optional.of(field.charAt(field.length() - 1) - '0');
            days = field.substring(0, field.length() - 2);
        } else if (field.length() > 1 && field.endsWith("l")) {
            nth = Optional.of(-1);
            days = field.substring(0, field.length() - 1);
        }
        BitSet read = names.read(days.equals("?") ? "*" : days);
        BitSet sundayIs0 = new BitSet();
        read.stream().map(each -> (quartz ? each - 1 : each) % 7).forEach(sundayIs0::set);
        return new WeekDays(sundayIs0, nth, field.equals("*") || field.equals("?"));
    }

    boolean holds(LocalDate day) {
        if (!months.get(day.getMonthValue())) {
            return false;
        }
        if (monthDays.any() || weekDays.any()) {
            return monthDays.holds(day) && weekDays.holds(day);
        }
        return monthDays.holds(day) || weekDays.holds(day);
    }

    /** Its times of a day, in order. */
    List<LocalTime> times() {
        return hours.stream()
                .boxed()
                .flatMap(hour -> minutes.stream().mapToObj(minute -> LocalTime.of(hour, minute)))
                .toList();
    }

    /** Whether it goes by the passing hours and not by times of the day: then an hour that comes twice counts twice. */
    boolean goesByTheHour() {
        return hours.cardinality() == 24;
    }

    /** The same in plain words, where there are any. */
    Optional<Recurrence> plain() {
        boolean yearRound = months.cardinality() == 12;
        List<LocalTime> times = times();
        if (!yearRound || !monthDays.any() || weekDays.nth().isPresent() || times.size() > 4) {
            return Optional.empty();
        }
        return Optional.of(new Recurrence.On(
                new Days.OfWeek(IntStream.range(0, 7)
                        .filter(weekDays.days()::get)
                        .mapToObj(each -> DayOfWeek.of(each == 0 ? 7 : each))
                        .collect(Collectors.toSet())),
                times));
    }
}
