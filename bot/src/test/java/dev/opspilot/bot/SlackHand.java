package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Whispered;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A person in channel {@code C1} of the fake Slack: types, mentions, reads, and presses buttons as they stand there. */
final class SlackHand {
    private static final String SECRET = "test-signing-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeSlack slack;
    private final SlackSigner signer;
    private final AtomicInteger presses = new AtomicInteger();

    SlackHand(FakeSlack slack, InstantSource clock) {
        this.slack = slack;
        this.signer = new SlackSigner(SECRET, clock);
    }

    /** What the bot needs to know of this Slack. */
    static Map<String, String> environment(FakeSlack slack) {
        return Map.of(
                "SLACK_SIGNING_SECRET",
                SECRET,
                "SLACK_BOT_TOKEN",
                "xoxb-test",
                "SLACK_API_URL",
                slack.apiUrl().toString());
    }

    private static URI door(int port) {
        return URI.create("http://127.0.0.1:" + port + "/slack/events");
    }

    void types(int port, String command) throws Exception {
        send(signer.command(door(port), command, "t" + presses.incrementAndGet(), Map.of()));
    }

    /** Says words behind a mention of the bot. */
    void mentions(int port, String words) throws Exception {
        String ts = "1700000000.00" + presses.incrementAndGet();
        ObjectNode payload = JSON.createObjectNode()
                .put("type", "event_callback")
                .put("team_id", "T1")
                .put("api_app_id", "A1")
                .put("event_id", "Ev" + ts);
        payload.putObject("event")
                .put("type", "app_mention")
                .put("user", "U1")
                .put("text", "<@UBOT> " + words)
                .put("ts", ts)
                .put("event_ts", ts)
                .put("channel", "C1");
        send(signer.event(door(port), payload.toString()));
    }

    /** The first message of the channel that shows something, once it does. */
    Posted message(Predicate<Posted> shows) {
        try {
            return awaited(shows);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in the channel stands " + slack.messages("C1"), e);
        }
    }

    private Posted awaited(Predicate<Posted> shows) {
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

    /** What only this person is told, once it is. */
    Whispered told(String words) {
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
    static Optional<JsonNode> button(Posted message, String action) {
        return message.blocks().findParents("action_id").stream()
                .filter(each -> each.path("action_id").asText().equals(action))
                .findFirst();
    }

    void press(int port, String ts, JsonNode button) throws Exception {
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
        send(signer.interaction(door(port), payload.toString()));
    }

    private static void send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
