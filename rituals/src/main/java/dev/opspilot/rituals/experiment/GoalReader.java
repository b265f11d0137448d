package dev.opspilot.rituals.experiment;

import static dev.opspilot.rituals.experiment.Unread.NUMBER;
import static dev.opspilot.rituals.experiment.Unread.PERCENT;
import static dev.opspilot.rituals.experiment.Unread.pattern;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.experiment.Goal.Way;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads out of plain words which change is to be found. One thread. */
final class GoalReader {
    /** The largest relative change that can be asked for: ten times as much on top. */
    private static final double MOST_RELATIVE = 10;

    private static final String UP = "rise|increase|growth";
    private static final String DOWN = "drop|fall|decrease|decline|reduction|loss";
    private static final String CHANGE =
            "(" + UP + "|" + DOWN + "|lift|uplift|improvement|gain|boost|effect|change|difference|mde)";
    private static final String SIGN = "([-−+](?=[0-9.]))?";
    private static final String POINT =
            "\\s?(?:percentage[- ]points?|per ?cent points?|%[- ]?points?|%?\\s?(?:pps?|p\\.p\\.|ppts?)(?![\\p{L}]))";
    private static final String BEFORE = "(?:\\b" + CHANGE
            + "(?: size| worth finding)?(?: of|:| is| =)?(?: at least| about)? )?(?:\\b(?:an?|by|at least) )*";
    private static final String AFTER = "(?:[- ](?:relative |absolute )?" + CHANGE + "\\b)?(?: or (?:more|better)\\b)?";

    private static final Pattern MOVE = pattern("(?:\\b(from|between) )?" + NUMBER + "(" + PERCENT
            + ")?\\s?(?:\\b(?:up |down )?(to|vs\\.?|versus|against|and)\\s(?:at least |about )?|(→|->|=>)\\s?)" + NUMBER
            + "(?:(" + PERCENT + ")|"
            + Unread.END + ")(?![\\p{L}\\p{N}%]|\\s?(?:pp|percentage)|[- ](?:relative |absolute )?" + CHANGE
            + "\\b)(?: or (?:more|better)\\b)?");
    private static final Pattern MOVE_BACK = pattern(
            "\\bto " + NUMBER + "(" + PERCENT + ")? from " + NUMBER + "(?:(" + PERCENT + ")|" + Unread.END + ")");
    private static final Pattern POINTS = pattern(BEFORE + SIGN + NUMBER + POINT + AFTER);
    private static final Pattern PLAIN_POINTS =
            pattern("\\bby " + SIGN + NUMBER + " points?\\b|" + NUMBER + "[- ]points? " + CHANGE + "\\b");
    private static final Pattern BASIS_POINTS =
            pattern(BEFORE + SIGN + NUMBER + "\\s?(?:bps?|basis points?)\\b" + AFTER);
    private static final Pattern ABSOLUTE = pattern(BEFORE + SIGN + NUMBER + PERCENT + "(?: " + CHANGE
            + ")? (?:absolute(?:ly)?|in absolute terms)\\b" + AFTER + "|\\babsolute " + CHANGE + "? ?(?:of )?" + SIGN
            + NUMBER
            + PERCENT);
    private static final String OR_MORE = "(?: or (?:more|better)\\b)?";
    private static final Pattern TARGET = pattern("(?:\\b(?:reach(?:es|ing)?|hit(?:s|ting)?|target(?:s|ing)?)"
            + "(?: of| is|:)?(?: at least| about)? " + NUMBER + PERCENT
            + "|\\b(?:to|towards?) (?:at least |about |up to )?"
            + NUMBER + PERCENT
            + "(?=\\s*(?:$|[,.;!?)\u001e\u001f]|(?:in|of|for|with|on|by|at|and|or|within|using)\\b)))" + OR_MORE);
    private static final Pattern CALLED = pattern("\\b(?:(?:minimum|smallest|least|min)[- ](?:detectable[- ])?"
            + "(?:relative )?" + CHANGE + "|" + CHANGE
            + "|detect(?:s|ing)?|find(?:s|ing)?|at least|by|relative)(?: size)?(?: worth finding)?"
            + "(?: (?:of|is|at least|about|by|an?|relative)|:| =)* " + SIGN + NUMBER + PERCENT
            + "(?:[- ](?:relative )?" + CHANGE + "\\b)?(?: relative(?:ly)?\\b)?(?: or (?:more|better)\\b)?");
    private static final Pattern FOLLOWED = pattern(SIGN + NUMBER + PERCENT + "[- ](?:relative )?(?:" + CHANGE
            + "|relative|or more|or better)\\b(?: or (?:more|better)\\b)?");
    private static final Pattern SIGNED = pattern("(?<![^\\s,;:(])([-−+](?=[0-9.]))" + NUMBER + PERCENT);
    /** A percentage that ends a clause is an effect; one within it, as in “a 10 % discount”, is of what is tried. */
    private static final Pattern ENDING = pattern("(?<!\\b(?:on|to|at|of|from|margin) )" + SIGN + NUMBER + PERCENT
            + "(?=\\s*(?:$|[,;!?)\u001e\u001f]|\\.(?:\\s|$)))");

