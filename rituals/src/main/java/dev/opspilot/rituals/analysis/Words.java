package dev.opspilot.rituals.analysis;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text from sources, made fit to stand within a sentence. The surfaces escape it for their platform. */
public final class Words {
    private static final int LONGEST = 80;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_.@-]+");

    private Words() {}

    /** One line without control characters or quotation marks, cut to 80 characters. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                .replaceAll("[“”\"]", "'")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).stripTrailing() + "…";
    }

    /**
     * A name or a state that somebody else gave, made fit to stand in a line of ours: a plain word as it is, anything
     * else, a number above all, in quotation marks.
     */
    public static String named(String text) {
        String line = oneLine(text);
        return PLAIN.matcher(line).matches() ? line : "“" + line + "”";
    }

    /** As in {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String listed(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** With what ends a sentence, where nothing does. */
    public static String stopped(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.matches("(?s).*[.!?…][”’\"')]?") ? stripped : stripped + ".";
    }

    /** With its first letter in upper case. */
    public static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
