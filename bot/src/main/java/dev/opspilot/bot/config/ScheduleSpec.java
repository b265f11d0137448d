package dev.opspilot.bot.config;

import dev.opspilot.rituals.schedule.Holidays;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The usual zone, and the days on which schedules that say "except holidays" rest.
 *
 * @param zone of people whose profile names none
 */
public record ScheduleSpec(ZoneId zone, Holidays holidays) {
    /** UTC, and no holidays. */
    public static final ScheduleSpec USUAL = new ScheduleSpec(ZoneId.of("UTC"), Holidays.NONE);

    private static final Pattern YEARLY = Pattern.compile("\\d{2}-\\d{2}");

    public ScheduleSpec {
        Objects.requireNonNull(zone);
        Objects.requireNonNull(holidays);
    }

    static ScheduleSpec read(Spot root) throws ConfigException {
        Optional<Spot> zone = root.find("zone");
        Optional<Spot> holidays = root.find("holidays");
        return new ScheduleSpec(
                zone.isPresent() ? zone(zone.get()) : USUAL.zone(),
                holidays.isPresent() ? holidays(holidays.get()) : USUAL.holidays());
    }

    private static ZoneId zone(Spot spot) throws ConfigException {
        try {
            return ZoneId.of(spot.text());
        } catch (DateTimeException e) {
            throw spot.expected("a time zone, as in Europe/London");
        }
    }

    private static Holidays holidays(Spot list) throws ConfigException {
        Set<LocalDate> dates = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (Spot item : list.items()) {
            String text = item.text();
            try {
                if (YEARLY.matcher(text).matches()) {
                    yearly.add(MonthDay.parse("--" + text));
                } else {
                    dates.add(LocalDate.parse(text));
                }
            } catch (DateTimeException e) {
                throw item.expected("a day in quotes, as in \"2026-12-28\", or as in \"12-25\" for each year");
            }
        }
        return new Holidays(dates, yearly);
    }
}
