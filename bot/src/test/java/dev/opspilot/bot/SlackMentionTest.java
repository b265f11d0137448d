package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.bot.demo.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plain words behind a mention through the fake Slack: what was understood stands there, and one press corrects it. */
final class SlackMentionTest {
    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);

    @Test
    void showsWhatWasUnderstoodAndRunsWhatWasMeantAfterOnePress() throws Exception {
        try (FakeSlack slack = FakeSlack.start(clock);
                Stage stage = Stage.of(Scenario.HEALTHY, clock, InSlack.environment(slack), "{}")) {
            InSlack ana = new InSlack(slack, clock, stage.port());
            ana.mention("C1", "payments look odd since yesterday");

            Posted drill = ana.message("C1", each -> shows(each, "Understood as: Incident drill"));
            JsonNode meant = InSlack.button(drill, "opspilot_correct_brief").orElseThrow();
            assertThat(meant.at("/text/text").asText()).isEqualTo("I meant: Morning brief");
            assertThat(InSlack.button(drill, "opspilot_correct_experiment")).isPresent();
            ana.press("C1", drill.ts(), meant);
            ana.press("C1", drill.ts(), meant);

            Posted brief = ana.message(
                    "C1", each -> shows(each, "Understood as: Morning brief") && shows(each, "opspilot_rate"));
            assertThat(brief.ts()).isNotEqualTo(drill.ts());
            assertThat(brief.blocks().toString())
                    .contains("Since Mon 8 Feb 00:00 UTC")
                    .contains("Asked for: “payments look odd since yesterday”");
            assertThat(InSlack.button(brief, "opspilot_correct_incident")).isPresent();
            ana.message(
                    "C1",
                    each -> each.ts().equals(drill.ts())
                            && (shows(each, "Asked for again as brief by ") || shows(each, "opspilot_rate")));
            assertThat(rituals(stage)).containsExactlyInAnyOrder("incident", "brief");
            assertThat(slack.calls()).noneMatch(call -> !call.error().isEmpty());
        }
    }

    private static boolean shows(Posted message, String words) {
        return message.blocks().toString().contains(words);
    }

    private static List<String> rituals(Stage stage) throws Exception {
        return new Api(stage.port(), Stage.TOKEN)
                .get("/api/v1/sessions")
                .path("sessions")
                .findValuesAsText("ritual");
    }
}
