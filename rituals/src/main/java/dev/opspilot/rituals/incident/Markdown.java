package dev.opspilot.rituals.incident;

import java.util.List;
import java.util.regex.Pattern;

/** A Markdown document in the making. Every text is neutralised: what sources and people wrote formats nothing. */
final class Markdown {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");
    private static final Pattern MARKS = Pattern.compile("([\\\\`*_\\[\\]#!|<>~&$])");
    private static final Pattern LIST = Pattern.compile("^([-+=])");
    private static final Pattern NUMBER = Pattern.compile("^(\\d+)([.)])");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|ftp|mailto|xmpp):|www\\.|@");

    /** Shows as nothing and parts what would be taken for an address or a mention. */
    private static final String PARTED = "$0\u200B";

    private final StringBuilder text = new StringBuilder();

    /** One line in which nothing is markup, a link or a mention. */
    static String plain(String outside) {
        String line = INVISIBLE.matcher(outside).replaceAll(" ").strip();
        String escaped = MARKS.matcher(line).replaceAll("\\\\$1");
        String first =
                NUMBER.matcher(LIST.matcher(escaped).replaceFirst("\\\\$1")).replaceFirst("$1\\\\$2");
        return ADDRESS.matcher(first).replaceAll(PARTED);
    }

    void title(String outside) {
        text.append("# ").append(plain(outside)).append("\n\n");
    }

    void heading(String outside) {
        text.append("\n## ").append(plain(outside)).append("\n\n");
    }

    void paragraph(String outside) {
        text.append(plain(outside)).append("\n");
    }

    void item(String outside) {
        text.append("- ").append(plain(outside)).append('\n');
    }

    void below(String outside) {
        text.append("  - ").append(plain(outside)).append('\n');
    }

    void row(List<String> outside) {
        text.append("| ")
                .append(String.join(" | ", outside.stream().map(Markdown::plain).toList()))
                .append(" |\n");
    }

    void rule(int columns) {
        text.append("|").append(" --- |".repeat(columns)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
