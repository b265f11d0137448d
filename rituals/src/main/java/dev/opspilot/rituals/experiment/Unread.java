package dev.opspilot.rituals.experiment;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of which some have been understood: those are blanked out, so that nothing is read twice and the rest keeps
 * its place. One thread.
 */
final class Unread {
    /** Stands for each character that was understood as a setting of the test. */
    static final char TAKEN = '\u001f';
    /** The same for the goal. */
    static final char GOAL = '\u001e';

    /** A positive number without a sign, not within a word, a date or a version. */
    static final String NUMBER =
            "(?<![\\p{L}\\p{N}_/:]|[0-9][.,]|[\\p{L}\\p{N}]-)([0-9]{1,6}(?:[.,][0-9]{1,8})?|\\.[0-9]{1,8})";

    static final String PERCENT = "\\s?(?:%|per ?cent\\b)";
    /** What may follow a number without a unit, as in {@code power 0.9}. */
    static final String END = "(?=\\s*(?:$|[,;!?)\u001e\u001f]|\\.(?:\\s|$)|(?:and|with|at|or|on|for|to)\\b))";

    static final String OF = "\\s*(?:(?:level|of|is|are|at|as|to|below|under|about|around|than)\\b\\s*|[=:<≤]\\s*)*";

    /** Characters that are read; the surfaces take fewer. */
    private static final int LONGEST = 1000;

    private final StringBuilder text;

    /** Takes the words as typed, with control characters as blanks. */
    Unread(String words) {
        String line = words.replaceAll("[\\p{Cc}\\p{Z}\\s]+", " ").strip();
        text = new StringBuilder(line.substring(0, Math.min(LONGEST, line.length())));
    }

    static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Offers each match, and blanks out those that are accepted. */
    void take(Pattern pattern, Predicate<Matcher> accepts) {
        take(pattern, TAKEN, accepts);
    }

    void takeGoal(Pattern pattern, Predicate<Matcher> accepts) {
        take(pattern, GOAL, accepts);
    }

    private void take(Pattern pattern, char mark, Predicate<Matcher> accepts) {
        Matcher matcher = pattern.matcher(text.toString());
        while (matcher.find()) {
            if (matcher.end() > matcher.start() && accepts.test(matcher)) {
                text.replace(
                        matcher.start(), matcher.end(), String.valueOf(mark).repeat(matcher.end() - matcher.start()));
            }
        }
    }

    /** What is left, with the marks. */
    String rest() {
        return text.toString();
    }

    /** A number as {@link #NUMBER} finds it; a comma is a decimal point. */
    static double number(String digits) {
        return Double.parseDouble(digits.replace(',', '.'));
    }

    /** A share from a percentage, or from a number that is one by itself where it is below 1. */
    static double share(String digits, boolean percent) {
        double value = number(digits);
        return percent || value >= 1 ? value / 100 : value;
    }
}
