package dev.opspilot.rituals.mind;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways things can go: upwards or downwards, well or ill. */
enum Way {
    UP(
            "ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr(?:ow|ows|own|owing|ew)|climb(?:s|ed|ing)?|surg(?:e|es|ed|ing)"
                    + "|soar(?:s|ed|ing)?|exceed(?:s|ed|ing)?|higher|above|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)",
            "up(?! to)|jump(?:s|ed|ing)?|gain(?:s|ed|ing)?|more than (?:expected|usual|normal)|spik(?:es|ed|ing)"),
    DOWN(
            "fall(?:s|en|ing)?|fell|decreas(?:e|es|ed|ing)|declin(?:ed|ing)|drop(?:s|ped|ping)?|shr(?:ink|inks|ank|unk|inking)"
                    + "|s(?:ink|inks|ank|unk|inking)|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|slump(?:s|ed|ing)?|lower|below"
                    + "|halv(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)",
            "down|dip(?:s|ped|ping)?|fewer|less than (?:expected|usual|normal)"),
    WELL(
            "recover(?:s|ed|ing)?|healthy|normal(?:ised|ized)?|as (?:expected|usual)|stable|stabili[sz](?:es|ed|ing)"
                    + "|unaffected|undisturbed|restored|fine|improv(?:es|ed|ing)|all clear|all right|in order"
                    + "|within (?:its|the|their|what)|(?:is|are|was|were|be|been) (?:over(?!\\s+(?:[A-Z]{3}\\s)?[\\d.]|\\s+(?:the|its|what)\\b)|back)"
                    + "|back to|work(?:s|ing) again",
            "calm|quiet|working|succeed(?:s|ed|ing)?"),
    ILL(
            "",
            "(?:fail|fails|failing)(?! over)|failed(?=\\W*(?:$|in\\b|at\\b|on\\b|for\\b|since\\b|alone\\b))|trouble|troubles|broken|breaks|breaking|disturbed|abnormal(?:ly)?|unusual(?:ly)?|degraded"
                    + "|unhealthy|affected|astray|worse|worsens|worsened|worsening|disrupted|departs?|departed"
                    + "|(?:is|are|was|were|be|been) off");

    private static final String VALUE =
            "(?:\\b(?:at|to|was|were|is|of|with|value)|:)\\s+(?:[A-Z]{3}\\s)?(-?\\d[\\d,]*(?:\\.\\d+)?)\\s?(%|ms\\b|s\\b)?";
    private static final String AMOUNT = "(?:[A-Z]{3}\\s)?(-?\\d[\\d,]*(?:\\.\\d+)?)\\s?(%|ms\\b|s\\b)?";
    private static final Pattern AGAINST_RANGE = Pattern.compile(
            VALUE + ".*?\\b(?:expected|usually)\\s+" + AMOUNT + "(?:–|\\sto\\s)" + AMOUNT, Pattern.CASE_INSENSITIVE);
    private static final Pattern AGAINST_VALUE =
            Pattern.compile(VALUE + ".*?\\bagainst\\s+" + AMOUNT, Pattern.CASE_INSENSITIVE);

    private final Pattern clear;
    private final Pattern any;

    /**
     * @param clear words that mean nothing else
     * @param loose words that may mean something else
     */
    Way(String clear, String loose) {
        this.clear = words(clear.isEmpty() ? "(?!)" : clear);
        this.any = words(clear.isEmpty() ? loose : clear + "|" + loose);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?i)\\b(?:" + alternatives + ")\\b");
    }

    boolean isSaidIn(String text) {
        return any.matcher(text).find();
    }

    /** Whether a text says it in words that mean nothing else, so that the evidence has to say it too. */
    boolean isClearIn(String text) {
        return clear.matcher(text).find();
    }

    /** Whether it is about how things are, rather than about how they move. */
    boolean isOfState() {
        return this == WELL || this == ILL;
    }

    Way opposite() {
        return switch (this) {
            case UP -> DOWN;
            case DOWN -> UP;
            case WELL -> ILL;
            case ILL -> WELL;
        };
    }

    /** A text without the words that say a way. */
    static String without(String text) {
        String rest = text;
        for (Way way : values()) {
            rest = way.any.matcher(rest).replaceAll(" ");
        }
        return rest;
    }

    /** Where the figure of a sentence lies to the range, or to the figure, that the sentence compares it with. */
    static Set<Way> byFigures(String sentence) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        Matcher range = AGAINST_RANGE.matcher(sentence);
        while (range.find()) {
            String unit = unit(range.group(6));
            if (unit(range.group(2)).equals(unit)
                    && (range.group(4) == null || unit(range.group(4)).equals(unit))) {
                double value = number(range.group(1));
                boolean under = value < number(range.group(3));
                boolean over = value > number(range.group(5));
                ways.add(under || over ? ILL : WELL);
                add(ways, under, over);
            }
        }
        Matcher other = AGAINST_VALUE.matcher(sentence);
        while (other.find()) {
            if (unit(other.group(2)).equals(unit(other.group(4)))) {
                double value = number(other.group(1));
                add(ways, value < number(other.group(3)), value > number(other.group(3)));
            }
        }
        return ways;
    }

    private static void add(Set<Way> ways, boolean under, boolean over) {
        if (under) {
            ways.add(DOWN);
        }
        if (over) {
            ways.add(UP);
        }
    }

    private static String unit(@org.jspecify.annotations.Nullable String shown) {
        return shown == null ? "" : shown;
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replace(",", ""));
    }
}
