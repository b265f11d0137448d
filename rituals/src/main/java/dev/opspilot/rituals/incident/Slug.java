package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.receipt.Digest;
import java.util.Locale;

/** Turns what sources call things into names that fit into ids, and so into addresses and buttons. */
final class Slug {
    private static final int LONGEST = 60;
    private static final int DIGITS = 8;

    private Slug() {}

    /**
     * Lower-case letters, digits, dots and dashes, at most 70. Names that differ in more than the marks between their
     * words stay different: what was lost of a text is made up for by digits of its digest.
     */
    static String of(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        boolean faithful = plain.length() <= LONGEST && text.matches("[a-z0-9.]+([_/-][a-z0-9.]+)*");
        return faithful
                ? plain
                : plain.substring(0, Math.min(LONGEST, plain.length())) + "-"
                        + Digest.of(text).hex().substring(0, DIGITS);
    }
}
