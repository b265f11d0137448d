package dev.opspilot.rituals.experiment;

import static dev.opspilot.rituals.experiment.Unread.pattern;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a percentage that says what is tried, as in “cutting the price by 20 %”, from one that says what is to come of
 * it. It is the thing's where its noun is one that people set, as a price; or where the change stands at the head of
 * what is to be tried, and is not of something that is measured. Pure.
 */
final class TriedChange {
    /** What people set: a change of it is tried. */
    private static final String SET = "(?:pric(?:e|es|ing)|fees?|discounts?|rebates?|coupons?|vouchers?|surcharges?"
            + "|bids?|budgets?|quotas?|limits?|caps?|thresholds?|allowances?|commissions?|bonus(?:es)?|rewards?|deposits?"
            + "|lengths?|sizes?|widths?|heights?|contrast|opacity|timeouts?|delays?)";

    /** What is measured: a change of it is looked for, wherever it stands. */
    static final String MEASURES =
            "\\b(?:conver\\w+|rates?|retention|activations?|adoption|revenue|sales|orders|sign-?ups?|subscriptions?"
                    + "|upgrades?|churn|engagement|clicks?|ctr|aov|arpu|arr|mrr|ltv|nps|csat|profit|paid|usage|actives?"
                    + "|purchases?|bookings?|checkouts?|renewals?|visits?|visitors|sessions|downloads|installs|leads"
                    + "|refunds|tickets|bounces?|abandonment|completions?|margin|share|metric)\\b";

    private static final Pattern MEASURED = pattern(MEASURES);

    static final String VERB = "\\b(?:rais|increas|lift|boost|improv|grow|push|mov|bring|tak|cut|lower|reduc|decreas"
            + "|drop|shorten|extend|shrink|mak|get|chang|slash|trim|hik)(?:e|es|s|ing|ting|ping|ming)?\\b";
    /** The last verb of change, and its object. */
    private static final Pattern CHANGES = pattern(VERB + "(?<object>(?:(?!" + VERB + ").)*)$");

    private static final Pattern NOUN = pattern("\\b(?:rise|increase|growth|drop|fall|decrease|decline|reduction|loss"
            + "|lift|uplift|improvement|gain|boost|change|difference)\\b");
    /** What is hoped for, and so of a metric. */
    private static final Pattern HOPED = pattern("lift|uplift|improvement|gain|boost");
    /** A thing at the head whose change is named behind it, as in “a bid increase of 10 %”. */
    private static final Pattern COMPOUND = pattern(
            "^(?:.*\\b(?:test|testing|try|trying|run|launch|start|plan|design|experiment with|does|do|can|could|will"
                    + "|would|should|if|whether)\\s+)?(?:an?|the|our)\\s+"
                    + "(?!(?:relative|absolute|minimum|smallest|least|expected|further|total)\\b)"
                    + "\\p{L}+(?:[ -]\\p{L}+){0,2}\\s+$");
    /** What its change is said of behind it, as in “a reduction of 10 % in price”. */
    private static final Pattern OBJECT_AFTER =
            pattern("\\s+(?:in|of|on|to)\\s+(?<object>(?:(?!\\b(?:by|to|with|for|at|from)\\b)[^,;:?!.\u001e\u001f])+)");

    /** Where the last clause begins. */
    private static final Pattern CLAUSE = pattern("(?:[,;:?!\u001e\u001f]|\\.\\s)(?=[^,;:?!\u001e\u001f]*$)");

    private static final Pattern HEAD = pattern("(?:(?:that|how|what|happens|when|if|whether|it|we|i|to|with|on|does"
            + "|would|the|an?|effect|impact|of|is|by)\\b|\\s)*");
    private static final Pattern LINK = pattern(
            "(?:\\s|\\b(?:by|from|to|of|up|down|about|at|least|an?|the|our|its|another|further|is|are)\\b|=)*$");
    private static final Pattern SET_AT_END = pattern("\\b" + SET + "\\s*$");
    private static final Pattern SET_FOLLOWS = pattern("[\\s-]+(?:off|cheaper|dearer|" + SET + ")\\b");
    private static final Pattern OF_ITS = pattern("\\s+(?:of|per|for|in|on|at)\\s.*$");

    private TriedChange() {}

    /** Whether what was found from {@code start} to {@code end} of the words is of the thing that is tried. */
    static boolean is(String words, int start, int end) {
        return is(words, start, end, true);
    }

    /** The same for points, which are of a share wherever they stand: whether it is of what people set. */
    static boolean isOfSet(String words, int start, int end) {
        return is(words, start, end, false);
    }

    private static boolean is(String words, int start, int end, boolean byPlace) {
        Matcher noun = NOUN.matcher(words.substring(start, end));
        String before = clause(words.substring(0, start));
        String after = words.substring(end);
        if (SET_FOLLOWS.matcher(after).lookingAt()) {
            return true;
        }
        if (noun.find()) {
            boolean first = noun.start() == 0;
            return (first && isCompound(before, byPlace)) || isSetBehind(noun.group(), before, after, first);
        }
        Matcher verb = CHANGES.matcher(before);
        if (!verb.find()) {
            return isSet(before);
        }
        String led = before.substring(0, verb.start());
        String object = LINK.matcher(verb.group("object")).replaceFirst("");
        if (object.isBlank()) {
            return isSet(led);
        }
        String place = Wish.TRYING.matcher(led.strip() + " ").replaceFirst("");
        return isSet(object)
                || (byPlace
                        && HEAD.matcher(place).matches()
                        && !MEASURED.matcher(object).find());
    }

    private static boolean isCompound(String before, boolean byPlace) {
        return isSet(before)
                || (byPlace
                        && COMPOUND.matcher(before).matches()
                        && !MEASURED.matcher(before).find());
    }

    /** As in “20 % reduction in price”, or “price 20 % reduction”; nobody lifts a price. */
    private static boolean isSetBehind(String noun, String before, String after, boolean first) {
        Matcher object = OBJECT_AFTER.matcher(after);
        return object.lookingAt()
                ? isSet(object.group("object"))
                : !first && !HOPED.matcher(noun).matches() && isSet(before);
    }

    private static boolean isSet(String object) {
        String bare = LINK.matcher(object).replaceFirst("");
        return SET_AT_END.matcher(bare).find()
                || SET_AT_END.matcher(OF_ITS.matcher(bare).replaceFirst("")).find();
    }

    private static String clause(String text) {
        Matcher clause = CLAUSE.matcher(text);
        return clause.find() ? text.substring(clause.end()) : text;
    }
}
