package dev.opspilot.rituals.brief;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time a person wants to hear of, told by rules.
 *
 * @param zone that the words name, or the one that is usual
 * @param span empty for what has happened since the last brief
 * @param understood whether the words told; otherwise the usual stretch is taken, and that is said
 */
record Wish(ZoneId zone, Optional<Span> span, boolean understood) {
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    /** From Friday on; what happened until Monday morning is of the weekend while it is Monday. */
    private static final int DAYS_TO_TUESDAY = 4;

    private static final String DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    private static final String TIME = "(\\d{1,2})(?::(\\d{2}))?(?:\\s*(am|pm)\\b)?(?![-:\\d])";

    private static final String ABOUT = "(?:about |around |roughly )?(?:at )?";

    private static final Pattern ZONE = Pattern.compile("\\b(UTC|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)");
    private static final Pattern LAST =
            Pattern.compile("\\b(?:last|past|previous|since|for) (\\d{1,3}) ?(h|hrs?|hours?|d|days?|weeks?)\\b");
    private static final Pattern SINCE_DAY =
            Pattern.compile("\\b(?:since|from) (?:last )?(yesterday|today|\\d{4}-\\d{2}-\\d{2}|" + DAYS
                    + ")(?:,? (?:at )?" + TIME + ")?");
    private static final Pattern SINCE_TIME = Pattern.compile("\\b(?:since|from) " + ABOUT + TIME);

    /** As in {@code yesterday between 9 and 11}; the day may stand before or behind. */
    private static final Pattern BETWEEN = Pattern.compile(
            "\\b(?:between|from) " + ABOUT + TIME + "\\s*(?:and|to|until|till|-|–)\\s*" + TIME);

    private static final Pattern ON_A_DAY = Pattern.compile("\\b(yesterday|today|\\d{4}-\\d{2}-\\d{2}|" + DAYS + ")\\b");

    private static final Pattern ONE_DAY =
            Pattern.compile("\\b(" + DAYS + ")\\b(?! (?:morning )?(?:brief|summary|recap))");

    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\b(?:\\d{1,2}(?::\\d{2}| ?[ap]m)|noon|afternoon|evening|morning|next)\\b");

    /** What names a time, whether or not it can be taken; a brief of Mondays is called so, and names none. */
    private static final Pattern TIME_NAMED =
            Pattern.compile("\\b(?:(?:19|20)\\d{2}|tomorrow|next|ago|between \\d{1,2}|noon|afternoon|evening"
                    + "|hours?|days?|weeks?|weekly|months?|monthly|quarters?|quarterly|q[1-4]|years?|(?:" + DAYS
                    + ")s?(?! (?:morning )?(?:brief|summary|recap))"
                    + "|january|february|march|april|june|july|august|september|october|november|december"
                    + "|\\d{1,2}(?::\\d{2}| ?[ap]m))\\b");

    private static final Pattern USUAL = Pattern.compile(
            "\\b(last brief|changed|change|new|brief|catch (me|us) up|summary|recap|happened|morning)\\b");

    /** Understands words as of a moment. */
    static Wish of(String words, ZoneId usual, Instant now) {
        ZoneId zone = zone(words).orElse(usual);
        String text = words.toLowerCase(Locale.ROOT);
        ZonedDateTime here = now.atZone(zone);
        Optional<Span> span = asked(text, here).filter(each -> fits(each, now));
        boolean namesNone = asked(text, here).isEmpty() && !says(text, TIME_NAMED);
        boolean understood = span.isPresent() || (namesNone && says(text, USUAL));
        return new Wish(zone, span, understood);
    }

    private static boolean fits(Span span, Instant now) {
        return !span.to().isAfter(now)
                && span.length().compareTo(Span.SHORTEST) >= 0
                && !span.from().isBefore(now.minus(Span.LONGEST));
    }

    private static Optional<ZoneId> zone(String words) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        return ZONE.matcher(words)
                .results()
                .map(match -> match.group(1))
                .filter(known::contains)
                .findFirst()
                .map(ZoneId::of);
    }

    private static Optional<Span> asked(String text, ZonedDateTime now) {
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
        boolean evening = says(text, "afternoon", "evening", "tonight");
        Optional<LocalDate> day = named.find() ? day(named.group(1), now.toLocalDate()) : Optional.of(now.toLocalDate());
        @Nullable String half = matcher.group(6) == null && evening ? "pm" : matcher.group(6);
        Optional<LocalTime> to = time(matcher, 4, half);
        Optional<LocalTime> from = time(matcher, 1, matcher.group(3) == null ? half : matcher.group(3));
        // As in "between 11 and 1pm", whose first hour is not of the same half of the day.
        Optional<LocalTime> first = from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())
                ? time(matcher, 1, matcher.group(3))
                : from;
        return day.flatMap(date -> first.flatMap(begin -> to.flatMap(end -> span(
                date.atTime(begin).atZone(now.getZone()), date.atTime(end).atZone(now.getZone())))));
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
        return time(matcher, group, matcher.group(group + 2));
    }

    private static Optional<LocalTime> time(Matcher matcher, int group, @Nullable String half) {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = matcher.group(group + 1) == null ? 0 : Integer.parseInt(matcher.group(group + 1));
        int of24 = half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
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

    /** A weekday alone, as in {@code how was Tuesday?}; two of them are compared, which a brief does not do. */
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
    static ZonedDateTime evening(ZonedDateTime now) {
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
