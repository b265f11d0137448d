package dev.opspilot.rituals.mind;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a text, with their signs and units. Pure. */
final class Numbers {
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?=[^\\s]*\\p{L})[\\p{L}\\p{N}]+(?:[-_./:#]+[\\p{L}\\p{N}]+)+|\\p{L}+\\d[\\p{L}\\d]*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final int MOST_NAMED = 9;
    private static final String DIGITS = "\\d+(?:[.,:'’]\\d+)*";
    private static final String UNIT = "(?:\\s?(%|per\\s?cent\\b|percent\\b|ms\\b|seconds?\\b|s\\b|minutes?\\b|min\\b"
            + "|hours?\\b|h\\b|days?\\b|k\\b|K\\b|M\\b|bn\\b|thousand\\b|million\\b|billion\\b|x\\b|×))?";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])([-−+–]?)(" + DIGITS + ")" + UNIT);

    private Numbers() {}

    /** The figures that a text says in its own voice, as it writes them, by names for them: {@code n1} is the first. */
    static SortedMap<String, String> named(String text) {
        String plain = DATE.matcher(IDENTIFIER.matcher(Token.unquoted(text)).replaceAll(" "))
                .replaceAll(" ");
        SortedMap<String, String> named = new TreeMap<>();
        Matcher number = NUMBER.matcher(plain);
        while (number.find() && named.size() < MOST_NAMED) {
            String shown = number.group().substring(number.group(1).length()).strip();
            named.put("n" + (named.size() + 1), sign(plain, number).isEmpty() ? shown : number.group(1) + shown);
        }
        return named;
    }

    /** A dash between two numbers joins them; anywhere else it is a minus. */
    private static String sign(String text, Matcher number) {
        boolean dash = !number.group(1).isEmpty() && !"+".equals(number.group(1));
        int before = number.start() - 1;
        boolean joins = before >= 0 && Character.isLetterOrDigit(text.charAt(before));
        return dash && !joins ? "-" : "";
    }
}
