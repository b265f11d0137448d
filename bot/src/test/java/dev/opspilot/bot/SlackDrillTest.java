package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole bot through a fake Slack: signed command in, a message that grows, why in its thread. */
final class SlackDrillTest {
    private static final String SECRET = "test-signing-secret";
    private static final String TOKEN = "test-token";
    private static final Pattern WHY = Pattern.compile(
            "\"action_id\":\"([^\"]*why[^\"]*)\".*?\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"|\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"[^{}]*\"action_id\":\"([^\"]*why[^\"]*)\"");

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final FakeSlack slack = FakeSlack.start(clock);
    private final SlackSigner signer = new SlackSigner(SECRET, clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String database = TestDatabase.url();

    @AfterEach
    void close() {
        client.close();
        slack.close();
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "OPSPILOT_PORT",
                "0",
                "OPSPILOT_DATABASE_URL",
                database,
                "OPSPILOT_API_TOKEN",
                TOKEN,
                "SLACK_SIGNING_SECRET",
                SECRET,
                "SLACK_BOT_TOKEN",
                "xoxb-test",
                "SLACK_API_URL",
                slack.apiUrl().toString()));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI door(int port) {
        return URI.create("http://127.0.0.1:" + port + "/slack/events");
    }

    private List<Posted> messages() {
        return slack.messages("C1").stream()
                .filter(each -> !InSlack.goesOn(each))
                .toList();
    }

    /** The channel's one message, once it shows the end of its session. */
    private Posted finalMessage() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> slack.messages("C1"),
                        messages -> messages.stream()
                                .anyMatch(message -> message.thread().isEmpty()
                                        && message.blocks().toString().contains("Roll back")))
                .getFirst();
    }

    @Test
    void growsOneMessageFromASignedCommandAndAnswersWhyInItsThread() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                Bot bot = Bot.start(
                        Settings.from(environment()), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, clock)) {
            URI door = door(bot.port());
            send(signer.command(door, "sessions", "t0", Map.of()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !slack.whispers().isEmpty()); // from now on it is known who asks
            HttpRequest command = signer.command(door, "incident payments just failed", "t1", Map.of());
            HttpResponse<String> ack = send(command);
            HttpResponse<String> again = send(command);

            assertThat(ack.statusCode()).isEqualTo(200);
            assertThat(again.statusCode()).isEqualTo(200);
            Posted message = finalMessage();
            assertThat(message.revisions()).isPositive();
            assertThat(message.blocks().toString())
                    .contains("\"type\":\"plan\"")
                    .contains("\"sources\"")
                    .contains("Billing · ");

            Matcher why = WHY.matcher(message.blocks().toString());
            assertThat(why.find()).isTrue();
            String action = why.group(1) == null ? why.group(4) : why.group(1);
            String value = why.group(1) == null ? why.group(3) : why.group(2);
            HttpRequest press = signer.interaction(door, press(message.ts(), action, value));
            assertThat(send(press).statusCode()).isEqualTo(200);
            assertThat(send(press).statusCode()).isEqualTo(200);

            List<Posted> all = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(this::messages, messages -> messages.size() > 1);
            assertThat(all).hasSize(2);
            assertThat(all.getLast().thread()).contains(message.ts());
            assertThat(all.getLast().blocks().toString()).contains("demo/");
            assertThat(slack.calls()).noneMatch(call -> !call.error().isEmpty());
        }
    }

    private static String press(String ts, String action, String value) {
        return """
               {"type":"block_actions","team":{"id":"T1","domain":"acme"},"user":{"id":"U1","username":"ana","name":"ana","team_id":"T1"},
                "api_app_id":"A1","token":"t","container":{"type":"message","message_ts":"%1$s","channel_id":"C1","is_ephemeral":false},
                "trigger_id":"t9","channel":{"id":"C1","name":"payments"},"message":{"type":"message","ts":"%1$s","text":"x"},
                "actions":[{"type":"button","block_id":"b","action_id":"%2$s","value":"%3$s","action_ts":"1700000000.1","text":{"type":"plain_text","text":"Ask why"}}]}
               """.formatted(ts, action, value);
    }

    @Test
    void refusesWhatSlackDidNotSignAndKeepsNothingOfIt() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0);
                Bot bot = Bot.start(
                        Settings.from(environment()), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, clock)) {
            URI door = door(bot.port());
            SlackSigner stranger = new SlackSigner("another-secret", clock);
            SlackSigner late = new SlackSigner(SECRET, () -> clock.instant().minusSeconds(301));
            // a slow machine may look at it seconds later
            SlackSigner early = new SlackSigner(SECRET, () -> clock.instant().plusSeconds(360));
            for (SlackSigner wrong : List.of(stranger, late, early)) {
                assertThat(send(wrong.command(door, "incident payments just failed", "t1", Map.of()))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(send(signer.signed(door, "application/json", "{\"type\":"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send(signer.interaction(door, "not json")).statusCode()).isEqualTo(400);

            assertThat(new Api(bot.port(), TOKEN).get("/api/v1/sessions").path("sessions"))
                    .isEmpty();
            assertThat(slack.messages("C1")).isEmpty();
        }
    }

    private static List<String> receiptsOf(Api api) throws Exception {
        String session =
                api.get("/api/v1/sessions").path("sessions").path(0).path("id").asText();
        return api.get("/api/v1/sessions/" + session).path("receipts").findValuesAsText("tool");
    }

    @Test
    void finishesTheSameMessageAfterItWasKilledAndAsksNothingTwice() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                Gate gate = new Gate(company.url(), "deploys_recent");
                ChildBot first = ChildBot.start(environment(), gate.url(), clock.ahead())) {
            assertThat(send(signer.command(door(first.port()), "incident payments just failed", "t1", Map.of()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gate.reached().await(20, TimeUnit.SECONDS)).isTrue();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> slack.messages("C1").toString().contains("Billing: "));
            Api api = new Api(first.port(), TOKEN);
            List<String> tools = List.of("billing_payment_metrics", "errors_counts", "incidents_open");
            // what was answered and has no receipt yet may be asked again
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> receiptsOf(api)
                            .containsAll(tools.stream().map("demo/"::concat).toList()));
            first.kill();
            gate.open();
            try (ChildBot second = ChildBot.successor(environment(), gate.url(), clock.ahead())) {
                Posted message = finalMessage();

                assertThat(messages()).hasSize(1);
                assertThat(message.revisions()).isPositive();
                assertThat(second.isAlive()).isTrue();
                for (String tool : tools) {
                    assertThat(gate.answered(tool)).as(tool).isEqualTo(1);
                }
            }
        }
    }
}
