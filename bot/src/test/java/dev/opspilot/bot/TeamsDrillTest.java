package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Posted;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgInbox;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole bot through a fake connector of Teams: typed words in, a message that grows, why in its thread. */
final class TeamsDrillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "test-token";
    private static final String CHANNEL = "19:ops@thread.tacv2";
    private static final String CHAT = "a:ana";

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final FakeConnector teams = FakeConnector.start(clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String database = TestDatabase.url();

    @AfterEach
    void close() {
        client.close();
        teams.close();
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "OPSPILOT_PORT",
                "0",
                "OPSPILOT_DATABASE_URL",
                database,
                "OPSPILOT_API_TOKEN",
                TOKEN,
                "TEAMS_AUTH",
                "off"));
    }

    private JsonNode send(int port, ObjectNode activity) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/messages"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(activity.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private ObjectNode activity(String type, String id, String conversation, String kind) {
        ObjectNode activity = JSON.createObjectNode()
                .put("type", type)
                .put("id", id)
                .put("channelId", "msteams")
                .put("serviceUrl", teams.serviceUrl().toString())
                .put("timestamp", "2026-11-23T14:00:00Z");
        activity.putObject("from").put("id", "29:ana").put("name", "Ana").put("aadObjectId", "aad-ana");
        activity.putObject("recipient").put("id", "28:app").put("name", "OpsPilot");
        activity.putObject("conversation").put("id", conversation).put("conversationType", kind);
        return activity;
    }

    private ObjectNode mention(String id, String words) {
        ObjectNode activity = activity("message", id, CHANNEL + ";messageid=1000", "channel");
        activity.put("text", "<at>OpsPilot</at> " + words);
        activity.putArray("entities")
                .addObject()
                .put("type", "mention")
                .put("text", "<at>OpsPilot</at>")
                .putObject("mentioned")
                .put("id", "28:app");
        return activity;
    }

    private ObjectNode press(String id, String message, JsonNode action) {
        ObjectNode activity = activity("invoke", id, CHANNEL + ";messageid=1000", "channel")
                .put("name", "adaptiveCard/action")
                .put("replyToId", message);
        activity.putObject("value").set("action", action);
        return activity;
    }

    private Posted message(String channel, Predicate<Posted> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> teams.messages(channel).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The first action of that title, however deep in the card it is. */
    private static JsonNode action(Posted message, String title) {
        return StreamSupport.stream(message.activity().findParents("verb").spliterator(), false)
                .filter(each -> each.path("title").asText().startsWith(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + title + " in " + message.card()));
    }

    @Test
    void growsOneMessageFromTypedWordsAndAnswersWhyInItsThread() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                Bot bot = Bot.start(
                        Settings.from(environment()), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, clock)) {
            send(bot.port(), activity("typing", "t0", CHAT, "personal"));
            long start = System.nanoTime();
            send(bot.port(), mention("t1", "payments just failed"));
            long ackMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            send(bot.port(), mention("t1", "payments just failed"));
            assertThat(ackMillis).isLessThan(1_000);

            Posted board = message(CHANNEL, each -> each.card().contains("· done"));
            assertThat(board.conversation()).isEqualTo(CHANNEL + ";messageid=1000");
            assertThat(board.revisions()).isPositive();
            assertThat(board.card()).contains("Billing").contains("Roll back");

            JsonNode why = action(board, "Ask why");
            JsonNode answer = send(bot.port(), press("p1", board.id(), why));
            send(bot.port(), press("p1", board.id(), why));
            assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
            assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.activity.message");
            Posted because = message(CHANNEL, each -> each.card().contains("Why OpsPilot says this"));
            assertThat(because.conversation()).isEqualTo(board.conversation());

            send(bot.port(), mention("t2", "which deploy was it?"));
            message(CHANNEL, each -> each.card().contains("which deploy was it?"));
            assertThat(teams.messages(CHANNEL)).hasSize(3);
            assertThat(teams.calls()).allMatch(call -> call.status() < 300);
            assertThat(new Api(bot.port(), TOKEN).get("/api/v1/sessions").path("sessions"))
                    .hasSize(1);
        }
    }

    @Test
    void streamsIntoAPersonalChatAndStopsWhenTold() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                Gate gate = new Gate(company.url(), "deploys_recent");
                ChildBot bot = ChildBot.start(environment(), gate.url())) {
            send(bot.port(), activity("message", "t1", CHAT, "personal").put("text", "incident payments just failed"));
            assertThat(gate.reached().await(30, TimeUnit.SECONDS)).isTrue();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !teams.lines().isEmpty());
            assertThat(teams.lines().getFirst()).startsWith("informative: ");

            JsonNode sessions =
                    new Api(bot.port(), TOKEN).get("/api/v1/sessions").path("sessions");
            String session = sessions.path(0).path("id").asText();
            ObjectNode stop =
                    JSON.createObjectNode().put("type", "Action.Execute").put("verb", "opspilot.stop");
            stop.putObject("data").put("v", 1).put("verb", "opspilot.stop").put("session", session);
            ObjectNode pressed = activity("invoke", "p1", CHAT, "personal").put("name", "adaptiveCard/action");
            pressed.putObject("value").set("action", stop);
            send(bot.port(), pressed);

            Posted board = message(CHAT, each -> each.card().contains("cancelled"));
            gate.open();
            assertThat(teams.messages(CHAT)).hasSize(1);
            assertThat(board.activity().path("entities").toString()).contains("streaminfo");
        }
    }

    @Test
    void finishesTheSameMessageAfterItWasKilled() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                Gate gate = new Gate(company.url(), "deploys_recent");
                ChildBot first = ChildBot.start(environment(), gate.url(), clock.ahead())) {
            send(first.port(), mention("t1", "incident payments just failed"));
            assertThat(gate.reached().await(30, TimeUnit.SECONDS)).isTrue();
            message(CHANNEL, each -> each.card().contains("Billing"));
            first.kill();
            gate.open();
            try (ChildBot second = ChildBot.successor(environment(), gate.url(), clock.ahead())) {
                Posted board = message(CHANNEL, each -> each.card().contains("· done"));

                assertThat(teams.messages(CHANNEL)).hasSize(1);
                assertThat(board.revisions()).isPositive();
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    /** As a schedule does it: nobody has said anything to the bot since it was started. */
    @Test
    void aBriefReachesAChannelThatWasHeardFromBeforeARestart() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0)) {
            try (Bot bot =
                    Bot.start(Settings.from(environment()), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, clock)) {
                send(bot.port(), mention("t1", "help"));
                message(CHANNEL, each -> each.card().contains("What you can type"));
            }
            try (Bot _ = Bot.start(
                            Settings.from(environment()), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, clock);
                    Database elsewhere = Database.open(database);
                    PgInbox inbox = new PgInbox(elsewhere)) {
                inbox.start(_ -> {});
                inbox.accept(new Heard.Said(
                        new HeardKey("scheduled/1"),
                        new Person("teams", "aad-ana", "Ana"),
                        new Place("teams", "", CHANNEL, Optional.empty()),
                        new SessionIds(clock).get(),
                        RitualName.BRIEF,
                        "what changed in the last 24 hours?",
                        Optional.empty()));
                Posted brief = message(CHANNEL, each -> each.card().contains("· done"));

                assertThat(brief.conversation()).isEqualTo(CHANNEL + ";messageid=" + brief.id());
                assertThat(teams.messages(CHANNEL)).hasSize(2);
            }
        }
    }
}
