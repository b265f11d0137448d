package dev.opspilot.rituals.mind;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a text says, each in one form: sign, digits without separators, and its unit. Pure. */
final class Numbers {
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?=[^\\s]*\\p{L})[\\p{L}\\p{N}]+(?:[-_./:#]+[\\p{L}\\p{N}]+)+|\\p{L}+\\d[\\p{L}\\d]*");
    private static final Pattern CLOCK = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final int MOST_NAMED = 9;
    private static final String DIGITS = "\\d+(?:[.,:'’]\\d+)*";
    private static final String UNIT = "(?:\\s?(%|per\\s?cent\\b|percent\\b|ms\\b|seconds?\\b|s\\b|minutes?\\b|min\\b"
            + "|hours?\\b|h\\b|days?\\b|k\\b|K\\b|M\\b|bn\\b|thousand\\b|million\\b|billion\\b|x\\b|×))?";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])([-−+–]?)(" + DIGITS + ")" + UNIT);
    private static final Pattern RANGE = Pattern.compile("(" + DIGITS + ")\\s?–\\s?" + DIGITS + UNIT);
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:[,'’]\\d{3})+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"));
    private static final Pattern AMOUNT =
            Pattern.compile("(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty"
                    + "|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|[mb]illions?|trillions?|twice|thrice|half"
                    + "|halves|halved|quarters?|thirds?|(?:fif|six|seven|eigh|nin|ten|twelf|hundred|thousand)ths?"
                    + "|single|couples?|pairs?|scores?|trebl(?:e|ed|es|ing)|(?:quin|sex|sep)tupl(?:e|ed|es|ing)|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)"
                    + "|\\p{L}+fold|zero");

    private Numbers() {}

    /** All that it says; a range says its ends with and without the unit. */
    static Set<String> in(String text) {
        Set<String> found = new HashSet<>();
        CLOCK.matcher(text).results().forEach(each -> found.add(each.group(1)));
        String plain = IDENTIFIER.matcher(text).replaceAll(" ");
        Matcher range = RANGE.matcher(plain);
        while (range.find()) {
            found.add(digits(range.group(1)) + unit(range.group(2)));
        }
        Matcher number = NUMBER.matcher(plain);
        while (number.find()) {
            found.add(sign(plain, number) + digits(number.group(2)) + unit(number.group(3)));
        }
        WORD.matcher(plain.toLowerCase(Locale.ROOT)).results().forEach(each -> {
            String word = each.group();
            if (SPELLED.containsKey(word)) {
                found.add(SPELLED.get(word));
            } else if (AMOUNT.matcher(word).matches()) {
                found.add(word);
            }
        });
        return found;
    }

    /** The figures that a text says in its own voice, as it writes them, by names for them: {@code n1} is the first. */
    static SortedMap<String, String> named(String text) {
        String plain = DATE.matcher(
                        IDENTIFIER.matcher(Vocabulary.unquoted(text)).replaceAll(" "))
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

    private static String digits(String shown) {
        return THOUSANDS.matcher(shown).matches() ? shown.replaceAll("[,'’]", "") : shown;
    }

    private static String unit(@org.jspecify.annotations.Nullable String shown) {
        if (shown == null) {
            return "";
        }
        return switch (shown.replaceAll("\\s", "")) {
            case "%", "percent" -> "%";
            case "second", "seconds", "s" -> "s";
            case "minute", "minutes", "min" -> "min";
            case "hour", "hours", "h" -> "h";
            case "day", "days" -> "d";
            case "k", "K", "thousand" -> "k";
            case "M", "million" -> "M";
            case "bn", "billion" -> "bn";
            case "x", "×" -> "x";
            default -> shown;
        };
    }
}
