package dev.opspilot.rituals.instrument;

import java.util.regex.Pattern;

/** How a name that somebody else gave stands in a line of ours. Pure. */
public final class Name {
    private static final int LONGEST = 60;

    /**
     * One or two words that begin as a name does, or three that are capitalised: nothing that could be a sentence, as in
     * “all is well”, a figure or a link.
     */
    private static final Pattern PLAIN = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]*(?: \\p{L}[\\p{L}\\p{N}_.-]*)?"
            + "|\\p{Lu}[\\p{L}\\p{N}_.-]*(?: \\p{Lu}[\\p{L}\\p{N}_.-]*){2}");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Name() {}

    /** The same for an id, which may also be a bare number. */
    public static String id(String given) {
        return NUMBER.matcher(given).matches() ? given : shown(given);
    }

    /**
     * The name as it is where it looks like one, and anything else in quotation marks, which says that these are the words
     * of others. On one line, without invisible characters, cut to 60.
     */
    public static String shown(String given) {
        String line = given.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                .replaceAll("[“”\"]", "'")
                .strip();
        String cut = line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).stripTrailing() + "…";
        return PLAIN.matcher(cut).matches() ? cut : "“" + cut + "”";
    }
}
