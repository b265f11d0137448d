package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Narrative.Sentence;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimCheckTest {
    private static final ReceiptId RECEIPT = new ReceiptId("s1-r1");
    private static final List<Evidence> EVIDENCE = List.of(
            evidence(
                    "E1",
                    "Failed payments: 31.4 %, expected 0.8–2.1 %. Lost revenue is about USD 12,340 in 14 minutes."),
            evidence("E2", "Deploy 482 of checkout-api (“Bump retries to 7 of v2.3”) began at 14:03 UTC, by ada."),
            evidence("E3", "Refunds changed by -3 % and signups by 5 %. Errors doubled in two regions."),
            evidence(
                    "E5",
                    "Failed payments rose. The likeliest cause is deploy 482 of checkout-api. Stripe and Adyen fail alike."),
            evidence("E6", "Provider Stripe (weakened): what a cause on our side explains, an outage of it does not."),
            evidence("E4", "Proposed: Roll back deploy 482. It returns checkout-api to the version before."));

    private static Evidence evidence(String id, String text) {
        return Evidence.of(
                id,
                text,
                id.equals("E1") ? Map.of("value", "31.4 %", "expected", "0.8–2.1 %") : Map.of(),
                List.of(RECEIPT));
    }

    private static Narrative check(String text, String... cites) {
        return ClaimCheck.against(EVIDENCE).check("Analyst", List.of(new Claim(text, List.of(cites))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E1 | Failed payments: {E1.value}, expected {E1.expected}.",
                "E1 | Failed payments are at {E1.value=9 %}.",
                "E1 | Failed payments: 31.4 %. Lost revenue is about USD 12,340 in 14 minutes.",
                "E1 | Failed payments: 31.4%.",
                "E2 | Deploy 482 of checkout-api began at 14:03 UTC.",
                "E2 | The deploy 482 of checkout-api (“Bump retries to 7 of v2.3”) began at 14:03 UTC.",
                "E5 | Failed payments rose. The likeliest cause is deploy 482 of checkout-api.",
                "E3 | Refunds changed by -3 % and signups by 5 %, and errors doubled in two regions.",
                "E4 | Proposed: Roll back deploy 482."
            })
    void lets_through_what_the_evidence_says(String cite, String text) {
        assertThat(check(text, cite).dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E1 | Failed payments rose by 3 %. | rose by 3 %",
                "E1 | Failed payments are at 31.4. | Failed payments are at 31.4",
                "E1 | Failed payments are at 31.4 million. | million",
                "E1 | Failed payments are at -31.4 %. | - 31.4 %",
                "E1 | Failed payments: 31.4 %. Lost revenue is about USD 12.340. | 12.340",
                "E1 | Failed payments: 31.4 %. Lost revenue is about $12,340. | $ 12,340",
                "E1 | Failed payments: 31.4 %. Lost revenue is about USD 12,340 in 14 hours. | hours",
                "E1 | Failed payments doubled. | doubled",
                "E1 | Failed payments hit half of all revenue. | hit half of all revenue",
                "E1 | Failed payments are at “31.4” percent. | “31.4” percent",
                "E1 | Failed payments are at 1{E1.value}. | 131.4 %",
                "E1 | Failed payments are at ٣١ percent. | ٣١ percent",
                "E2 | Deploy 482 of checkout-api began with 7 retries. | with 7 retries",
                "E2 | Bump retries to 7 of v2.3. | Bump retries",
                "E3 | Refunds changed by 3 %. | 3 %",
                "E5 | Failed payments were caused by Stripe. | were caused by Stripe",
                "E5 | The likeliest cause is Stripe. | Stripe",
                "E5 | Failed payments rose because Stripe and Adyen fail alike. | because Stripe",
                "E6 | The failed payments are due to Stripe. | failed payments",
                "E1 | Failed payments in Berlin: 31.4 %. | in Berlin",
                "E1 | Failed payments are lost by все клиенты. | lost by",
                "E1 | Failed payments were refunded. | refunded",
                "E1 | We have seen failed payments. | We have seen",
                "E4 | Roll back deploy 482. | Roll back deploy 482",
                "E5 | Failed payments fell. | fell",
                "E6 | Provider Stripe is not weakened. | is not weakened"
            })
    void drops_what_the_evidence_does_not_say_and_names_it(String cite, String text, String said) {
        assertDropped(check(text, cite), "What it cites does not say so: “" + said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed payments: see https://evil.example/x.",
                "Failed payments: see evil.com for revenue.",
                "Failed payments: see evil[.]com for revenue.",
                "Failed payments: write to a@b.c about revenue.",
                "Failed payments concern @channel and revenue.",
                "Failed payments concern <!channel> and revenue.",
                "Failed payments concern ＠here and revenue.",
                "Failed *payments* lost revenue.",
                "Failed `payments` lost revenue.",
                "Failed [payments](revenue) are lost.",
                "Failed payments lost revenue :rotating_light: expected.",
                "Failed pay\u200Bments lost revenue.",
                "Failed payments lost revenue\nexpected."
            })
    void never_lets_addresses_mentions_or_markup_through(String text) {
        assertThat(check(text, "E1").sentences()).isEmpty();
        assertThat(check(text, "E1").dropped()).hasSize(1);
    }

    @Test
    void drops_what_cites_nothing_or_what_is_not_there() {
        assertDropped(check("Failed payments rose."), "It cites nothing");
        assertDropped(check("Failed payments rose.", "E9"), "It cites what is not there: E9");
        assertDropped(check("Failed payments: {E2.value}.", "E1", "E2"), "It names a figure");
        assertDropped(check("Failed payments: {E1.value}.", "E2"), "It names a figure");
    }

    @Test
    void tells_five_sentences_at_most_each_once_and_none_that_is_long() {
        List<String> texts = List.of(
                "Failed payments: 31.4 %.",
                "Failed payments: 31.4 %.",
                "Failed payments are at 31.4 %.",
                "The failed payments: 31.4 %.",
                "Failed payments: 31.4 %, expected 0.8–2.1 %.",
                "Failed payments are 31.4 %.",
                "Failed payments were at 31.4 %.");
        Narrative narrative = ClaimCheck.against(EVIDENCE)
                .check(
                        "Analyst",
                        texts.stream()
                                .map(text -> new Claim(text, List.of("E1")))
                                .toList());

        assertThat(narrative.sentences()).hasSize(ClaimCheck.MOST_SENTENCES);
        assertThat(narrative.dropped())
                .extracting(Narrative.Dropped::because)
                .containsExactly("It was told already.", "It is one sentence too many.");
        assertDropped(check(String.join(" ", Collections.nCopies(30, "failed payments")), "E1"), "longer than 320");
    }

    @Test
    void names_the_figures_of_a_text_in_its_own_voice() {
        assertThat(Numbers.named("Since 2026-11-26 10:40 UTC deploy-4812 (“7 of 9”) took 31.4 % of 1,590, expected"
                        + " 0.2–2.3 %, by -3 points."))
                .containsExactly(
                        Map.entry("n1", "10:40"),
                        Map.entry("n2", "31.4 %"),
                        Map.entry("n3", "1,590"),
                        Map.entry("n4", "0.2"),
                        Map.entry("n5", "2.3 %"),
                        Map.entry("n6", "-3"));
    }

    @Test
    void fills_figures_in_and_keeps_the_receipts() {
        assertThat(check("Failed payments are at {E1.value}.", "E1", "E1").sentences())
                .containsExactly(new Sentence("Failed payments are at 31.4 %.", List.of(RECEIPT)));
    }

    private static void assertDropped(Narrative narrative, String because) {
        assertThat(narrative.sentences()).isEmpty();
        assertThat(narrative.dropped()).hasSize(1);
        assertThat(narrative.dropped().getFirst().because()).contains(because);
    }
}