    private static final String MONEY = "(?:[$€£]|(?:USD|EUR|GBP|CHF|CAD|AUD|JPY)\\s?)" + NUMBER;
    /** A mean of money moves by a share of where it stands. */
    private static final Pattern MONEY_MOVE = pattern("(?:\\bfrom )?" + MONEY + "\\s?(?:to|→|->|vs\\.?)\\s" + MONEY);

    private static final Pattern TIMES =
            pattern("\\b(doubl|tripl|halv)(?:e|es|ing)\\s+(?:the |our |its )?(?=(?:[\\p{L}-]+ ){0,3}"
                    + TriedChange.MEASURES + ")");
    /** That something gets no worse is no effect to find. */
    private static final Pattern NOT_WORSE =
            pattern("\\b(?:(?:must|should|may|does|do|can|will|would)(?: not|n['’]t)|without)"
                    + " (?:lower|reduc|hurt|harm|decreas|drop|worsen|cost|los)\\w*\\b.*\\bmore than\\b");

    private final Unread words;
    private final List<String> mistakes;
    private Optional<Goal> goal = Optional.empty();

    GoalReader(Unread words, List<String> mistakes) {
        this.words = words;
        this.mistakes = mistakes;
    }

    Optional<Goal> read() {
        words.takeGoal(NOT_WORSE, _ -> guarded());
        offer(MONEY_MOVE, this::moneyMove);
        offer(TIMES, this::times);
        offer(MOVE_BACK, found -> move(found.group(3), found.group(4), found.group(1), found.group(2), true));
        offer(MOVE, this::move);
        offerPoints(BASIS_POINTS, 10_000);
        offerPoints(POINTS, 100);
        offerPoints(ABSOLUTE, 100);
        offerPoints(PLAIN_POINTS, 100);
        offer(TARGET, this::target);
        offer(CALLED, found -> relative(number(found) / 100, way(found)));
        offer(FOLLOWED, found -> relative(number(found) / 100, way(found)));
        offer(SIGNED, found -> goal.isEmpty() && relative(number(found) / 100, way(found)));
        offer(ENDING, found -> goal.isEmpty() && mistakes.isEmpty() && relative(number(found) / 100, way(found)));
        return goal;
    }

    /** Offers what is said of a metric, and leaves what is said of the thing that is tried. */
    private void offer(Pattern pattern, Predicate<Matcher> reads) {
        words.takeGoal(
                pattern, found -> !TriedChange.is(words.rest(), found.start(), found.end()) && reads.test(found));
    }

    private void offerPoints(Pattern pattern, double whole) {
        words.takeGoal(
                pattern,
                found -> !TriedChange.isOfSet(words.rest(), found.start(), found.end())
                        && points(number(found) / whole, way(found)));
    }

