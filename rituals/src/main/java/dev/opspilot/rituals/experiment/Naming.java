package dev.opspilot.rituals.experiment;

import static dev.opspilot.rituals.experiment.Unread.NUMBER;
import static dev.opspilot.rituals.experiment.Unread.PERCENT;
import static dev.opspilot.rituals.experiment.Unread.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the name of what is tried in the words that are left once the settings are taken out of them. */
final class Naming {
    private static final String MARKS = "[\u001e\u001f]+";
    private static final String JOINING =
            "(?:\\b(?:by|on|with|for|at|of|and|or|to|from|in|using|a|an|the|find|detect|is|as)\\b)";
    /** What binds a setting to the words before it. */
    private static final Pattern LEADING = pattern("(?:[\\s,;:(/+&-]|" + JOINING + ")*(?=" + MARKS + ")");

    private static final Pattern TRAILING =
            pattern("(?:[\\s,;:(/+&.!?-]|" + JOINING + "|\\b(?:takes?|needs?|last|target)\\b)*$");
    private static final Pattern OPENING =
            pattern("^(?:[\\s,;:)/+&.!?-]|\\b(?:by|on|with|for|at|of|and|or|to|in)\\b)*");

    /** What the change is to do, said before it, as in “the banner to raise trial to paid”. */
    private static final Pattern PURPOSE =
            pattern("^(?<name>.*?\\S)[\\s,]+(?:(?:to|can|could|will|would|should|may|does|and|that|which|it)\\s+)?"
                    + "(?:raises|raising|increases|increasing|improves|improving|boosts|boosting|lifts|lifting|reduces|reducing"
                    + "|lowers|lowering|decreases|decreasing|grows|moves|brings|takes|gets|drives)\\s+\\S.*$");

    private static final Pattern MODAL_PURPOSE = pattern(
            "^(?<name>.*?\\S)(?:[\\s,]+(?:to|can|could|will|would|should|may|does)|,)\\s+"
                    + "(?:raise|increase|improve|boost|lift|reduce|lower|decrease|grow|move|bring|take|get|drive|push|cut)(?:\\s.*)?$");
    private static final Pattern ASKED_PURPOSE = pattern("^(?<name>.*?\\S)\\s+"
            + "(?:raise|increase|improve|boost|lift|reduce|lower|decrease|grow|move|bring|get|drive|push)\\s+\\S.*$");
    private static final Pattern MODAL = pattern("(?:^|[:,] )(?:can|could|will|would|does|do|should|if|whether)\\b");
    private static final Pattern AIM =
            pattern("^(?:raising|increasing|improving|boosting|lifting)\\s+(?:the |our |my )?");
    private static final Pattern ASKED_AIM =
            pattern("^(?:raise|increase|improve|boost|lift|reduce|lower|decrease|grow)\\s+(?:the |our |my )?");

    private static final Pattern LIKE_A_SETTING =
            pattern("(?:[0-9]|\\b(?:alpha|power|confiden\\w*|significan\\w*|\\w+-?sided|\\w+-?tailed"
                    + "|split|arms|traffic|effect|mde|baseline|bayes\\w*|pocock|non-?inferior\\w*|equivalence|cuped|bandit|margin"
                    + "|looks?|peek\\w*|days?|weeks?|months?|samples?|per ?cent)\\b)");
    /** What follows an effect and names the metric, as in “5 % lift in 7-day retention”. */
    private static final Pattern OF_THE_METRIC = pattern("\\s*(?:in|of|on)\\s");

    private static final Pattern BAYES = pattern("\\b(?:bayes\\w*|pocock|non-?inferior\\w*|cuped|bandits?)\\b");
    private static final Pattern LONG = pattern("\\b(?:for|within|over|during|runs?|running)(?: it)?(?: for)? "
            + "(?:[0-9]{1,4}|an?|one|two|three|four|six|eight)[- ](?:days?|weeks?|months?)\\b"
            + "(?=\\s*(?:$|[,;.!?]|(?:with|and|at|on|to)\\b))");
    private static final Pattern WORDED = pattern("\\b(?:power|alpha|confidence|significance)(?: level)?(?: of)?"
            + " (?:five|ten|eighty|ninety)(?:[- ](?:five|nine))?\\b|\\b\\p{L}[\\p{L}-]* per ?cent\\b");
    private static final Pattern MARGIN =
            pattern("\\b(?:with )?(?:an? )?(?:guardrail |non-?inferiority )?margins?(?: of| is|:)? " + NUMBER + PERCENT
                    + "[\\s:]*");
    private static final Pattern RATIO =
            pattern("(?<![\\p{L}\\p{N}_./:-]|\\b(?:in|as|ratio|format) )[1-9](?::[1-9])+(?=[\\s.!?)]*$)");
    private static final Pattern LEFT = pattern("(?:\\b(?:on|at|to|from|with|by) )?" + NUMBER + PERCENT + "(?: (?!"
            + TriedChange.VERB + "|(?:on|in|of|for|at|to|with|by|and|or|hurt|affect)\\b)[\\p{L}-]+)?");
    private static final Pattern LEFT_AT_END = pattern(
            "(?:(?:^|[\\s,]+)(?:\\b(?:on|at|to|from|with|by|and|for) )*)?(?<!\\bof )" + NUMBER + PERCENT + "\\s*$");

