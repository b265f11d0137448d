package dev.opspilot.adapters.teams.card;

import dev.opspilot.rituals.surface.PlainText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes text from outside harmless and short enough. Everything a person or a tool wrote goes through here on its way to
 * Teams, and through here only: {@link #plain} and its shorter forms for places that know no Markdown, {@link #markdown}
 * for those that do, and {@link #own} for what a person posts in their own name.
 */
final class CardText {
    /** Ends a word for every program that looks for addresses or patterns, and is not seen. */
    private static final String JOINER = "\u2060";

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?<=[a-z0-9]:)(?=//)|(?<=\\bwww)(?=\\.)|(?<=\\bmailto)(?=:)");
    /** Cards turn these into dates of the reader. */
    private static final Pattern PATTERN = Pattern.compile("(?<=\\{)(?=\\{)");

    private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w{1,32};)");
    /** An underscore within a word is no emphasis anywhere. */
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private static final Pattern LIST = Pattern.compile("^(?=(?:[#>]|(?:[-+]|\\d+[.)])(?:\\s|$)|[-=]{2,}\\s*$))");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CardText() {}

    /** For places that know no Markdown: nothing invisible, nothing that a client makes a link or a date of. */
    static String plain(String outside) {
        String clean = PATTERN.matcher(PlainText.of(outside)).replaceAll(JOINER);
        return ADDRESS.matcher(clean).replaceAll(JOINER);
    }

    /**
     * What a person wrote or approved word by word, and posts in their own name: their addresses stay as they are. Only what
     * cannot be seen is left out, and nothing becomes a date that was none.
     */
    static String own(String words) {
        return PATTERN.matcher(PlainText.of(words)).replaceAll(JOINER);
    }

    /** Plain text on one line, cut to a length. */
    static String line(String outside, int max) {
        return PlainText.clipped(plain(outside).replace('\n', ' ').strip(), max);
    }

    /** Plain text on one line, or another text where nothing is left of it. */
    static String line(String outside, int max, String otherwise) {
        String line = line(outside, max);
        return line.isEmpty() ? otherwise : line;
    }

    /** Plain text line by line, without the empty ones; all of it no longer than a length. */
    static List<String> lines(String outside, int max) {
        return split(PlainText.clipped(plain(outside).strip(), max));
    }

    /** A person's own words line by line, without the empty ones; all of it no longer than a length. */
    static List<String> ownLines(String words, int max) {
        return split(PlainText.clipped(own(words).strip(), max));
    }

    private static List<String> split(String text) {
        return text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    /**
     * Plain text on one line in which no sign means anything in Markdown or HTML. The signs are replaced by others that
     * look alike, as some clients show a backslash before a sign.
     */
    static String markdown(String outside, int max) {
        String line = line(outside, max)
                .replace('[', '(')
                .replace(']', ')')
                .replace('*', '∗')
                .replace('~', '∼')
                .replace('`', 'ˋ')
                .replace('|', '¦')
                .replace('\\', '∖')
                .replace('<', '‹')
                .replace('>', '›');
        String still = EMPHASIS.matcher(line).replaceAll("＿");
        return LIST.matcher(ENTITY.matcher(still).replaceAll("＆")).replaceFirst(JOINER);
    }

    /** A moment, to the second, UTC. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** A moment that each reader sees on their own clock, to the minute; for cards only. */
    static String time(Instant at) {
        return "{{TIME(" + at.truncatedTo(ChronoUnit.SECONDS) + ")}}";
    }

    /** A moment with its day, that each reader sees on their own clock; for cards only. */
    static String day(Instant at) {
        return "{{DATE(" + at.truncatedTo(ChronoUnit.SECONDS) + ", SHORT)}} " + time(at);
    }
}