    private boolean guarded() {
        mistakes.add(
                "that a metric does not get worse is what guardrails are for, each with its margin, and they are added"
                        + " by themselves: type what is to get better, as in “raise trial to paid by 5 %”");
        return true;
    }

    private boolean moneyMove(Matcher found) {
        double from = Unread.number(found.group(1));
        double to = Unread.number(found.group(2));
        return from > 0 && from != to && relative(Math.abs(to - from) / from, to > from ? Way.UP : Way.DOWN);
    }

    private boolean times(Matcher found) {
        return switch (found.group(1).toLowerCase(Locale.ROOT)) {
            case "doubl" -> relative(1, Way.UP);
            case "tripl" -> relative(2, Way.UP);
            default -> relative(0.5, Way.DOWN);
        };
    }

    private boolean move(Matcher found) {
        String word = found.group(4) == null ? "" : found.group(4).toLowerCase(Locale.ROOT);
        boolean led = found.group(1) != null;
        boolean between = led && found.group(1).equalsIgnoreCase("between");
        if (word.equals("and") != between) {
            return false;
        }
        boolean told = led || !word.equals("to") || (found.group(3) != null && found.group(7) != null);
        return move(found.group(2), found.group(3), found.group(6), found.group(7), told);
    }

    private boolean move(
            String from, @Nullable String fromPercent, String to, @Nullable String toPercent, boolean told) {
        boolean percent = fromPercent != null || toPercent != null;
        boolean shares = Unread.number(from) < 1 && Unread.number(to) < 1;
        if (!told || !(percent || shares)) {
            return false;
        }
        double first = percent ? Unread.number(from) / 100 : Unread.number(from);
        double second = percent ? Unread.number(to) / 100 : Unread.number(to);
        if (!share(first) || !share(second) || first == second) {
            mistakes.add(
                    "from " + told(first) + " to " + told(second)
                            + " is no change of a share: type two that differ, above 0 and below 100 %, as in “from 10 % to 12 %”");
            return true;
        }
        return take(new Goal.Move(first, second));
    }

    private boolean target(Matcher found) {
        double to = number(found) / 100;
        if (!share(to)) {
            mistakes.add("to " + told(to)
                    + " is no share that can be aimed at: type one above 0 and below 100 %, as in “to 12 %”");
            return true;
        }
        return take(new Goal.Target(to));
    }

    private boolean points(double size, Way way) {
        if (!share(size)) {
            mistakes.add("a change of " + told(size).replace(" %", "")
                    + " points is none of a share: type one above 0 and below 100, as in “2 pp”");
            return true;
        }
        return take(new Goal.Points(size, way));
    }

    private boolean relative(double size, Way way) {
        if (!(size > 0 && size <= MOST_RELATIVE)) {
            mistakes.add("an effect of " + told(size) + " cannot be looked for: type one above 0 and at most "
                    + told(MOST_RELATIVE) + ", as in “5 % lift” or “2 pp”");
            return true;
        }
        return take(new Goal.Relative(size, way));
    }

    private boolean take(Goal found) {
        goal = SettingsReader.once(goal, found, "the effect", "“5 % lift”", mistakes);
        return true;
    }

    private static boolean share(double value) {
        return value > 0 && value < 1;
    }

    private static String told(double share) {
        return Figures.chosen(share);
    }

    /** The one number that was found. */
    private static double number(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String text = found.group(group);
            if (text != null && !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '.')) {
                return Unread.number(text);
            }
        }
        throw new IllegalStateException("a pattern of a change without a number");
    }

    /** By a sign, or by a noun beside the number. */
    private static Way way(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String text = found.group(group) == null ? "" : found.group(group).toLowerCase(Locale.ROOT);
            if (text.equals("-") || text.equals("−") || text.matches(DOWN)) {
                return Way.DOWN;
            }
            if (text.matches(UP)) {
                return Way.UP;
            }
        }
        return Way.BETTER;
    }
}
