package dev.opspilot.rituals.mind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a sentence may say that one thing caused another. Pure. */
final class Causes {
    private static final Pattern CLAIMED = Pattern.compile(
            "(?i)\\b(?:caus(?:e|es|ed|ing)|culprits?|blam(?:e|es|ed)|because of|due to|owing to|thanks to|led to|leads to"
                    + "|result(?:s|ed)? (?:of|from|in)|stems? from|stemmed from|trigger(?:s|ed)?|responsible|at fault"
                    + "|attributed to|brought (?:about|on|down)|broke|root of)\\b");

    /** How our own findings say who it is; what only weighs a suspicion says something else. */
    private static final Pattern FOUND = Pattern.compile("(?i)\\b(?:likeliest cause|cause is|caused by)\\b");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

    private Causes() {}

    /** Why it cannot be said; empty if it claims no cause, or only what the evidence calls one. */
    static Optional<String> flaw(String text, List<Evidence> cited) {
        if (!CLAIMED.matcher(Vocabulary.of(cited).own(text)).find()) {
            return Optional.empty();
        }
        List<Evidence> naming = cited.stream()
                .flatMap(each -> Arrays.stream(SENTENCE_END.split(each.text()))
                        .filter(sentence ->
                                FOUND.matcher(Vocabulary.unquoted(sentence)).find())
                        .map(sentence -> new Evidence(each.id(), sentence, each.figures(), each.receipts())))
                .toList();
        Vocabulary named = Vocabulary.of(naming);
        return naming.isEmpty()
                ? Optional.of("It claims a cause, and nothing that it cites names one.")
                : named.unknownName(text)
                        .or(() -> named.unknownOpening(text))
                        .map(each -> "It makes " + each + " part of a cause that it is not part of in what it cites.");
    }
}
