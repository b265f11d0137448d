package dev.opspilot.rituals.analysis;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which stretch of time plain words name, as in {@code since yesterday 18:00} or {@code last week}. Pure. */
public final class TimeWords {
    /** The names of the days of the week, as alternatives of a pattern. */
    public static final String DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

    private static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final String TIME = "(\\d{1,2})(?::(\\d{2}))?(?:\\s*(am|pm)\\b)?(?![-:\\d])";
    private static final String ABOUT = "(?:about |around |roughly )?(?:at )?";

    /** From Friday on; what happened until Monday morning is of the weekend while it is Monday. */
    private static final int DAYS_TO_TUESDAY = 4;

    private static final Pattern LAST =
            Pattern.compile("\\b(?:last|past|previous|since|for) (\\d{1,3}) ?(h|hrs?|hours?|d|days?|weeks?)\\b");
    private static final Pattern SINCE_DAY =
            Pattern.compile("\\b(?:since|from) (?:last )?(yesterday|today|\\d{4}-\\d{2}-\\d{2}|" + DAYS
                    + ")(?:,? (?:at )?" + TIME + ")?");
    private static final Pattern SINCE_TIME = Pattern.compile("\\b(?:since|from) " + ABOUT + TIME);

    /** As in {@code yesterday between 9 and 11}; the day may stand before or behind. */
    private static final Pattern BETWEEN =
            Pattern.compile("\\b(?:between|from) " + ABOUT + TIME + "\\s*(?:and|to|until|till|-|–)\\s*" + TIME);

    private static final Pattern ON_A_DAY =
            Pattern.compile("\\b(yesterday|today|\\d{4}-\\d{2}-\\d{2}|" + DAYS + ")\\b");

    private static final Pattern ONE_DAY =
            Pattern.compile("\\b(" + DAYS + ")\\b(?! (?:morning )?(?:brief|summary|recap))");

    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\b(?:\\d{1,2}(?::\\d{2}| ?[ap]m)|noon|afternoon|evening|morning|next)\\b");

    private static final Pattern ZONE = Pattern.compile("\\b(UTC|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)");

    private TimeWords() {}

