package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws a document in Markdown by the elements of a card: titles, lists and paragraphs keep their look, and nothing that
 * stands in it is handed on as Markdown.
 */
final class DocumentDrawing {
    private static final Pattern TITLE = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern ITEM = Pattern.compile("[-*+]\\s+(.*)");
    private static final Pattern RULE = Pattern.compile("\\|?[-:|\\s]+\\|?");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    /** Punctuation that was kept from meaning something. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\p{Punct}])");

    /** Before an item within an item. */
    private static final String WITHIN = "\u00A0\u00A0\u00A0\u00A0◦ ";

    private DocumentDrawing() {}

    static void draw(Parts parts, String markdown) {
        for (String indented : CardText.plain(markdown).lines().toList()) {
            String line = indented.strip();
            if (line.isEmpty() || (RULE.matcher(line).matches() && line.contains("--"))) {
                continue;
            }
            Matcher title = TITLE.matcher(line);
            Matcher item = ITEM.matcher(line);
            if (title.matches()) {
                parts.add(Elements.apart(
                        Elements.text(Run.of(CardText.line(bare(title.group(1)), CardLimits.TITLE, "–"))
                                .bold())));
            } else if (item.matches()) {
                parts.add(paragraph(indented.startsWith(" ") ? WITHIN : "• ", item.group(1)));
            } else if (line.startsWith("|")) {
                parts.add(paragraph(
                        "", line.replaceAll("^\\|\\s*|\\s*\\|$", "").replaceAll("\\s*(?<!\\\\)\\|\\s*", " · ")));
            } else {
                parts.add(paragraph("", line));
            }
        }
    }

    private static ObjectNode paragraph(String before, String line) {
        List<Run> runs = new ArrayList<>();
        if (!before.isEmpty()) {
            runs.add(Run.of(before));
        }
        Matcher strong = STRONG.matcher(line);
        int from = 0;
        while (strong.find()) {
            add(runs, line.substring(from, strong.start()));
            runs.add(Run.of(bare(strong.group(1))).bold());
            from = strong.end();
        }
        add(runs, line.substring(from));
        return Elements.near(Elements.text(runs));
    }

    private static void add(List<Run> runs, String text) {
        if (!text.isEmpty()) {
            runs.add(Run.of(bare(text)));
        }
    }

    private static String bare(String text) {
        return ESCAPE.matcher(text).replaceAll("$1");
    }
}
