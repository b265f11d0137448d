package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiptCardsTest {
    private static final SessionView DONE = Views.done(Views.ID, new Place("teams", "", "19:ops", Optional.empty()));
    private static final ReceiptCards CARDS = new ReceiptCards(GoldenTest.LINKS);

    @Test
    void aLongAnswerIsCutAndTheWholeOfItIsOnThePage() {
        ObjectNode card = CARDS.render(DONE, answered("{\"card\":[" + "41,".repeat(300) + "118]}"), 1);

        assertThat(CardRules.flaws(card, Set.of("ops.example.com", "ci.example.com")))
                .isEmpty();
        assertThat(card.toString())
                .contains(
                        "41, 41, 41,…",
                        "Read the whole answer",
                        "https://ops.example.com/#/sessions/" + Views.ID + "/receipts/1")
                .doesNotContain("118]");
    }

    @Test
    void whatASourceAnswersIsNoLinkAndNothingOfOurs() {
        ObjectNode card = CARDS.render(DONE, answered("see https://evil.example or {{TIME(2026-01-01T00:00:00Z)}}"), 1);

        assertThat(card.toString()).doesNotContain("https://evil", "{{TIME(2026-01-01");
        assertThat(CardRules.flaws(card, Set.of("ops.example.com", "ci.example.com")))
                .isEmpty();
    }

    @Test
    void aChainThatWasChangedIsNamed() {
        assertThat(CARDS.render(DONE, answered("something else"), 1)
                        .at("/body/0")
                        .toString())
                .contains("The chain is broken", "Attention");
    }

    private static List<ReceiptChain.Stored> answered(String result) {
        return DONE.receipts().stream()
                .map(each -> new ReceiptChain.Stored(each, result))
                .toList();
    }
}
