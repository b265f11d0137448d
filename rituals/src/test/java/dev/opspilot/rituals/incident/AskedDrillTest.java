package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.mind.DirectAnswers;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people ask of a drill, answered without a model. */
final class AskedDrillTest {
    private static final SessionView BROKEN =
            Rehearsal.of(Scenarios.badDeploy()).view();
    private static final SessionView OUTAGE =
            Rehearsal.of(Scenarios.providerOutage()).view();
    private static final SessionView HEALTHY = Rehearsal.of(Scenarios.healthy()).view();

    private static Optional<Finding> answer(SessionView view, String question) {
        return DirectAnswers.of(new FindingId("answer-1"), question, view);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when did it begin?|(?s).*since \\d\\d:\\d\\d UTC.*",
                "Since when is it broken?|(?s).*since \\d\\d:\\d\\d UTC.*",
                "is it over?|(?s)No, as read by .*payments failure rate is at .*",
                "is it still failing?|(?s)Yes, as read by .*",
                "what should I do first?|(?s)Proposed first: .*",
                "how sure are you?|(?s)This is told with \\w+ confidence: .*"
            })
    void whatNearlyEverybodyAsks(String question, String told) {
        assertThat(answer(BROKEN, question).map(Finding::text).orElse("")).matches(told);
    }

    @Test
    void isItOverOfWhatWasNeverWrongIsYes() {
        assertThat(answer(HEALTHY, "is everything ok?").orElseThrow().text()).startsWith("Yes, as read by ");
        assertThat(answer(HEALTHY, "is it still failing?").orElseThrow().text()).startsWith("No, as read by ");
    }

    @Test
    void saysNoWhereItWasSomethingElse() {
        assertThat(answer(BROKEN, "was it a deploy?").orElseThrow().text())
                .startsWith("Most likely, yes. Deploy-4812 of payments-api")
                .contains(" leads: it came at 10:36 UTC");
        assertThat(answer(BROKEN, "was it a provider outage?").orElseThrow().text())
                .startsWith("Not likely: deploy-4812 of payments-api")
                .contains(" is the likeliest cause. Provider ");
        assertThat(answer(BROKEN, "could it be deploy-4809?").orElseThrow().text())
                .startsWith("Not likely: ")
                .contains("Deploy-4809 of web");
        assertThat(answer(OUTAGE, "was it a deploy?").orElseThrow().text())
                .startsWith("Not likely: provider stripe is the likeliest cause. Deploy-4809 of web");
        assertThat(answer(OUTAGE, "is it stripe?").orElseThrow().text())
                .startsWith("Most likely, yes. Provider stripe");
    }

    @Test
    void tellsWhatSpeaksForASuspectAndWhetherOneIsAffected() {
        assertThat(answer(BROKEN, "why do you think it was the deploy?")
                        .orElseThrow()
                        .text())
                .startsWith("Deploy-4812 of payments-api")
                .contains(" leads: it came at 10:36 UTC");
        assertThat(answer(BROKEN, "is Stripe affected?").orElseThrow().text()).startsWith("Provider ");
        assertThat(answer(OUTAGE, "is stripe down?").orElseThrow().text()).startsWith("Provider stripe leads: ");
    }

    @ParameterizedTest
    @CsvSource({"why did it begin?", "who deployed payments-api?", "was it the weather?", "how many errors?", "''"})
    void leavesTheRestToTheEvidence(String question) {
        assertThat(answer(BROKEN, question)).isEmpty();
    }
}
