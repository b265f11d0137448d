package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Whispered;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import dev.opspilot.bot.demo.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** The buttons of a drill's message pressed through the fake Slack, as they stand there, to their end. */
final class SlackActsTest {
    private static final String SECRET = "test-signing-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final AtomicInteger presses = new AtomicInteger();

    @Test
    void aPlayIsApprovedVerifiedAndTakenBack() throws Exception {
        try (FakeSlack slack = FakeSlack.start(clock);
                Stage stage = Stage.of(
                        Scenario.BAD_DEPLOY,
                        clock,
                        Map.of(
                                "SLACK_SIGNING_SECRET",
                                SECRET,
                                "SLACK_BOT_TOKEN",
                                "xoxb-test",
                                "SLACK_API_URL",
                                slack.apiUrl().toString()),
                        "roles: {members: approver}")) {
            URI door = URI.create("http://127.0.0.1:" + stage.port() + "/slack/events");
            send(new SlackSigner(SECRET, clock).command(door, "incident payments just failed", "t1", Map.of()));
            Posted drawn = message(
                    slack, each -> button(each, "opspilot_decide_approve").isPresent());
            JsonNode approve = button(drawn, "opspilot_decide_approve").orElseThrow();
            assertThat(approve.at("/confirm/text/text").asText()).contains("It calls");
            assertThat(button(drawn, "opspilot_decide_dismiss").orElseThrow().has("confirm"))
                    .isTrue();

            press(door, drawn.ts(), approve);
            assertThat(told(slack, "Heard: *Approve*")).isNotNull();
            Posted running = message(
                    slack, each -> button(each, "opspilot_decide_roll_back").isPresent());
            assertThat(button(running, "opspilot_decide_approve")
                            .filter(each -> each.path("value").equals(approve.path("value"))))
                    .as("a decided button disappears")
                    .isEmpty();
            press(door, drawn.ts(), approve);
            assertThat(told(slack, "This was not done").text()).contains("decided before");
            assertThat(stage.company().operationsDone()).isEqualTo(1);

            stage.samples();
            Posted verified = message(slack, each -> each.blocks().toString().contains("*Done:* Roll back"));
            press(
                    door,
                    drawn.ts(),
                    button(verified, "opspilot_decide_roll_back").orElseThrow());
            message(slack, each -> each.blocks().toString().contains("*Rolled back:* Roll back"));
            assertThat(stage.company().operationsDone()).isEqualTo(2);
            assertThat(slack.calls()).noneMatch(call -> !call.error().isEmpty());
        }
    }

    private static Posted message(FakeSlack slack, Predicate<Posted> shows) {
        try {
            return awaited(slack, shows);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in the channel stands " + slack.messages("C1"), e);
        }
    }

    private static Posted awaited(FakeSlack slack, Predicate<Posted> shows) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> slack.messages("C1").stream()
                                .filter(each -> each.thread().isEmpty())
                                .filter(shows)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Whispered told(FakeSlack slack, String words) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> slack.whispers().stream()
                                .filter(each -> each.text().contains(words))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The first button of that kind. */
    private static Optional<JsonNode> button(Posted message, String action) {
        return message.blocks().findParents("action_id").stream()
                .filter(each -> each.path("action_id").asText().equals(action))
                .findFirst();
    }

    private void press(URI door, String ts, JsonNode button) throws Exception {
        ObjectNode payload = JSON.createObjectNode()
                .put("type", "block_actions")
                .put("trigger_id", "tr-" + presses.incrementAndGet());
        payload.putObject("team").put("id", "T1").put("domain", "acme");
        payload.putObject("user").put("id", "U1").put("name", "ana").put("team_id", "T1");
        payload.putObject("channel").put("id", "C1").put("name", "payments");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", "C1");
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("block_id", "b")
                .put("action_id", button.path("action_id").asText())
                .put("value", button.path("value").asText())
                .put("action_ts", "1700000000." + presses.get());
        send(new SlackSigner(SECRET, clock).interaction(door, payload.toString()));
    }

    private static void send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
