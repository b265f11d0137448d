package dev.opspilot.rituals.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a Markdown document of ours, for surfaces that have a way of writing of their own.
 *
 * @param text what a reader of the Markdown would see, without its signs; the cells of a row are parted by a dot. Others may
 *     have written it: it is for the surface to neutralise
 */
public record DocumentLine(Kind kind, String text) {
    private static final Pattern TITLE = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern ITEM = Pattern.compile("[-*+]\\s+(.*)");
    private static final Pattern RULE = Pattern.compile("\\|( *:?-+:? *\\|)+");
    private static final Pattern STRONG = Pattern.compile("(?<!\\\\)\\*\\*([^*]+)\\*\\*");
    /** Punctuation that was kept from meaning something. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\p{Punct}])");

    /** What a line is. */
    public enum Kind {
        TITLE,
        ITEM,
        /** An item within an item. */
        WITHIN,
        /** The names of a table's columns. */
        HEAD,
        ROW,
        PARAGRAPH
    }

    public DocumentLine {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
    }

    /** The lines that say something, in their order. */
    public static List<DocumentLine> of(String markdown) {
        List<DocumentLine> lines = new ArrayList<>();
        for (String line : markdown.lines().filter(each -> !each.isBlank()).toList()) {
            boolean isRule = RULE.matcher(line.strip()).matches();
            if (!isRule) {
                lines.add(read(line));
            } else if (!lines.isEmpty()) {
                lines.add(new DocumentLine(Kind.HEAD, lines.removeLast().text()));
            }
        }
        return List.copyOf(lines);
    }

    private static DocumentLine read(String indented) {
        String line = indented.strip();
        Matcher title = TITLE.matcher(line);
        if (title.matches()) {
            return new DocumentLine(Kind.TITLE, bare(title.group(1)));
        }
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            return new DocumentLine(indented.startsWith(" ") ? Kind.WITHIN : Kind.ITEM, bare(item.group(1)));
        }
        return line.startsWith("|")
                ? new DocumentLine(Kind.ROW, bare(cells(line)))
                : new DocumentLine(Kind.PARAGRAPH, bare(line));
    }

    private static String cells(String row) {
        return row.replaceAll("^\\|\\s*|\\s*(?<!\\\\)\\|$", "").replaceAll("\\s*(?<!\\\\)\\|\\s*", " · ");
    }

    private static String bare(String text) {
        return ESCAPE.matcher(STRONG.matcher(text).replaceAll("$1")).replaceAll("$1");
    }
}
