package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.bot.demo.Scenario;
import org.junit.jupiter.api.Test;

/** The buttons of a drill's message pressed through the fake Slack, as they stand there, to their end. */
final class SlackActsTest {
    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    @Test
    void aPlayIsApprovedVerifiedAndTakenBack() throws Exception {
        try (FakeSlack slack = FakeSlack.start(clock);
                Stage stage = Stage.of(
                        Scenario.BAD_DEPLOY,
                        clock,
                        SlackHand.environment(slack),
                        "roles: {members: approver}")) {
            SlackHand ana = new SlackHand(slack, clock);
            ana.types(stage.port(), "incident payments just failed");
            Posted drawn = ana.message(
                    each -> SlackHand.button(each, "opspilot_decide_approve").isPresent());
            JsonNode approve = SlackHand.button(drawn, "opspilot_decide_approve").orElseThrow();
            assertThat(approve.at("/confirm/text/text").asText()).contains("It calls");
            assertThat(SlackHand.button(drawn, "opspilot_decide_dismiss").orElseThrow().has("confirm"))
                    .isTrue();

            ana.press(stage.port(), drawn.ts(), approve);
            assertThat(ana.told("Heard: *Approve*")).isNotNull();
            Posted running = ana.message(
                    each -> SlackHand.button(each, "opspilot_decide_roll_back").isPresent());
            assertThat(SlackHand.button(running, "opspilot_decide_approve")
                            .filter(each -> each.path("value").equals(approve.path("value"))))
                    .as("a decided button disappears")
                    .isEmpty();
            ana.press(stage.port(), drawn.ts(), approve);
            assertThat(ana.told("This was not done").text()).contains("decided before");
            assertThat(stage.company().operationsDone()).isEqualTo(1);

            stage.samples();
            Posted verified = ana.message(each -> each.blocks().toString().contains("*Done:* Roll back"));
            ana.press(
                    stage.port(),
                    drawn.ts(),
                    SlackHand.button(verified, "opspilot_decide_roll_back").orElseThrow());
            ana.message(each -> each.blocks().toString().contains("*Rolled back:* Roll back"));
            assertThat(stage.company().operationsDone()).isEqualTo(2);
            assertThat(slack.calls()).noneMatch(call -> !call.error().isEmpty());
        }
    }
}
