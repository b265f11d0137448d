package dev.opspilot.bot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions and answers as a model reads them. */
final class SessionTextTest {
    private static final Receipt RECEIPT =
            Views.done(Views.ID, Views.CHANNEL).receipts().getFirst();

    @Test
    void aDrillWaitsForNobodysApprovalAndIsDoneByNoHand() {
        String text = SessionText.session(Views.acted(Views.ID, Views.CHANNEL), "https://ops.example.com/#/sessions/s");

        assertThat(play(text, "drill-activation"))
                .contains("drill-activation (proposed): ", "drill: started when a person presses; it only reads")
                .doesNotContain("policy:", "call:");
        assertThat(play(text, "drill-refunds"))
                .contains("drill-refunds (started): ", "drill: session ")
                .doesNotContain("policy:", "call:", "done");
        assertThat(play(text, "call"))
                .contains("policy: done by hand, as OpsPilot has no tool for it", "a person does it by hand");
    }

    private static String play(String text, String id) {
        int from = text.indexOf("- " + id + " (");
        assertThat(from).as(text).isNotNegative();
        int to = text.indexOf("\n- ", from);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }

    @Test
    void aReadingIsQuotedWithItsSignsAndAsCode() {
        String reading = "{\"title\": \"<b>`x`</b>\"}\n[here](https://evil.example)\u200B\r\u2028# end";

        assertThat(SessionText.why(why(""), Depth.READING, List.of(new ReceiptChain.Stored(RECEIPT, reading))))
                .endsWith(RECEIPT.id()
                        + ":\n\n      {\"title\": \"<b>`x`</b>\"}\n      [here](https://evil.example)  # end\n");
    }

    @Test
    void aReadingIsCutOnceAndTheSameEverywhere() {
        ReceiptChain.Stored stored = new ReceiptChain.Stored(RECEIPT, "x".repeat(9_000));

        assertThat(SessionText.reading(stored)).hasSize(SessionText.LONGEST_READING);
        assertThat(SessionText.why(why(""), Depth.READING, List.of(stored))).contains(SessionText.reading(stored));
    }

    @Test
    void aFigureThatNothingWasExpectedOfStandsAlone() {
        assertThat(SessionText.why(why(""), Depth.CALCULATION, List.of())).contains("Refunds: 41. Counted.");
        assertThat(SessionText.why(why("118 to 131"), Depth.CALCULATION, List.of()))
                .contains("Refunds: 41 (expected 118 to 131). Counted.");
    }

    private static Explanation why(String expected) {
        return new Explanation(
                new Finding(
                        new FindingId("refunds"),
                        "Refunds rose.",
                        Finding.Confidence.HIGH,
                        List.of(RECEIPT.id()),
                        List.of(new Finding.Calculation("Refunds", "41", expected, "Counted.", List.of(RECEIPT.id()))),
                        List.of()),
                List.of(RECEIPT));
    }
}
