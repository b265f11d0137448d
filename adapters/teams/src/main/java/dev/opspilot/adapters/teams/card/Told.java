package dev.opspilot.adapters.teams.card;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;
import java.util.Optional;

/**
 * What stands over the card as prose, with the numbers of its sources, which Teams shows as citations: the narrative of
 * a language mind, or the verdict.
 *
 * @param text Markdown; empty until there is something to tell
 * @param isVerdict whether it says the whole verdict, so that the card need not
 * @param byModel whether a language model wrote it
 */
record Told(String text, boolean isVerdict, boolean byModel) {
    private static final Told NOTHING = new Told("", false, false);

    static Told of(SessionView view, Sources sources) {
        Optional<Narrative> narrative =
                view.telling().narrative().filter(told -> !told.sentences().isEmpty());
        if (narrative.isPresent()) {
            StringBuilder text = new StringBuilder();
            narrative.get().sentences().forEach(each -> say(text, each.text(), each.receipts(), sources));
            return new Told(text.toString(), false, true);
        }
        return view.verdict()
                .map(verdict -> {
                    StringBuilder text = new StringBuilder();
                    boolean whole = say(text, verdict.text(), verdict.receipts(), sources);
                    return new Told(text.toString(), whole, false);
                })
                .orElse(NOTHING);
    }

    /** A finding as a reply: the claim, with the numbers of its sources. */
    static String claim(Finding finding, Sources sources) {
        StringBuilder text = new StringBuilder();
        say(text, finding.text(), finding.receipts(), sources);
        return text.toString();
    }

    /** Says one more sentence while there is room; false when not all of it was said. */
    static boolean say(StringBuilder text, String outside, List<ReceiptId> receipts, Sources sources) {
        int room = CardLimits.TEXT - text.length();
        if (room < 200) {
            return false;
        }
        String sentence = CardText.markdown(outside, room - 100);
        if (sentence.isBlank()) {
            return false;
        }
        text.append(text.isEmpty() ? "" : " ").append(sentence).append(sources.cited(receipts));
        return sentence.length() < room - 101;
    }
}
