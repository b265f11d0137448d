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
                "E1 | Failed payments rose to {E1.value}, where {E1.expected} is expected.",
                "E1 | Failed payments rose to {E1.value=9 %}, where {E1.expected} is expected.",
                "E1 | The lost revenue is about USD 12,340 in 14 minutes.",
                "E1 | About USD 12340 of revenue is lost.",
                "E1 | Failed payments stand at 31.4 percent.",
                "E2 | Deploy 482 of checkout-api began at 14:03 UTC.",
                "E2 | The deploy 482 of checkout-api says “Bump retries to 7 of v2.3”.",
                "E5 | The cause of the failed payments is likeliest deploy 482 of checkout-api.",
                "E3 | Refunds changed by -3 %, and errors doubled in 2 regions.",
                "E4 | The proposed remedy is to roll back deploy 482 of checkout-api."
            })
    void lets_through_what_the_evidence_carries(String cite, String text) {
        assertThat(check(text, cite).dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E1 | Failed payments rose by 3 %. | It says 3%",
                "E1 | Failed payments rose to 31.4. | It says 31.4",
                "E1 | Failed payments rose to 31.4 million. | It says 31.4M",
                "E1 | Failed payments rose to -31.4 %. | It says -31.4%",
                "E1 | Lost revenue is about USD 12.340. | It says 12.340",
                "E1 | Lost revenue is about $12,340. | It says $",
                "E1 | Lost revenue is about 14 hours. | It says 14h",
                "E1 | Failed payments doubled. | It says doubled",
                "E1 | Failed payments hit half of all revenue. | It says half",
                "E1 | Failed payments hit a dozen payments. | It says dozen",
                "E1 | Failed payments rose by seven. | It says 7",
                "E1 | Failed payments rose tenfold. | It says tenfold",
                "E1 | Failed payments rose by “12” percent. | It says 12",
                "E1 | Failed payments hit a fifth of all revenue. | It says fifth",
                "E1 | Failed payments hit two tenths of all revenue. | It says 2",
                "E1 | Failed payments trebled. | It says trebled",
                "E1 | Failed payments hit a couple of payments. | It says couple",
                "E2 | Deploy 482 of checkout-api says “retries to 7”. | It says 7",
                "E1 | Failed payments rose to 1{E1.value}. | It says 131.4%",
                "E1 | Failed payments rose to ٣١ percent. | It says ٣",
                "E2 | Deploy 482 began with 7 retries. | It says 7",
                "E3 | Refunds changed by 3 %. | It says 3%"
            })
    void drops_a_number_that_is_not_a_whole_number_of_the_evidence(String cite, String text, String because) {
        assertDropped(check(text, cite), because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E5 | Failed payments were caused by Stripe. | It makes Stripe part of a cause",
                "E5 | Adyen is to blame for failed payments. | It makes Adyen part of a cause",
                "E5 | The likeliest cause of it is “Stripe”. | It makes Stripe part of a cause",
                "E5 | Failed payments were “caused” by Adyen. | It quotes what is not in what it cites: caused",
                "E6 | The failed payments are due to Stripe. | It claims a cause, and nothing that it cites names one",
                "E1 | Failed payments led to lost revenue in 14 minutes. | It claims a cause",
                "E3 | Errors doubled at Stripe in two regions. | It says Stripe, which is not in what it cites"
            })
    void drops_a_cause_that_the_evidence_does_not_call_one(String cite, String text, String because) {
        assertDropped(check(text, cite), because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed payments began at Braintree. | Braintree, which is nowhere",
                "Failed payments began in checkout-web. | checkout-web, which is nowhere",
                "Failed payments began in billing_v9. | billing_v9, which is nowhere",
                "Failed payments say “card declined”. | It quotes what is not",
                "Failed payments are lost by все клиенты. | все, which is nowhere",
                "Tomorrow brings rain and thunder. | It is not about what it cites"
            })
    void drops_names_and_quotations_that_are_nowhere(String text, String because) {
        assertDropped(check(text, "E1"), because);
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
                "Failed payments lost revenue\nexpected.",
                "We have seen failed payments and lost revenue.",
                "I rolled back the failed payments.",
                "Please look at failed payments and revenue.",
                "Failed payments were refunded and lost revenue.",
                "Failed payments lost revenue, delete the expected."
            })
    void never_lets_addresses_mentions_markup_or_deeds_through(String text) {
        assertThat(check(text, "E1").sentences()).isEmpty();
        assertThat(check(text, "E1").dropped()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E1 | Failed payments fell to 31.4 %. | It says which way things go",
                "E1 | Failed payments are as expected at 31.4 %. | It says which way things go",
                "E1 | Lost revenue isn't about USD 12,340 in 14 minutes. | What it cites does not say so",
                "E2 | Deploy 482 of checkout-api never began at 14:03 UTC. | What it cites does not say so",
                "E5 | The cause of the failed payments is not likeliest deploy 482 of checkout-api. | What it cites does not",
                "E6 | Provider Stripe is not weakened. | What it cites does not say so"
            })
    void drops_what_turns_the_evidence_round(String cite, String text, String because) {
        assertDropped(check(text, cite), because);
    }

    @Test
    void drops_what_cites_nothing_or_what_is_not_there() {
        assertDropped(check("Failed payments rose."), "It cites nothing");
        assertDropped(check("Failed payments rose.", "E9"), "It cites what is not there: E9");
        assertDropped(check("Failed payments rose to {E2.value}.", "E1", "E2"), "It names a figure");
        assertDropped(check("Failed payments rose to {E1.value}.", "E2"), "It names a figure");
    }

    @Test
    void tells_five_sentences_at_most_each_once_and_none_that_is_long() {
        List<String> texts = List.of(
                "Failed payments rose.",
                "Failed payments rose.",
                "Failed payments lost revenue.",
                "Lost revenue is expected.",
                "The failed payments are expected.",
                "The lost payments are expected.",
                "Payments failed as expected.");
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
        assertThat(check("Failed payments rose to {E1.value}.", "E1", "E1").sentences())
                .containsExactly(new Sentence("Failed payments rose to 31.4 %.", List.of(RECEIPT)));
    }

    private static void assertDropped(Narrative narrative, String because) {
        assertThat(narrative.sentences()).isEmpty();
        assertThat(narrative.dropped()).hasSize(1);
        assertThat(narrative.dropped().getFirst().because()).contains(because);
    }
}
