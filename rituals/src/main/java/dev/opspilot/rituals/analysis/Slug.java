package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.receipt.Digest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what sources call things into names that fit into ids, and so into addresses and buttons. */
public final class Slug {
    private static final Pattern MARKS = Pattern.compile("[^a-z0-9.]+");
    private static final Pattern FAITHFUL = Pattern.compile("[A-Za-z0-9.]+([ _/-][A-Za-z0-9.]+)*");
    private static final int LONGEST = 60;
    private static final int DIGITS = 8;

    private Slug() {}

    /**
     * Lower-case letters, digits, dots and dashes, at most 70. Names that differ in more than the marks between their
     * words stay different: what was lost of a text is made up for by digits of its digest.
     */
    public static String of(String text) {
        String plain = MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
        boolean faithful = plain.length() <= LONGEST && FAITHFUL.matcher(text).matches();
        return faithful
                ? plain
                : plain.substring(0, Math.min(LONGEST, plain.length())) + "-"
                        + Digest.of(text).hex().substring(0, DIGITS);
    }
}
