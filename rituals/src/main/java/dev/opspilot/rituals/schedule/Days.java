package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.analysis.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which days are meant. Immutable. */
public sealed interface Days {

    /** Monday to Friday. */
    Set<DayOfWeek> WEEKDAYS = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    boolean holds(LocalDate day);

    /** As it can be typed. */
    String words();

    /** These days of each week. */
    record OfWeek(Set<DayOfWeek> days) implements Days {
        public OfWeek {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("a week has to have a day");
            }
            days = Set.copyOf(days);
        }

        @Override
        public boolean holds(LocalDate day) {
            return days.contains(day.getDayOfWeek());
        }

        @Override
        public String words() {
            return days.size() == DayOfWeek.values().length ? "daily" : Days.name(days, "s");
        }
    }

    /**
     * These days of each month.
     *
     * @param days from 1 to 31; where a month is shorter, its last day is meant, so that 31 is the last day of each
     */
    record OfMonth(Set<Integer> days) implements Days {
        public OfMonth {
            if (days.isEmpty() || days.stream().anyMatch(each -> each < 1 || each > 31)) {
                throw new IllegalArgumentException("the days of a month are from 1 to 31, unlike " + days);
            }
            days = Set.copyOf(days);
        }

        @Override
        public boolean holds(LocalDate day) {
            int of = day.getDayOfMonth();
            int length = day.lengthOfMonth();
            return days.contains(of) || (of == length && days.stream().anyMatch(each -> each > length));
        }

        @Override
        public String words() {
            List<String> names = new TreeSet<>(days)
                    .stream()
                            .map(each -> each == 31 ? "last day" : Days.ordinal(each))
                            .toList();
            return "on the " + String.join(" and ", names) + " of the month";
        }
    }

    /**
     * One day of each month, counted among some days of the week; a month without it is passed over.
     *
     * @param nth from 1 to 5, or -1 for the last
     */
    record NthOfMonth(int nth, Set<DayOfWeek> among) implements Days {
        private static final List<String> NAMES = List.of("last", "", "first", "second", "third", "fourth", "fifth");

        public NthOfMonth {
            if ((nth < 1 || nth > 5) && nth != -1) {
                throw new IllegalArgumentException("the place in a month is from 1 to 5, or -1 for the last");
            }
            if (among.isEmpty()) {
                throw new IllegalArgumentException("a day is counted among some");
            }
            among = Set.copyOf(among);
        }

        @Override
        public boolean holds(LocalDate day) {
            return among.contains(day.getDayOfWeek())
                    && (nth > 0 ? from(1, day) == nth : from(day.getDayOfMonth(), end(day)) == 1);
        }

        private static LocalDate end(LocalDate day) {
            return day.withDayOfMonth(day.lengthOfMonth());
        }

        /** How many of the days there are from one of the month to another. */
        private long from(int first, LocalDate last) {
            return last.withDayOfMonth(first)
                    .datesUntil(last.plusDays(1))
                    .filter(each -> among.contains(each.getDayOfWeek()))
                    .count();
        }

        @Override
        public String words() {
            return NAMES.get(nth + 1) + " " + Days.name(among, "") + " of the month";
        }
    }

    /** One day of each year; 29 February is 28 February in a common year. */
    record OfYear(MonthDay day) implements Days {
        public OfYear {
            Objects.requireNonNull(day);
        }

        @Override
        public boolean holds(LocalDate date) {
            return day.atYear(date.getYear()).equals(date);
        }

        @Override
        public String words() {
            return "yearly on " + day.getDayOfMonth() + " " + Days.name(day.getMonth());
        }
    }

    private static String ordinal(int day) {
        String ending = day / 10 == 1
                ? "th"
                : switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return day + ending;
    }

    private static String name(Set<DayOfWeek> days, String plural) {
        if (days.equals(WEEKDAYS)) {
            return "weekday" + plural;
        }
        if (days.equals(WEEKEND)) {
            return "weekend" + plural;
        }
        return Words.listed(EnumSet.copyOf(days).stream()
                .map(each -> each.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + plural)
                .toList());
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
