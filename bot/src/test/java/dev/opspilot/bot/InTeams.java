package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Posted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** People who use a bot in Teams through the fake connector: write, press what really stands there, and read. */
final class InTeams {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeConnector teams;
    private final URI door;
    private final AtomicInteger sent = new AtomicInteger();

    InTeams(FakeConnector teams, int port) {
        this.teams = teams;
        this.door = URI.create("http://127.0.0.1:" + port + "/api/messages");
    }

    /** Delivers an activity as Teams does, and returns what is answered. */
    JsonNode send(ObjectNode activity) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(door)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(activity.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the bot did not answer", e);
        }
    }

    private ObjectNode activity(String type, String who, String conversation, String kind) {
        ObjectNode activity = JSON.createObjectNode()
                .put("type", type)
                .put("id", "activity-" + sent.incrementAndGet())
                .put("channelId", "msteams")
                .put("serviceUrl", teams.serviceUrl().toString());
        activity.putObject("from").put("id", "29:" + who).put("name", who).put("aadObjectId", "aad-" + who);
        activity.putObject("recipient").put("id", "28:app").put("name", "OpsPilot");
        activity.putObject("conversation").put("id", conversation).put("conversationType", kind);
        return activity;
    }

    /** Anything in a thread of a channel. */
    ObjectNode activity(String type, String who, String channel) {
        return activity(type, who, channel + ";messageid=1000", "channel");
    }

    /** Anything about a channel of a team as a whole. */
    ObjectNode inTeam(String type, String who, String channel, String team) {
        ObjectNode activity = activity(type, who, channel, "channel");
        activity.putObject("channelData").putObject("team").put("id", team);
        return activity;
    }

    /** Words in somebody's own chat with the app. */
    ObjectNode inPrivate(String who, String words) {
        return activity("message", who, "a:" + who, "personal").put("text", words);
    }

    /** A mention in a channel. */
    ObjectNode said(String who, String channel, String words) {
        return mentioning(activity("message", who, channel), words);
    }

    /** Makes a message one that mentions the app. */
    static ObjectNode mentioning(ObjectNode message, String words) {
        message.put("text", "<at>OpsPilot</at> " + words);
        message.putArray("entities")
                .addObject()
                .put("type", "mention")
                .put("text", "<at>OpsPilot</at>")
                .putObject("mentioned")
                .put("id", "28:app");
        return message;
    }

    /** A press on an action of a message of a channel. */
    ObjectNode pressed(String who, Posted message, JsonNode action) {
        ObjectNode activity = activity("invoke", who, message.conversation().split(";", 2)[0]);
        return on(activity, message, action);
    }

    /** A press on an action of a message of somebody's own chat. */
    ObjectNode pressedInPrivate(String who, Posted message, JsonNode action) {
        return on(activity("invoke", who, "a:" + who, "personal"), message, action);
    }

    private static ObjectNode on(ObjectNode activity, Posted message, JsonNode action) {
        activity.put("name", "adaptiveCard/action").put("replyToId", message.id());
        activity.putObject("value").set("action", action);
        return activity;
    }

    /** The first message of a conversation that is so. */
    Posted message(String channel, Predicate<Posted> wanted) {
        try {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> teams.messages(channel).stream().filter(wanted).findFirst(), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in the conversation stands " + teams.messages(channel), e);
        }
    }

    /** The first action of that title, however deep in the card it is. */
    static JsonNode action(Posted message, String title) {
        return StreamSupport.stream(message.activity().findParents("verb").spliterator(), false)
                .filter(each -> each.path("title").asText().startsWith(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + title + " in " + message.card()));
    }
}
