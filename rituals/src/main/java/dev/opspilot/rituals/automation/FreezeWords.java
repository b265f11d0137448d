package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.Zones;
import dev.opspilot.rituals.automation.FreezeRule.Shape;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a freeze as people write it, the same in chat and in the configuration: {@code "quarter end" from 2026-12-28 to
 * 2027-01-03 Europe/London service payments-api}, or {@code "weekend" every friday 16:00 to monday 06:00}. A day as the
 * end is the whole day. Without a zone it is the usual one.
 */
public sealed interface FreezeWords {

    /** It was understood. */
    record Understood(FreezeRule rule) implements FreezeWords {}

    /** It was not; one sentence that says what would be right. */
    record Mistaken(String why) implements FreezeWords {}

    /** What would be right. */
    String EXAMPLE = "\"quarter end\" from 2026-12-28 to 2027-01-03 Europe/London service payments-api, or \"weekend\" "
            + "every friday 16:00 to monday 06:00";

    Pattern FORM = Pattern.compile(
            "[\"“”„']?(?<title>[^\"“”„']+?)[\"“”„']?\\s+(?:from\\s+(?<from>\\S+(?:\\s+\\d{1,2}:\\d{2})?)\\s+(?:to|until)\\s+"
                    + "(?<to>\\S+(?:\\s+\\d{1,2}:\\d{2})?)"
                    + "|every\\s+(?<day>[a-z]+)\\s+(?<at>\\d{1,2}:\\d{2})\\s+(?:to|until)\\s+(?<day2>[a-z]+)\\s+(?<at2>\\d{1,2}:\\d{2}))"
                    + "(?:\\s+(?:in\\s+)?(?<zone>(?!(?:service|for)\\b)[A-Za-z+\\-][A-Za-z0-9_+\\-/:]*))?"
                    + "(?:\\s+(?:for\\s+)?service\\s+(?<service>\\S+))?",
            Pattern.CASE_INSENSITIVE);

    /** @param usual the zone where the words name none */
    static FreezeWords read(String text, ZoneId usual) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return new Mistaken("Write it like " + EXAMPLE + ".");
        }
        try {
            ZoneId zone = form.group("zone") == null ? usual : zone(form.group("zone"));
            Shape shape = form.group("from") == null ? weekly(form) : once(form);
            return new Understood(new FreezeRule(
                    form.group("title").strip(), shape, zone, Optional.ofNullable(form.group("service"))));
        } catch (DateTimeParseException e) {
            return new Mistaken(
                    "“" + e.getParsedString().replace('T', ' ') + "” is no time. Write it like " + EXAMPLE + ".");
        } catch (DateTimeException | IllegalArgumentException e) {
            return new Mistaken(Words.sentence(String.valueOf(e.getMessage())) + ". Write it like " + EXAMPLE + ".");
        }
    }

    private static ZoneId zone(String word) {
        return Zones.named(word).orElseGet(() -> {
            try {
                return ZoneId.of(word);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("“" + word + "” is no time zone; name one as in Europe/London", e);
            }
        });
    }

    private static Shape once(Matcher form) {
        LocalDateTime from = time(form.group("from"), false);
        LocalDateTime to = time(form.group("to"), true);
        return new Shape.Once(from, to);
    }

    private static LocalDateTime time(String text, boolean end) {
        String joined = text.strip().replaceAll("\\s+", "T");
        if (joined.length() <= 10) {
            LocalDate day = LocalDate.parse(joined);
            return (end ? day.plusDays(1) : day).atStartOfDay();
        }
        return LocalDateTime.parse(joined.matches(".*T\\d:\\d\\d") ? joined.replace("T", "T0") : joined);
    }

    private static Shape weekly(Matcher form) {
        return new Shape.Weekly(
                day(form.group("day")), clock(form.group("at")), day(form.group("day2")), clock(form.group("at2")));
    }

    private static DayOfWeek day(String word) {
        String prefix = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> prefix.length() >= 3 && day.name().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + word + "” is no day of the week"));
    }

    private static LocalTime clock(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }
}
