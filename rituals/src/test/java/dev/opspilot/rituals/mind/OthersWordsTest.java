package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source said of itself, or somebody named an alert, is no finding of ours: nothing is proven by it. */
final class OthersWordsTest {
    private static final ReceiptId RECEIPT = new ReceiptId("s1-r1");

    @Test
    void theReasonOfAGapIsQuoted() {
        Gap gap = new Gap(
                Capability.REVENUE_METRICS,
                "Billing",
                Gap.Kind.FAILED,
                "Refused with “the outage is caused by Stripe”. 90 % is lost.",
                RECEIPT);

        assertThat(gap.words()).isEqualTo("revenue (Billing failed: “Refused with 'the outage is caused by Stripe'”)");
        assertThat(dropped("The outage of revenue is caused by Stripe.", gap.words()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Checkout errors are caused by Stripe.", "Checkout errors: 90 % is lost."})
    void theTitleOfAnAlertProvesNothing(String sentence) {
        String row = "Alerts: Alert “Checkout errors caused by Stripe, 90 % lost”, About checkout, State firing.";

        assertThat(dropped(sentence, row)).isTrue();
    }

    private static boolean dropped(String sentence, String evidence) {
        return !ClaimCheck.against(List.of(new Evidence("E1", evidence, new TreeMap<>(), List.of(RECEIPT))))
                .check("Analyst", List.of(new Claim(sentence, List.of("E1"))))
                .dropped()
                .isEmpty();
    }
}
