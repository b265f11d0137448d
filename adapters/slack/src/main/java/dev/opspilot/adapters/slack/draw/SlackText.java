package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.PlainText;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes text from outside harmless and short enough. Everything a person or a tool wrote goes through here on its way to
 * Slack, and through here only.
 */
public final class SlackText {
    private static final Pattern MENTION = Pattern.compile("<@[UW][A-Z0-9]+(?:\\|[^<>]*)?>");
    private static final Pattern BROADCAST = Pattern.compile("@(?=(?:here|channel|everyone|group)\\b)");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SlackText() {}

    /** For fields that Slack shows as they are: nothing invisible, nothing that turns the reading direction, no ping. */
    public static String plain(String outside) {
        return BROADCAST.matcher(PlainText.of(outside)).replaceAll("＠");
    }

    /** Plain text on one line, cut to a length. */
    public static String line(String outside, int max) {
        return PlainText.clipped(plain(outside).replace('\n', ' ').strip(), max);
    }

    /** For mrkdwn: besides being plain it cannot open a mention, a link or a ping. */
    public static String mrkdwn(String outside) {
        return escaped(plain(outside));
    }

    /** Mrkdwn on one line whose escaped form is cut to a length. */
    public static String mrkdwnLine(String outside, int max) {
        return fitted(plain(outside).replace('\n', ' ').strip(), max);
    }

    /** Mrkdwn whose escaped form is cut to a length, at a sentence where one ends late enough. */
    public static String mrkdwn(String outside, int max) {
        return fitted(plain(outside).strip(), max);
    }

    /** Markdown on one line: it cannot open a mention, a link or a ping, nor change the look of what follows. */
    public static String markdownLine(String outside, int max) {
        return mrkdwnLine(outside, max)
                .replace("](", "] (")
                .replace("][", "] [")
                .replace("]:", "] :")
                .replace('*', '∗')
                .replace('~', '∼')
                .replace('`', 'ˋ');
    }

    /** Text from outside word for word, in a block of code. */
    public static String code(String outside, int max) {
        return "```" + fitted(plain(outside).replace('`', 'ˋ'), max) + "```";
    }

    /** What a person wrote, out of Slack's way of writing: our mention left out, links and channels by their names. */
    public static String said(String sent) {
        String named = MENTION.matcher(sent)
                .replaceAll("")
                .replaceAll("<[^|<>]*\\|([^<>]*)>", "$1")
                .replaceAll("<[#!]?([^<>]*)>", "$1");
        return unescaped(named).strip();
    }

    /** What stands behind a command. Within an order people and channels stay as Slack writes them, to be read by id. */
    public static Command typed(String sent) {
        Command exact = Command.parse(unescaped(sent));
        return exact instanceof Command.Order ? exact : Command.parse(said(sent));
    }

    private static String unescaped(String sent) {
        return sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String fitted(String clean, int max) {
        int room = max;
        String escaped = escaped(PlainText.clipped(clean, room));
        while (escaped.length() > max) {
            room -= Math.max(1, (escaped.length() - max) / 5);
            escaped = escaped(PlainText.clipped(clean, room));
        }
        return escaped;
    }

    private static String escaped(String clean) {
        return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole text in pieces that each fit when escaped, cut at sentences; each piece is escaped. */
    public static List<String> pieces(String outside, int max) {
        List<String> pieces = new ArrayList<>();
        String rest = plain(outside).strip();
        while (!rest.isEmpty()) {
            String escaped = escaped(rest);
            if (escaped.length() <= max) {
                pieces.add(escaped);
                return pieces;
            }
            int room = Math.min(rest.length() - 1, max);
            int end = PlainText.cut(rest, room);
            while (escaped(rest.substring(0, end)).length() > max) {
                room = Math.max(1, room * 3 / 4);
                end = PlainText.cut(rest, room);
            }
            pieces.add(escaped(rest.substring(0, end).stripTrailing()));
            rest = rest.substring(end).stripLeading();
        }
        return pieces;
    }

    /** A link that can be shown: http or https with a host, of bearable length. */
    public static Optional<String> url(URI link) {
        return PlainText.webAddress(link, SlackLimits.URL);
    }

    /** A link in mrkdwn; the label says where it goes and is already escaped. */
    public static String link(String url, String label) {
        return "<" + escaped(url).replace("|", "%7C") + "|" + label.replace("|", "¦") + ">";
    }

    /** A moment that each reader sees on their own clock. */
    public static String clock(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{time_secs}|" + CLOCK.format(at) + ">";
    }

    /** A moment with its day, that each reader sees on their own clock. */
    public static String day(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|" + DAY.format(at) + ">";
    }
}
