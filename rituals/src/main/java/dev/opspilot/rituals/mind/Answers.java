package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the playbook answers a free question: with the evidence whose words are nearest to it. Pure. */
public final class Answers {
    private static final int TOLD = 3;
    private static final int STEM = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

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
        Set<String> asked = stems(question);
        List<Evidence> nearest = evidence.stream()
                .filter(each -> nearness(each, asked) > 0)
                .sorted(Comparator.comparingDouble((Evidence each) -> -nearness(each, asked)))
                .limit(TOLD)
                .toList();
        if (nearest.isEmpty()) {
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
        return Optional.of(new Finding(
                id,
                nearest.stream().map(Evidence::text).collect(Collectors.joining(" ")),
                Confidence.MEDIUM,
                nearest.stream().flatMap(each -> each.receipts().stream()).toList(),
                List.of(),
                List.of()));
    }

    private static double nearness(Evidence evidence, Set<String> asked) {
        Set<String> words = stems(evidence.text());
        long shared = asked.stream().filter(words::contains).count();
        return shared / Math.sqrt(Math.max(1, words.size()));
    }

    private static Set<String> stems(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group().substring(0, Math.min(match.group().length(), STEM)))
                .collect(Collectors.toSet());
    }
}
