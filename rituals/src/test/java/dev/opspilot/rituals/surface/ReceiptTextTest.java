package dev.opspilot.rituals.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptTextTest {
    private static final Place PLACE = new Place("slack", "T1", "C1", Optional.empty());

    @Test
    void anAnswerStandsOnOneLineAndIsCutWhereItIsLong() {
        assertThat(ReceiptText.answered("{\n  \"card\": 41\n}"))
                .isEqualTo(new ReceiptText.Excerpt("{ \"card\": 41 }", true));
        assertThat(ReceiptText.answered(" \n")).isEqualTo(new ReceiptText.Excerpt("(empty)", true));

        ReceiptText.Excerpt cut = ReceiptText.answered("41, ".repeat(1_000));
        assertThat(cut.whole()).isFalse();
        assertThat(cut.text()).endsWith("…").hasSizeLessThanOrEqualTo(ReceiptText.ANSWER);
    }

    @Test
    void whoAskedIsNamedWhereSomebodyOfThatIdIsKnown() {
        SessionView view = Views.acted(Views.ID, PLACE);

        assertThat(ReceiptText.asker(view, by(Views.ANA.actor()))).isEqualTo("ana");
        assertThat(ReceiptText.asker(view, by("slack:U999"))).isEqualTo("slack:U999");
        assertThat(ReceiptText.asker(view, by(Person.AUTOMATION.actor()))).isEqualTo("Automation");
    }

    @Test
    void aChainThatWasChangedIsToldAsBroken() {
        List<ReceiptChain.Stored> stored = List.of(new ReceiptChain.Stored(by(Views.ANA.actor()), "{}"));
        List<ReceiptChain.Stored> changed = List.of(new ReceiptChain.Stored(by(Views.ANA.actor()), "something else"));

        assertThat(ReceiptText.chain(Views.ID, List.of())).isEqualTo("No source has answered yet.");
        assertThat(ReceiptText.chain(Views.ID, stored)).isEqualTo("The chain of 1 receipt is intact.");
        assertThat(ReceiptText.chain(Views.ID, changed)).startsWith("The chain is broken");
    }

    private static Receipt by(String actor) {
        return ReceiptChain.empty(Views.ID)
                .next(new ReceiptChain.Draft(
                        "Deploys",
                        "deploys/recent",
                        "{}",
                        actor,
                        Views.START,
                        Views.START,
                        Duration.ofMillis(8),
                        false,
                        Outcome.FOUND,
                        "{}",
                        Optional.empty(),
                        Optional.empty()));
    }
}
