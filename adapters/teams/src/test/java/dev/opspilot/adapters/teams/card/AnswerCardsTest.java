package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer begins with what was asked, and has one numbering for what it says and what it stands on. */
class AnswerCardsTest {
    /** A finding that names its sources in another order than they were asked in. */
    private static final SessionView DONE = Views.done(Views.ID, GoldenTest.CHANNEL);

    private static final List<Receipt> RECEIPTS = DONE.receipts();
    private static final Finding LATE = new Finding(
            new FindingId("late"),
            "Deploy 4812 went out first.",
            Finding.Confidence.HIGH,
            List.of(RECEIPTS.get(1).id(), RECEIPTS.get(0).id()),
            List.of(),
            List.of());

    private static JsonNode body(Depth depth) {
        List<ReceiptChain.Stored> readings = depth == Depth.READING
                ? RECEIPTS.stream()
                        .map(each -> new ReceiptChain.Stored(each, "{}"))
                        .toList()
                : List.of();
        Answer answer = new Answer(
                PostKey.answer(Views.ID, new HeardKey("k")),
                GoldenTest.CHANNEL,
                Views.ANA,
                new Answer.Content.Why(new Explanation(LATE, RECEIPTS), depth, readings));
        TeamsMessage message = new AnswerCards(GoldenTest.LINKS).render(answer, GoldenTest.NOW);
        assertThat(message.text()).isEmpty();
        return message.card().orElseThrow().path("body");
    }

    /** Each line of text with its runs. */
    private static List<String> lines(JsonNode body) {
        List<String> lines = new ArrayList<>();
        body.forEach(element -> {
            StringBuilder line = new StringBuilder(element.path("text").asText());
            element.path("inlines")
                    .forEach(run -> line.append(
                            run.isTextual() ? run.asText() : run.path("text").asText()));
            lines.add(line.toString());
        });
        return lines;
    }

    @Test
    void whatWasAskedStandsFirstAndTheReceiptsHaveTheNumbersOfTheClaim() {
        List<String> lines = lines(body(Depth.CLAIM));

        assertThat(lines.get(0)).isEqualTo("Why OpsPilot says this");
        assertThat(lines.get(1)).isEqualTo("Deploy 4812 went out first. [1] [2]");
        assertThat(lines.get(2)).isEqualTo("Receipts");
        assertThat(lines.get(3)).startsWith("[1] Deploys").contains("receipt #2");
        assertThat(lines.get(4)).startsWith("[2] Billing").contains("receipt #1");
    }

    @Test
    void whatTheSourcesAnsweredHasTheNumbersOfTheClaim() {
        List<String> lines = lines(body(Depth.READING));

        assertThat(lines.get(0)).isEqualTo("What the sources answered, word for word");
        assertThat(lines.get(1)).endsWith("[1] [2]");
        assertThat(lines.get(2)).startsWith("[1] Deploys").contains("receipt #2");
    }

    @Test
    void eachNumberOfTheClaimLeadsToItsSource() {
        JsonNode claim = body(Depth.CALCULATION).get(1);

        assertThat(claim.findValuesAsText("url"))
                .containsExactly("https://ci.example.com/d/4812", GoldenTest.LINKS.receipt(RECEIPTS.getFirst()));
    }
}