    private Naming() {}

    /** The name, without the words that begin an order; empty where there is none. */
    static String name(Unread words, Pattern begins) {
        String rest = LEADING.matcher(words.rest()).replaceAll("");
        String[] parts = rest.split(MARKS, -1);
        boolean aimed = rest.indexOf(Unread.GOAL) >= 0;
        for (String part : parts) {
            String opened = OPENING.matcher(part.strip()).replaceFirst("");
            String bare = begins.matcher(opened).replaceFirst("");
            boolean question = MODAL.matcher(opened).find();
            String asked = aimed
                    ? before(question, bare)
                    : question ? purposeless(true, bare).orElse(bare) : bare;
            String name = tidy(plain(clauses(asked)));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** All words that are left, the metric that is named among them. */
    static String all(Unread words) {
        return words.rest().replaceAll(MARKS, " ").strip();
    }

    private static String before(boolean question, String text) {
        Optional<String> name = purposeless(question, text);
        if (name.isPresent()) {
            return name.get();
        }
        String aim = (question ? ASKED_AIM : AIM).matcher(text).replaceFirst("");
        return aim.isBlank() ? text : aim;
    }

    /** What stands before that which it is to do, if that is said. */
    private static Optional<String> purposeless(boolean question, String text) {
        return (question ? Stream.of(PURPOSE, MODAL_PURPOSE, ASKED_PURPOSE) : Stream.of(PURPOSE, MODAL_PURPOSE))
                .map(each -> each.matcher(text))
                .filter(Matcher::matches)
                .map(each -> each.group("name"))
                .findFirst();
    }

    /** Without clauses behind the first that look like settings. */
    private static String clauses(String text) {
        List<String> kept = new ArrayList<>();
        for (String clause : text.split("[,;]", -1)) {
            if (kept.isEmpty() || !LIKE_A_SETTING.matcher(clause).find()) {
                kept.add(clause.strip());
            }
        }
        String name =
                String.join(", ", kept.stream().filter(each -> !each.isEmpty()).toList());
        Matcher left = LEFT_AT_END.matcher(name);
        return left.find() && !TriedChange.is(name, left.start(), left.end()) ? name.substring(0, left.start()) : name;
    }

    /** Without what looks like a setting and could not be read as one. */
    private static String plain(String text) {
        return LONG.matcher(WORDED.matcher(MARGIN.matcher(text).replaceAll("")).replaceAll(""))
                .replaceAll("");
    }

    private static String tidy(String text) {
        String start = OPENING.matcher(text).replaceFirst("");
        return TRAILING.matcher(start).replaceFirst("").strip();
    }

    /** Words that look like settings and were not understood as any, as they were typed. */
    static List<String> unused(Unread words, Optional<Goal> goal) {
        List<String> unused = new ArrayList<>();
        boolean named = false;
        for (String part : words.rest().split(MARKS, -1)) {
            for (String typed : part.split("[,;]", -1)) {
                String clause = tidy(typed);
                if (named
                        && LIKE_A_SETTING.matcher(clause).find()
                        && !OF_THE_METRIC.matcher(typed).lookingAt()) {
                    unused.add(clause);
                } else {
                    unused.addAll(within(clause, goal.isPresent()));
                }
                named |= !clause.isEmpty();
            }
        }
        return unused.stream().distinct().limit(3).toList();
    }

    /** The same within a clause that names what is tried: percentages of it are no settings where an effect is known. */
    private static List<String> within(String clause, boolean known) {
        List<String> found = new ArrayList<>();
        Matcher percent = LEFT.matcher(clause);
        while (percent.find()) {
            boolean ends = percent.end() == clause.length()
                    && percent.group().matches(".*(?:%|cent)$")
                    && !TriedChange.is(clause, percent.start(), percent.end());
            if (!known || ends) {
                found.add(percent.group().strip());
            }
        }
        for (Pattern pattern : List.of(LONG, WORDED, BAYES, RATIO, MARGIN)) {
            pattern.matcher(clause)
                    .results()
                    .forEach(each -> found.add(each.group().strip()));
        }
        return found;
    }
}
