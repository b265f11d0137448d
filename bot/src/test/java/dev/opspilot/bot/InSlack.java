package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Whispered;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Ana (U1), who uses a bot in Slack: types, presses what really stands there, fills in what really opened, and reads. */
final class InSlack {
    private static final String SECRET = "test-signing-secret";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeSlack slack;
    private final SlackSigner signer;
    private final URI door;
    private final AtomicInteger triggers = new AtomicInteger();

    InSlack(FakeSlack slack, InstantSource clock, int port) {
        this.slack = slack;
        this.signer = new SlackSigner(SECRET, clock);
        this.door = URI.create("http://127.0.0.1:" + port + "/slack/events");
    }

    /** What connects a bot to that Slack. */
    static Map<String, String> environment(FakeSlack slack) {
        return Map.of(
                "SLACK_SIGNING_SECRET",
                SECRET,
                "SLACK_BOT_TOKEN",
                "xoxb-test",
                "SLACK_API_URL",
                slack.apiUrl().toString());
    }

    /** Types behind {@code /opspilot}. */
    void type(String channel, String words) {
        send(signer.command(door, words, "command-" + triggers.incrementAndGet(), Map.of("channel_id", channel)));
    }

    /** Types behind {@code /opspilot} as somebody else. */
    void type(String channel, String user, String words) {
        Map<String, String> fields =
                Map.of("channel_id", channel, "user_id", user, "user_name", user.toLowerCase(Locale.ROOT));
        send(signer.command(door, words, "command-" + triggers.incrementAndGet(), fields));
    }

    /** Says words behind a mention of the bot. */
    void mention(String channel, String words) {
        String ts = "1700000000.00" + triggers.incrementAndGet();
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
                .put("channel", channel);
        send(signer.event(door, payload.toString()));
    }

    /** Presses a button of a message. */
    void press(String channel, String ts, JsonNode button) {
        int press = triggers.incrementAndGet();
        ObjectNode payload = payload("block_actions").put("trigger_id", "press-" + press);
        payload.putObject("channel").put("id", channel).put("name", "somewhere");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel);
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("block_id", "b")
                .put("action_id", button.path("action_id").asText())
                .put("value", button.path("value").asText())
                .put("action_ts", "1700000000." + press);
        send(signer.interaction(door, payload.toString()));
    }

    /** Submits a form that opened, filled in; returns the request, to be sent again as Slack does when it heard nothing. */
    HttpRequest submit(JsonNode form, JsonNode values) {
        ObjectNode payload = payload("view_submission");
        ObjectNode view = payload.putObject("view")
                .put("id", "V" + triggers.incrementAndGet())
                .put("type", "modal")
                .put("callback_id", form.path("callback_id").asText())
                .put("private_metadata", form.path("private_metadata").asText());
        view.putObject("state").set("values", values);
        HttpRequest request = signer.interaction(door, payload.toString());
        send(request);
        return request;
    }

    /** Delivers a request of Slack's. */
    void send(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the bot did not answer", e);
        }
    }

    private static ObjectNode payload(String type) {
        ObjectNode payload = JSON.createObjectNode().put("type", type);
        payload.putObject("team").put("id", "T1").put("domain", "acme");
        payload.putObject("user").put("id", "U1").put("name", "ana").put("team_id", "T1");
        return payload;
    }

    /** The first message of a channel, outside of threads, that is so. */
    Posted message(String channel, Predicate<Posted> shows) {
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> slack.messages(channel).stream()
                                    .filter(each -> each.thread().isEmpty())
                                    .filter(shows)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in the channel stands " + slack.messages(channel), e);
        }
    }

    /** Whether a message goes on with what a session's own does not hold. */
    static boolean goesOn(Posted message) {
        return message.metadata().at("/event_payload/slot").asText().startsWith("rest/");
    }

    /** The messages of a channel, once there are so many that go on with no other, and the last says so. */
    List<Posted> messages(String channel, int many, String says) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> slack.messages(channel).stream()
                                .filter(each -> !goesOn(each))
                                .toList(),
                        all -> all.size() == many && all.getLast().toString().contains(says));
    }

    /** What is told to her alone, and says so. */
    Whispered told(String words) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> slack.whispers().stream()
                                .filter(each -> each.text().contains(words))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What was said to somebody alone. */
    Whispered told(String user, String words) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> slack.whispers().stream()
                                .filter(each ->
                                        each.user().equals(user) && each.text().contains(words))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The form that opened. */
    JsonNode form(String callback) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> slack.modals().values().stream()
                                .filter(each ->
                                        each.path("callback_id").asText().equals(callback))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The first button of a message with that action. */
    static Optional<JsonNode> button(Posted message, String action) {
        return buttons(message)
                .filter(each -> each.path("action_id").asText().equals(action))
                .findFirst();
    }

    /** The button of a message with that label. */
    static JsonNode labelled(Posted message, String label) {
        return buttons(message)
                .filter(each -> each.at("/text/text").asText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button “" + label + "” in " + message.blocks()));
    }

    private static Stream<JsonNode> buttons(Posted message) {
        return message.blocks().findParents("action_id").stream();
    }
}