    /** The time zone that words name. */
    public static Optional<ZoneId> zone(String words) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        return ZONE.matcher(words)
                .results()
                .map(match -> match.group(1))
                .filter(known::contains)
                .findFirst()
                .map(ZoneId::of);
    }

    /**
     * The stretch that is named; empty where none is.
     *
     * @param text in lower case
     * @param now as of when, in the zone that the words are meant in
     */
    public static Optional<Span> span(String text, ZonedDateTime now) {
        return between(text, now)
                .or(() -> last(text, now))
                .or(() -> sinceDay(text, now))
                .or(() -> sinceTime(text, now))
                .or(() -> named(text, now));
    }

    private static Optional<Span> between(String text, ZonedDateTime now) {
        Matcher matcher = BETWEEN.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Matcher named = ON_A_DAY.matcher(text);
        Optional<LocalDate> day =
                named.find() ? day(named.group(1), now.toLocalDate()) : Optional.of(now.toLocalDate());
        String said =
                Objects.requireNonNullElse(matcher.group(6), says(text, "afternoon", "evening", "tonight") ? "pm" : "");
        Optional<LocalTime> to = time(matcher, 4, said);
        Optional<LocalTime> alike = time(matcher, 1, Objects.requireNonNullElse(matcher.group(3), said));
        // As in "between 11 and 1pm", whose first hour is not of the same half of the day.
        Optional<LocalTime> from =
                alike.isPresent() && to.isPresent() && !alike.get().isBefore(to.get())
                        ? time(matcher, 1, Objects.requireNonNullElse(matcher.group(3), ""))
                        : alike;
        return day.flatMap(date -> from.flatMap(begin -> to.flatMap(end ->
                span(date.atTime(begin).atZone(now.getZone()), date.atTime(end).atZone(now.getZone())))));
    }

    private static Optional<Span> last(String text, ZonedDateTime now) {
        Matcher matcher = LAST.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        ZonedDateTime from = switch (matcher.group(2).charAt(0)) {
            case 'h' -> now.minusHours(amount);
            case 'd' -> now.minusDays(amount);
            default -> now.minusWeeks(amount);
        };
        return span(from, now);
    }

    private static Optional<Span> sinceDay(String text, ZonedDateTime now) {
        Matcher matcher = SINCE_DAY.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = day(matcher.group(1), now.toLocalDate());
        Optional<LocalTime> time = matcher.group(2) == null ? Optional.of(LocalTime.MIDNIGHT) : time(matcher, 2);
        return day.flatMap(date -> time.flatMap(at -> span(date.atTime(at).atZone(now.getZone()), now)));
    }

    private static Optional<LocalDate> day(String word, LocalDate today) {
        return switch (word) {
            case "today" -> Optional.of(today);
            case "yesterday" -> Optional.of(today.minusDays(1));
            default ->
                word.contains("-")
                        ? date(word)
                        : Optional.of(today.with(
                                TemporalAdjusters.previous(DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)))));
        };
    }

    private static Optional<LocalDate> date(String iso) {
        try {
            return Optional.of(LocalDate.parse(iso));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Span> sinceTime(String text, ZonedDateTime now) {
        Matcher matcher = SINCE_TIME.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return time(matcher, 1).flatMap(at -> {
            ZonedDateTime today = now.with(at);
            return span(today.isBefore(now) ? today : today.minusDays(1), now);
        });
    }

    private static Optional<LocalTime> time(Matcher matcher, int group) {
        return time(matcher, group, Objects.requireNonNullElse(matcher.group(group + 2), ""));
    }

    /** @param half am or pm, or nothing for an hour of 24 */
    private static Optional<LocalTime> time(Matcher matcher, int group, String half) {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = matcher.group(group + 1) == null ? 0 : Integer.parseInt(matcher.group(group + 1));
        int of24 = half.isEmpty() ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
        return of24 < 24 && minute < 60 ? Optional.of(LocalTime.of(of24, minute)) : Optional.empty();
    }

    private static Optional<Span> named(String text, ZonedDateTime now) {
        ZonedDateTime today = now.toLocalDate().atStartOfDay(now.getZone());
        ZonedDateTime monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (says(text, "overnight", "last night", "this night", "tonight")) {
            return span(evening(now), now);
        }
        if (says(text, "this week")) {
            return span(monday, now);
        }
        if (says(text, "last week")) {
            return span(monday.minusWeeks(1), monday);
        }
        if (says(text, "weekend")) {
            ZonedDateTime friday = today.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY));
            boolean fresh = !now.isAfter(friday.plusDays(DAYS_TO_TUESDAY));
            return span(friday.with(EVENING), fresh ? now : friday.plusDays(DAYS_TO_TUESDAY - 1));
        }
        if (says(text, "weekly")) {
            return span(now.minusWeeks(1), now);
        }
        if (says(text, "yesterday")) {
            return span(today.minusDays(1), today);
        }
        return says(text, "today", "midnight") ? span(today, now) : weekday(text, now);
    }

    /** A weekday alone, as in {@code how was Tuesday?}; two of them are compared, which is no stretch. */
    private static Optional<Span> weekday(String text, ZonedDateTime now) {
        List<String> named = ONE_DAY.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        return named.size() != 1 || says(text, TIME_OF_DAY)
                ? Optional.empty()
                : day(named.getFirst(), now.toLocalDate())
                        .flatMap(date -> span(
                                date.atStartOfDay(now.getZone()),
                                date.plusDays(1).atStartOfDay(now.getZone())));
    }

    /** When people went home: six o'clock of the day before. */
    public static ZonedDateTime evening(ZonedDateTime now) {
        return now.minusDays(1).with(EVENING);
    }

    private static boolean says(String text, String... phrases) {
        return Arrays.stream(phrases).anyMatch(phrase -> says(text, Pattern.compile("\\b" + phrase + "\\b")));
    }

    private static boolean says(String text, Pattern pattern) {
        return pattern.matcher(text).find();
    }

    private static Optional<Span> span(ZonedDateTime from, ZonedDateTime to) {
        return from.isBefore(to) ? Optional.of(new Span(from.toInstant(), to.toInstant())) : Optional.empty();
    }
}
