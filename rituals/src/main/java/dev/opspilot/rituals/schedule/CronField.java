package dev.opspilot.rituals.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression.
 *
 * @param name as people call it
 * @param names for its values, at their place in the list; empty where it has none
 */
record CronField(String name, int min, int max, List<String> names) {
    private static final Pattern PART = Pattern.compile("(\\*|\\w+)(?:-(\\w+))?(?:/(\\d{1,2}))?");

    BitSet read(String field) throws MistakeException {
        BitSet values = new BitSet();
        for (String part : field.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || (matcher.group(1).equals("*") && matcher.group(2) != null)) {
                throw wrong(part);
            }
            boolean all = matcher.group(1).equals("*");
            int from = all ? min : value(matcher.group(1), part);
            int to = matcher.group(2) != null
                    ? value(matcher.group(2), part)
                    : all || matcher.group(3) != null ? max : from;
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            if (step == 0) {
                throw wrong(part);
            }
            fill(values, from, to, step);
        }
        return values;
    }

    /** A range may lead over the end, as in {@code FRI-MON}. */
    private void fill(BitSet values, int from, int to, int step) {
        int size = max - min + 1;
        int length = to >= from ? to - from : to - from + size;
        for (int i = 0; i <= length; i += step) {
            values.set(min + (from - min + i) % size);
        }
    }

    private int value(String text, String part) throws MistakeException {
        int named = names.indexOf(text.length() > 3 && !names.isEmpty() ? text.substring(0, 3) : text);
        if (named >= 0 && !text.isEmpty()) {
            return named;
        }
        if (text.matches("\\d{1,2}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw wrong(part);
    }

    private MistakeException wrong(String part) {
        return new MistakeException(
                "“" + part + "” is no " + name + " of a cron expression; it takes numbers from " + min
                        + " to " + max
                        + (names.isEmpty() ? "" : ", names like " + names.get(2).toUpperCase(Locale.ROOT))
                        + ", lists (1,2), ranges (1-5) and steps (*/2).");
    }
}
