package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the playbook answers a free question: with the evidence that speaks most of what is asked, rare words counting
 * most, the weightier evidence first. What speaks of less than half of it is no answer. Pure.
 */
public final class Answers {
    private static final int TOLD = 3;
    private static final int SHORTEST = 3;

    /** Evidence that speaks of less than this share of what the best does is not told beside it. */
    private static final double BESIDE = 0.75;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{" + SHORTEST + ",}");
    private static final Pattern SUFFIX = Pattern.compile("(?<=\\p{L}{3})(?:ing|ed|es|s|e)$");
    private static final Pattern STANDING = Pattern.compile(" \\((?:leading|weakened|refuted)\\)");
    private static final Pattern OF_CAUSE = Pattern.compile("(?i)\\b(?:why|(?:was|is) (?:it|that|this))\\b");

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}“])");
    private static final Pattern AMOUNT = Pattern.compile("(?i)\\bhow many\\b");
    /** As in “came to 629 in 17 minutes”. */
    private static final Pattern COUNTS = Pattern.compile("\\b(?:came to|come to) \\d|: \\d[\\d,]* in \\d");

    /** Words that ask, or that every question and answer may hold. */
    private static final Set<String> LIGHT = Set.of(
            ("the and for are was were has had have did does been being can could will would should may what which who whom"
                            + " whose when where why how much many long often any some all not you our ours your they them"
                            + " their its this that these those there here with from into about than then also just now still"
                            + " really happen happened please tell know show give get got say said people anybody anyone"
                            + " somebody someone everybody everyone since before after during over")
                    .split(" "));

    /** Words that ask for the same as those that findings are written in, by their stems. */
    private static final Map<String, String> SAME = byStems(Map.ofEntries(
            Map.entry("money", "revenue"),
            Map.entry("income", "revenue"),
            Map.entry("sales", "revenue"),
            Map.entry("lose", "impact"),
            Map.entry("losing", "impact"),
            Map.entry("lost", "impact"),
            Map.entry("loss", "impact"),
            Map.entry("cost", "impact"),
            Map.entry("costs", "impact"),
            Map.entry("damage", "impact"),
            Map.entry("affected", "impact"),
            Map.entry("culprit", "cause"),
            Map.entry("reason", "cause"),
            Map.entry("fault", "cause"),
            Map.entry("fail", "failures"),
            Map.entry("release", "deploy"),
            Map.entry("rollout", "deploy")));

    private Answers() {}

    /** The capabilities that a question names by their words. */
    public static Set<Capability> named(String question) {
        Set<String> asked = stems(question);
        return Arrays.stream(Capability.values())
                .filter(each -> stems(each.words()).stream().anyMatch(asked::contains))
                .collect(Collectors.toSet());
    }

    /** The answer, or that nothing was found, said on all that was read; empty when nothing was read at all. */
    public static Optional<Finding> answer(
            FindingId id, String question, List<Evidence> evidence, List<ReceiptId> read) {
        Map<String, Double> asked = weights(question, evidence);
        double all = asked.values().stream().mapToDouble(each -> each).sum();
        double best = evidence.stream()
                .mapToDouble(each -> nearness(each, asked))
                .max()
                .orElse(0);
        if (best == 0 || 2 * best < all) {
            return read.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            id,
                            "Nothing that this session has read speaks of that. Name a figure, a service, a provider or"
                                    + " a change, or ask for another source.",
                            Confidence.LOW,
                            read,
                            List.of(),
                            List.of()));
        }
        Set<String> said = new HashSet<>();
        boolean amount = AMOUNT.matcher(question).find()
                && evidence.stream().anyMatch(each -> nearness(each, asked) >= BESIDE * best && counts(each, asked));
        List<Evidence> nearest = evidence.stream()
                .filter(each -> nearness(each, asked) >= BESIDE * best && (!amount || counts(each, asked)))
                .sorted(Comparator.comparingDouble((Evidence each) -> -nearness(each, asked)))
                .filter(each -> said.add(STANDING.matcher(each.text()).replaceAll("")))
                .limit(TOLD)
                .toList();
        return Optional.of(new Finding(
                id,
                nearest.stream()
                        .map(Evidence::text)
                        .map(Words::stopped)
                        .flatMap(SENTENCE::splitAsStream)
                        .filter(each -> !amount || counts(each, asked))
                        .distinct()
                        .collect(Collectors.joining(" ")),
                best >= all ? Confidence.MEDIUM : Confidence.LOW,
                nearest.stream()
                        .flatMap(each -> each.receipts().stream())
                        .distinct()
                        .toList(),
                List.of(),
                List.of()));
    }

    private static boolean counts(Evidence evidence, Map<String, Double> asked) {
        return SENTENCE.splitAsStream(evidence.text()).anyMatch(each -> counts(each, asked));
    }

    /** Whether a sentence tells how many of something that is asked for there were. */
    private static boolean counts(String sentence, Map<String, Double> asked) {
        return COUNTS.matcher(sentence).find() && stems(sentence).stream().anyMatch(asked::containsKey);
    }

    /** What is asked for, each word the heavier the less evidence holds it. */
    private static Map<String, Double> weights(String question, List<Evidence> evidence) {
        Set<String> asked = stems(question);
        if (OF_CAUSE.matcher(question).find()) {
            asked.add(stem("cause"));
        }
        return asked.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        word -> Math.log1p((double) evidence.size()
                                / Math.max(
                                        1,
                                        evidence.stream()
                                                .filter(each ->
                                                        stems(each.text()).contains(word))
                                                .count()))));
    }

    private static double nearness(Evidence evidence, Map<String, Double> asked) {
        Set<String> words = stems(evidence.text());
        return asked.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** What a text says, whichever form its words have; what asks, and what every text may hold, is left out. */
    static Set<String> stems(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> !LIGHT.contains(word))
                .map(Answers::stem)
                .map(stem -> SAME.getOrDefault(stem, stem))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String stem(String word) {
        return SUFFIX.matcher(word).replaceFirst("");
    }

    private static Map<String, String> byStems(Map<String, String> words) {
        return words.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        each -> stem(each.getKey()), each -> stem(each.getValue()), (one, _) -> one));
    }
}
