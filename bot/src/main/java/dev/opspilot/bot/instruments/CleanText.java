package dev.opspilot.bot.instruments;

import java.util.regex.Pattern;

/** Makes a text from outside fit to be shown: one line, nothing invisible in it, not longer than wanted. Pure. */
final class CleanText {
    /** Control and format characters (bidirectional overrides, zero-width ones, tags), private and broken ones. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\x{034F}\\x{115F}\\x{1160}"
            + "\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2800}\\x{3164}\\x{FFA0}\\x{FE00}-\\x{FE0F}"
            + "\\x{E0100}-\\x{E01EF}]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private CleanText() {}

    /** The text in one line of visible characters, cut to a number of characters with an ellipsis. */
    static String of(String text, int length) {
        // What is far beyond the cut cannot be seen; cutting first keeps the work small.
        String start = text.length() <= 8 * length ? text : text.substring(0, 8 * length);
        String clean = SPACE.matcher(INVISIBLE.matcher(start).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return clipped(clean, length);
    }

    private static String clipped(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
