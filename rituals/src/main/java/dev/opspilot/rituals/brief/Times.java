package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people in a time zone read them, with the zone always told. */
record Times(ZoneId zone) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final Duration DAYS = Duration.ofDays(2);

    /** As in {@code Sun 22 Nov 18:00 UTC}. */
    String moment(Instant at) {
        return MOMENT.format(at.atZone(zone));
    }

    /** As in {@code 03:12 UTC}. */
    String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** As in {@code Sun 22 Nov}. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** As in {@code Sunday}. */
    static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** As in {@code the last 4 Sundays}, or {@code the Sunday before}, by the weekday of a day. */
    static String earlier(LocalDate day, int weeks) {
        return weeks == 1 ? "the " + weekday(day) + " before" : "the last " + weeks + " " + weekday(day) + "s";
    }

    /** As in {@code 15 hours 7 minutes} or {@code 3 days}. */
    static String length(Duration length) {
        return length.compareTo(DAYS) < 0
                ? Figures.duration(length)
                : Figures.counted(Math.round(length.toMinutes() / (24 * 60.0)), "day");
    }
}
