package dev.opspilot.rituals.schedule;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * Days on which some schedules rest. Immutable.
 *
 * @param dates once
 * @param yearly each year; 29 February counts in leap years only
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly) {
    public static final Holidays NONE = new Holidays(Set.of(), Set.of());

    public Holidays {
        dates = Set.copyOf(dates);
        yearly = Set.copyOf(yearly);
    }

    public boolean holds(LocalDate day) {
        return dates.contains(day) || yearly.contains(MonthDay.from(day));
    }
}
