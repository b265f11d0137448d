package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.analysis.Zones;
import dev.opspilot.rituals.schedule.Recurrence.ByCron;
import dev.opspilot.rituals.schedule.Recurrence.Every;
import dev.opspilot.rituals.schedule.Recurrence.On;
import dev.opspilot.rituals.schedule.Recurrence.Once;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands by rules when something is to come. */
final class TimingWords {
    private static final Pattern IN = Pattern.compile("in (\\d{1,4}|an?) ?(minutes?|mins?|hours?|h|days?|weeks?)");
    private static final Pattern EVERY = Pattern.compile(
            "(?:every|each) (?:(\\d{1,4}) ?)?(minutes?|mins?|hours?|h|seconds|second$)(?: .*)?|(hourly)(?: .*)?");
    private static final Pattern RESTS =
            Pattern.compile("\\b(except|but not|not|skip|skipping|without)( on)?( public| bank)? holidays?\\b");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    private TimingWords() {}

    /**
     * Understands words as of a moment.
     *
     * @param usual the zone where they name none
     */
    static Timing read(String words, ZoneId usual, Instant now) throws MistakeException {
        String text = words.strip().replaceAll("[.;]$", "");
        Matcher rests = RESTS.matcher(text.toLowerCase(Locale.ROOT));
        boolean restsOnHolidays = rests.find();
        String rest = restsOnHolidays ? (text.substring(0, rests.start()) + text.substring(rests.end())).strip() : text;
        List<String> tokens = new ArrayList<>(List.of(rest.split("\\s+")));
        if (tokens.getFirst().equalsIgnoreCase("cron")) {
            return cron(tokens, usual, restsOnHolidays, now);
        }
        tokens = new ArrayList<>(List.of(spaced(rest).split(" ")));
        ZoneId zone = ZoneWords.takeFrom(tokens).orElse(usual);
        String plain = String.join(" ", tokens).toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            throw new MistakeException("Say when, as in “weekdays at 08:00” or “every Monday 9am”.");
        }
        Timing timing = new Timing(recurrence(plain, now.atZone(zone).toLocalDateTime()), zone, restsOnHolidays);
        return checked(timing, now);
    }

    /** Reads what {@link Recurrence#words} gave; nothing in it is relative to a moment. */
    static Recurrence recurrence(String words) throws MistakeException {
        return words.startsWith("cron ")
                ? new ByCron(Cron.of(words.substring("cron ".length())))
                : recurrence(spaced(words).toLowerCase(Locale.ROOT), LocalDateTime.MIN);
    }

    private static String spaced(String words) {
        return words.replaceAll("[\\s,]+", " ").strip();
    }

    private static Timing cron(List<String> tokens, ZoneId usual, boolean rests, Instant now) throws MistakeException {
        List<String> fields = new ArrayList<>(tokens.subList(1, tokens.size()));
        ZoneId zone = usual;
        if (!fields.isEmpty()) {
            Optional<ZoneId> last = Zones.named(fields.getLast().replaceAll(",$", ""));
            if (last.isPresent()) {
                zone = last.get();
                fields.removeLast();
            }
        }
        // a comma goes on with the list before it, or ends the expression
        String expression = String.join(" ", fields).replaceAll(" ?,$", "").replaceAll(" ?, ?", ",");
        return checked(new Timing(new ByCron(Cron.of(expression)), zone, rests), now);
    }

    private static Timing checked(Timing timing, Instant now) throws MistakeException {
        Optional<Instant> next = timing.next(now, Holidays.NONE);
        if (next.isPresent()) {
            if (timing.recurrence() instanceof Once && next.get().isAfter(now.plus(FARTHEST))) {
                throw new MistakeException("That is more than five years ahead; name a nearer day.");
            }
            return timing;
        }
        if (timing.recurrence() instanceof Once(LocalDateTime at)) {
            throw new MistakeException(MOMENT.format(at) + " is over: in "
                    + timing.zone().getId() + " it is " + MOMENT.format(now.atZone(timing.zone()))
                    + ". Name a moment to come, as in “tomorrow 9:00”.");
        }
        throw new MistakeException("“" + timing.recurrence().words() + "” never comes; no such day exists.");
    }

    private static Recurrence recurrence(String text, LocalDateTime now) throws MistakeException {
        Matcher in = IN.matcher(text);
        if (in.matches()) {
            return in(in, now);
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            return every(every, text);
        }
        DayWords words = new DayWords(List.of(text.split(" ")), now.toLocalDate()).read();
        List<LocalTime> times = words.times();
        if (times.isEmpty() && words.date().isEmpty() && words.days().isEmpty()) {
            throw new MistakeException("On which days, and at what time? " + DayWords.WAY);
        }
        if (times.isEmpty()) {
            throw new MistakeException("At what time? Type it behind the day, as in “" + text + " at 08:00”.");
        }
        Optional<LocalDate> date = words.date();
        if (date.isPresent()) {
            if (times.size() > 1) {
                throw new MistakeException("A single day takes a single time; make one schedule for each.");
            }
            return new Once(date.get().atTime(times.getFirst()));
        }
        Days days = words.days()
                .orElseThrow(() -> new MistakeException("On which days? Type them before the time, as in “daily at "
                        + times.getFirst() + "”, “weekdays at " + times.getFirst() + "” or “tomorrow at "
                        + times.getFirst() + "”."));
        return new On(days, times);
    }

    private static Recurrence in(Matcher in, LocalDateTime now) throws MistakeException {
        long amount = in.group(1).startsWith("a") ? 1 : Long.parseLong(in.group(1));
        if (amount == 0) {
            throw new MistakeException("That is now; ask for the ritual itself, without “schedule”.");
        }
        LocalDateTime minute = now.withSecond(0).withNano(0);
        return new Once(
                switch (in.group(2).charAt(0)) {
                    case 'm' -> minute.plusMinutes(amount);
                    case 'h' -> minute.plusHours(amount);
                    case 'd' -> minute.plusDays(amount);
                    default -> minute.plusWeeks(amount);
                });
    }

    private static Recurrence every(Matcher every, String text) throws MistakeException {
        String said = every.group();
        boolean hourly = every.group(3) != null;
        String unit = hourly ? "hour" : every.group(2);
        String behind = text.substring(hourly ? every.end(3) : every.end(2)).strip();
        if (!behind.isEmpty()) {
            throw new MistakeException("“" + behind + "” does not go with “"
                    + said.substring(0, said.length() - behind.length()).strip()
                    + "”; for such a mix use cron, as in “cron 0 8-18/2 * * MON-FRI”.");
        }
        long amount = every.group(1) == null ? 1 : Long.parseLong(every.group(1));
        Duration step = switch (unit.charAt(0)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (!Every.fits(step)) {
            throw new MistakeException(
                    "“" + text + "” does not divide the clock evenly; there are every 5, 10, 15, 20 or 30"
                            + " minutes and every 1, 2, 3, 4, 6, 8 or 12 hours. For others use cron.");
        }
        return new Every(step);
    }
}
