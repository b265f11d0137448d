package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person asks of the ritual, told by rules.
 *
 * @param subject what is tried, or whose readout is wanted, fit to stand between quotation marks
 * @param words those that say something of it or of its metric, in lower case
 * @param settings how it is to be tested, or read out
 */
record Wish(Mode mode, String subject, List<String> words, Settings settings) {
    private static final String POLITE =
            "^(please |let's |let us |we want to |we'd like to |i want to |i'd like to |know |see |find out |can you |could you )*";
    private static final Pattern DESIGN =
            Unread.pattern(POLITE + "(a/?b(/[a-z])* )?(test|try|design|plan|launch|start|run)\\b.*");
    private static final Pattern READOUT = Unread.pattern(
            ".*\\b(read ?-?outs?|results?|how (is|are|did|does|was)|how's|status|going|doing|winning|won|significant|conclusive)\\b.*");
    private static final Pattern BEGINS_TO_READ = Unread.pattern(
            POLITE + "(read ?-?outs?|results?|how|how's|status|is|are|did|has|was|what|what's|which|who)\\b.*");

    private static final Pattern ASKS_FOR_THE_END = Unread.pattern(
            POLITE + "((is|are|has|did)\\b.*\\b(done|over|finished|ended|ready|conclusive)\\b|should we ship\\b).*");

    private static final Pattern ASKED_AT_THE_END = Unread.pattern(
            "(\\s+(doing|going|so far|done|over|finished|ended|ready|conclusive|yet|already|now))*[\\s,;?!.]*$");

    private static final String ANY = "the |an? |of |for |whether |if |\\s)+";
    /** What begins an order to try something. */
    static final Pattern TRYING = Unread.pattern(POLITE + "("
            + "(a/?b(/[a-z])* )?test(s|ing)?\\b|try\\b|design\\b|plan\\b|launch\\b|start\\b|run\\b|experiment( with| on)?\\b"
            + "|how (long|many|much) .{0,60}?(test(ing)?|experiment)( of| on| for)? |[:,] |((can|could|will|would|does|do|should) (?!not\\b)((we|i) )?)|"
            + ANY);

    private static final Pattern ASKING = Unread.pattern(POLITE + "("
            + "experiment\\b|should we ship\\b|(is|are|has|did)\\b|read ?-?outs?\\b|results?\\b|how (is|are|did|does|was)\\b|how's\\b|status\\b|"
            + ANY);
    private static final Set<String> SILENT = Set.of(
            "the",
            "a",
            "an",
            "of",
            "on",
            "in",
            "at",
            "for",
            "to",
            "with",
            "and",
            "or",
            "is",
            "are",
            "how",
            "doing",
            "going",
            "test",
            "experiment",
            "readout",
            "results",
            "result",
            "it",
            "we",
            "our",
            "that",
            "by",
            "from",
            "new",
            "per");

    private static final Set<String> READING = Set.of("readout", "results", "result");

    /** What is tried, where the words do not say. */
    private static final String NAMELESS = "the change";

    private static final int LONGEST_NAME = 40;

    enum Mode {
        DESIGN,
        READOUT
    }

    Wish {
        words = List.copyOf(words);
    }

    static Wish of(String intent) {
        Unread asked = new Unread(intent);
        String text = asked.rest();
        Settings plan = new SettingsReader(asked).ofPlan();
        boolean reads =
                READOUT.matcher(text).matches() && (BEGINS_TO_READ.matcher(text).matches() || !plan.plans());
        boolean readout = (reads || ASKS_FOR_THE_END.matcher(text).matches())
                && !DESIGN.matcher(text).matches();
        return readout ? readout(text) : design(text, asked, plan);
    }

    private static Wish design(String text, Unread asked, Settings settings) {
        String name = Naming.name(asked, TRYING);
        String fallback = words(text).isEmpty() || Naming.all(asked).isBlank() ? NAMELESS : text;
        String subject = Words.oneLine(name.isEmpty() ? fallback : name);
        return new Wish(
                Mode.DESIGN, subject, words(TRYING.matcher(Naming.all(asked)).replaceFirst(""), true), settings);
    }

    private static Wish readout(String text) {
        Unread asked = new Unread(text);
        Settings settings = new SettingsReader(asked).ofReadout();
        String named = ASKING.matcher(Naming.name(asked, ASKING)).replaceFirst("");
        String name = ASKED_AT_THE_END.matcher(named).replaceFirst("");
        String subject = Words.oneLine(name.isBlank() ? text : name);
        return new Wish(Mode.READOUT, subject, words(subject, false), settings);
    }

    /** The same wish, its subject without the name of the metric that it is to change. */
    Wish apartFrom(String metric) {
        Pattern named = Unread.pattern(
                "(?:^(?:(?:raise|raising|increase|increasing|improve|improving|boost|lift|reduce|lower|grow)\\s+)?"
                        + "|[\\s,]+(?:on|in|for|of|by|at)\\s+)(?:the |our |my )?" + Pattern.quote(metric) + "$");
        String bare = named.matcher(subject).replaceFirst("").strip();
        return new Wish(mode, bare.isEmpty() ? NAMELESS : bare, words, settings);
    }

    /** The same wish, tested otherwise. */
    Wish with(Settings other) {
        return new Wish(mode, subject, words, other);
    }

    /** The same wish without some of its words. */
    Wish without(List<String> said) {
        return new Wish(
                mode,
                subject,
                words.stream().filter(word -> !said.contains(word)).toList(),
                settings);
    }

    /** The words of a text that say something, in lower case. */
    static List<String> words(String text) {
        return words(text, false);
    }

    /** The same; what asks for a readout says something of what is tried, as in "the results page". */
    private static List<String> words(String text, boolean tried) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 1 && (!SILENT.contains(word) || (tried && READING.contains(word))))
                .distinct()
                .toList();
    }

    /** A name for what is tried, fit for ids and flags: lower-case letters, digits and dashes. */
    String slug() {
        String plain = String.join("-", words(subject, mode == Mode.DESIGN)).replaceAll("[^a-z0-9-]+", "");
        String cut = plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
        String clean = cut.replaceAll("^-+|-+$", "");
        return clean.isEmpty() ? "experiment" : clean;
    }
}
