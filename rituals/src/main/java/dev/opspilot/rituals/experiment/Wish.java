package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person asks of the ritual, told by rules.
 *
 * @param subject what is tried, or whose readout is wanted, fit to stand between quotation marks
 * @param words its words in lower case, without those that say nothing
 * @param effect the smallest relative effect worth finding, 0.005 to 0.9
 * @param effectStated whether the words gave it
 * @param share of the traffic that enters, above 0 and at most 1
 * @param arms control included, 2 to 5
 */
record Wish(
        Mode mode, String subject, List<String> words, double effect, boolean effectStated, double share, int arms) {
    static final double USUAL_EFFECT = 0.10;
    private static final double LEAST_EFFECT = 0.005;
    private static final double MOST_EFFECT = 0.9;

    private static final Pattern DESIGN = Pattern.compile(
            "^(please )?(let's |let us |we want to )?(a/?b )?(test|try|design|plan|launch|start|run)\\b.*");
    private static final Pattern READOUT = Pattern.compile(
            ".*\\b(read ?-?outs?|results?|how (is|are|did|does|was)|how's|status|going|doing|winning|won|significant)\\b.*");
    private static final Pattern PERCENT =
            Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s?%( of (?:the |all )?(?:traffic|users|visitors|units|people))?");
    /** A percentage that ends the words is a wish; one within them, as in "a 10 % discount", is of what is tried. */
    private static final Pattern AT_THE_END =
            Pattern.compile("(?i)(,?\\s*\\b(by|on|with|for|at|of|and|to find)\\b)*\\s*\\b\\d+([.,]\\d+)?\\s?%"
                    + "( of (the |all )?(traffic|users|visitors|units|people))?\\s*$");

    private static final Pattern ASKED_AT_THE_END = Pattern.compile("(?i)(\\s+(doing|going|so far))*\\s*[?!.]*\\s*$");

    private static final Pattern ARMS = Pattern.compile("\\b([2-5]|two|three|four|five) (arms|variants)\\b");
    private static final List<String> NUMBERS = List.of("two", "three", "four", "five");
    private static final String BEGINS = "(?i)^(please |let's |let us |we want to |can you )*(";
    private static final String ANY = "the |an? |of |for |whether |if |\\s)+";
    private static final Pattern TRYING = Pattern.compile(BEGINS
            + "(a/?b )?test(ing)?\\b|try\\b|design\\b|plan\\b|launch\\b|start\\b|run\\b|experiment( with)?\\b|" + ANY);
    private static final Pattern ASKING = Pattern.compile(BEGINS
            + "experiment\\b|read ?-?outs?\\b|results?\\b|how (is|are|did|does|was)\\b|how's\\b|status\\b|" + ANY);
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

    enum Mode {
        DESIGN,
        READOUT
    }

    Wish {
        words = List.copyOf(words);
    }

    static Wish of(String intent) {
        String text = intent.toLowerCase(Locale.ROOT).strip();
        boolean readout =
                READOUT.matcher(text).matches() && !DESIGN.matcher(text).matches();
        double effect = USUAL_EFFECT;
        boolean stated = false;
        double share = 1;
        Matcher percents = PERCENT.matcher(text);
        while (percents.find()) {
            double value = Double.parseDouble(percents.group(1).replace(',', '.')) / 100;
            if (percents.group(2) != null) {
                share = value > 0 && value <= 1 ? value : share;
            } else if (!stated && value >= LEAST_EFFECT && value <= MOST_EFFECT) {
                effect = value;
                stated = true;
            }
        }
        String named = (readout ? ASKING : TRYING).matcher(intent.strip()).replaceFirst("");
        String tried = (readout ? ASKED_AT_THE_END : AT_THE_END).matcher(named).replaceFirst("");
        String subject = Words.oneLine(tried.isBlank() ? intent : tried);
        return new Wish(
                readout ? Mode.READOUT : Mode.DESIGN,
                subject,
                words(subject, !readout),
                effect,
                stated,
                share,
                arms(text));
    }

    private static int arms(String text) {
        Matcher matcher = ARMS.matcher(text);
        if (!matcher.find()) {
            return 2;
        }
        int word = NUMBERS.indexOf(matcher.group(1));
        int number = word < 0 ? Integer.parseInt(matcher.group(1)) : word + 2;
        return matcher.group(2).equals("variants") ? Math.max(2, number) : number;
    }

    /** The same wish without some of its words. */
    Wish without(List<String> said) {
        return new Wish(
                mode,
                subject,
                words.stream().filter(word -> !said.contains(word)).toList(),
                effect,
                effectStated,
                share,
                arms);
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
        String plain = String.join("-", words).replaceAll("[^a-z0-9-]+", "");
        String cut = plain.length() <= 40 ? plain : plain.substring(0, 40);
        String clean = cut.replaceAll("^-+|-+$", "");
        return clean.isEmpty() ? "experiment" : clean;
    }
}
