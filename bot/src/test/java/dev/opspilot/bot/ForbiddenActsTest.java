package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Whispered;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import dev.opspilot.bot.Stage.Proposed;
import dev.opspilot.bot.demo.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not let anything act, tried at the doors: the API, the page, and signed presses in Slack. */
final class ForbiddenActsTest {
    private static final String SECRET = "test-signing-secret";
    private static final String ASKER = "U1";
    private static final String SECOND = "U2";
    private static final String OPERATOR = "U5";
    private static final String GUEST = "U7";
    private static final String ROLES = """
            roles: {members: operator, approver: ["slack:U1", "slack:U2"], admin: ["slack:U9"]}
            """;

    private static final MovedClock CLOCK = MovedClock.at(MovedClock.WORKDAY);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static FakeSlack slack;
    private static Stage stage;
    private static Api api;

    private Proposed play;
    private long before;

    @BeforeAll
    static void start() throws Exception {
        slack = FakeSlack.start(CLOCK);
        slack.stub("users.info", (_, form) -> {
            ObjectNode ok = FakeSlack.ok();
            String id = form.getOrDefault("user", "");
            ok.putObject("user").put("id", id).put("team_id", "T1").put("is_restricted", id.equals(GUEST));
            return ok;
        });
        Map<String, String> environment = Map.of(
                "SLACK_SIGNING_SECRET",
                SECRET,
                "SLACK_BOT_TOKEN",
                "xoxb-test",
                "SLACK_API_URL",
                slack.apiUrl().toString());
        stage = Stage.of(Scenario.BAD_DEPLOY, CLOCK, environment, ROLES);
        api = stage.api();
    }

    @AfterAll
    static void stop() {
        stage.close();
        slack.close();
    }

    /** Somebody in Slack asks for a drill, and it proposes to roll a deploy back. */
    @BeforeEach
    void proposed() throws Exception {
        CLOCK.forward(Duration.ofMinutes(20)); // so that what a test before did is not about this trouble
        stage.company().begin(Scenario.BAD_DEPLOY);
        int known = sessions().size();
        send(new SlackSigner(SECRET, CLOCK)
                .command(door(), "incident payments just failed", "t" + COUNT.incrementAndGet(), Map.of()));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sessions().size() > known);
        play = stage.proposed(sessions().path(0).path("id").asText(), "Roll back");
        before = stage.company().operationsDone();
    }

    /** Whatever a test has set stands in the way of the next one. */
    @AfterEach
    void clear() {
        api.order("halt off");
        api.order("policy demo/deploys_* reset");
        String freezes = api.order("freeze").body().toString();
        if (freezes.contains("freeze remove ")) {
            api.order(freezes.replaceAll("(?s).*?(freeze remove chat-\\d+).*", "$1"));
        }
    }

    private static JsonNode sessions() {
        return api.get("/api/v1/sessions").path("sessions");
    }

    private static URI door() {
        return URI.create("http://127.0.0.1:" + stage.port() + "/slack/events");
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String value() {
        return play.session() + "/" + play.digest() + "/" + play.play();
    }

    /** Presses a button in Slack, and returns what the person is told about it next. */
    private static String press(String user, String decision, String value) throws Exception {
        int told = told(user).size();
        deliver(user, decision, value);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> told(user).stream().skip(told).collect(Collectors.joining("\n")),
                        words -> !words.replaceAll("Heard: .*", "").isBlank());
    }

    private static void deliver(String user, String decision, String value) throws Exception {
        String payload = """
                {"type":"block_actions","team":{"id":"T1","domain":"acme"},
                 "user":{"id":"%1$s","username":"n%1$s","name":"n%1$s","team_id":"T1"},"api_app_id":"A1","token":"t",
                 "container":{"type":"message","message_ts":"1.1","channel_id":"C1","is_ephemeral":false},
                 "trigger_id":"t9","channel":{"id":"C1","name":"payments"},"message":{"type":"message","ts":"1.1","text":"x"},
                 "actions":[{"type":"button","block_id":"b","action_id":"opspilot_decide_%2$s","value":"%3$s",
                             "action_ts":"1700000000.%4$s","text":{"type":"plain_text","text":"x"}}]}
                """.formatted(user, decision, value, COUNT.incrementAndGet());
        assertThat(send(new SlackSigner(SECRET, CLOCK).interaction(door(), payload))
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<String> told(String user) {
        return slack.whispers().stream()
                .filter(each -> each.user().equals(user))
                .map(Whispered::text)
                .toList();
    }

    private Api.Answer approve(Api by, String reason) {
        return by.decide(play.session(), play.play(), "approve", play.digest(), reason);
    }

    private void assertRefused(Api.Answer answer, String problem, String says) {
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:opspilot:problem:" + problem);
        assertThat(answer.body().path("detail").asText()).contains(says);
        assertThat(api.log(play.session())).contains("play_refused");
        assertNothingDone();
    }

    private void assertNothingDone() {
        assertThat(stage.company().operationsDone()).isEqualTo(before);
        assertThat(api.play(play.session(), play.play(), "proposed", "dismissed", "expired")
                        .path("runs"))
                .isEmpty();
    }

    @Test
    void aGuestAndWhoeverMayOnlyStartRitualsApproveNothing() throws Exception {
        assertThat(press(GUEST, "approve", value())).contains("“approver”").contains("“viewer”");
        assertThat(press(OPERATOR, "approve", value())).contains("“approver”").contains("“operator”");
        assertNothingDone();
        assertThat(api.log(play.session())).contains("play_refused").contains("slack:" + GUEST);
    }

    @Test
    void whoAskedDoesNotCountWhereTwoPeopleMustAgree() throws Exception {
        api.order("policy demo/deploys_* two people");

        assertThat(press(ASKER, "approve", value())).contains("neither may be the one who asked");
        assertThat(approve(api, "").body().path("status").asText()).isEqualTo("proposed");
        assertRefused(approve(api, ""), "play-needs-another", "approved this already");
        assertRefused(approve(Api.page(stage.port()), ""), "play-needs-another", "approved this already");
        deliver(SECOND, "approve", value());
        api.play(play.session(), play.play(), "verifying");
        assertThat(stage.company().operationsDone()).isEqualTo(before + 1);
    }

    @Test
    void anApprovalThatComesTooLateIsNone() throws Exception {
        CLOCK.forward(Duration.ofHours(5));

        assertRefused(approve(api, ""), "play-expired", "could be approved until");
        assertThat(press(SECOND, "approve", value())).contains("not approved in time");
        assertNothingDone();
    }

    @Test
    void anApprovalIsUsedOnce() throws Exception {
        assertThat(approve(api, "").status()).isEqualTo(200);
        api.play(play.session(), play.play(), "verifying");

        Api.Answer again = approve(api, "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("type").asText()).endsWith("play-decided");
        assertThat(press(SECOND, "approve", value())).contains("verifying");
        assertThat(stage.company().operationsDone()).isEqualTo(before + 1);
    }

    @Test
    void anApprovalOfAnotherCallIsNone() throws Exception {
        String other = play.session() + "/" + "0".repeat(64) + "/" + play.play();

        assertRefused(
                api.decide(play.session(), play.play(), "approve", "0".repeat(64), ""), "play-changed", "not the one");
        assertRefused(
                api.decide(play.session(), play.play(), "approve", play.undo(), ""), "play-changed", "not the one");
        assertThat(press(SECOND, "approve", other)).containsIgnoringCase("nothing was done");
        assertNothingDone();
    }

    @Test
    void anOldCardDecidesNothing() throws Exception {
        assertThat(api.decide(play.session(), play.play(), "dismiss", "", "").status())
                .isEqualTo(200);

        assertThat(press(SECOND, "approve", value())).contains("dismissed");
        assertRefused(approve(api, ""), "play-decided", "decided before");
    }

    @Test
    void aForgedValueDecidesNothing() throws Exception {
        assertThat(press(SECOND, "approve", play.session() + "/" + play.digest() + "/another"))
                .containsIgnoringCase("nothing was done");
        assertThat(press(SECOND, "approve", "nonsense")).isNotBlank();
        assertThat(press(SECOND, "approve_everything", value())).isNotBlank();
        assertThat(press(SECOND, "roll_back", value())).containsIgnoringCase("nothing was done");
        assertThat(api.decide(play.session(), "another", "approve", play.digest(), "")
                        .status())
                .isEqualTo(404);
        assertThat(api.decide(play.session(), play.play(), "approve", "no digest", "")
                        .status())
                .isEqualTo(400);
        assertThat(api.decide(play.session(), "watch", "approve", play.digest(), "")
                        .body()
                        .path("type")
                        .asText())
                .endsWith("play-by-hand");
        SlackSigner stranger = new SlackSigner("another-secret", CLOCK);
        assertThat(send(stranger.interaction(door(), "{}")).statusCode()).isEqualTo(401);
        assertNothingDone();
    }

    @Test
    void withoutTheTokenNobodyDecides() throws Exception {
        Api page = Api.page(stage.port());
        String cookie = page.headers().get("Cookie");
        Api foreign = new Api(page.client(), page.base(), Map.of("Cookie", cookie, "Sec-Fetch-Site", "cross-site"));

        assertThat(approve(Api.nobody(stage.port()), "").status()).isEqualTo(401);
        assertThat(approve(new Api(stage.port(), "wrong"), "").status()).isEqualTo(401);
        assertThat(approve(foreign, "").status()).isEqualTo(403);
        assertNothingDone();
    }

    @Test
    void underAPolicyThatIsOffNobodyRunsIt() throws Exception {
        api.order("policy demo/deploys_* off");

        assertRefused(approve(api, ""), "play-off", "off");
        assertThat(press(SECOND, "approve", value())).contains("“off”");
        assertNothingDone();
    }

    @Test
    void aFreezeIsBrokenByTwoPeopleWhoSayWhy() throws Exception {
        String today = CLOCK.instant().toString().substring(0, 10);
        api.order("freeze \"books close\" from " + today + " to " + today);

        assertRefused(approve(api, ""), "play-frozen", "books close");
        assertThat(press(SECOND, "approve", value())).contains("books close");
        assertThat(approve(api, "Each minute costs orders.")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("proposed");
        assertRefused(approve(api, "And again."), "play-needs-another", "approved this already");
        assertThat(press(SECOND, "approve", value())).contains("books close");
        assertNothingDone();
    }

    @Test
    void underTheKillSwitchNothingActsAndOnlyAnAdminTakesItBack() throws Exception {
        api.order("halt payments look odd");

        assertRefused(approve(api, ""), "play-halted", "payments look odd");
        assertThat(press(SECOND, "approve", value())).contains("kill switch");
        send(new SlackSigner(SECRET, CLOCK)
                .command(door(), "halt off", "t" + COUNT.incrementAndGet(), Map.of("user_id", SECOND)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> told(SECOND).toString().contains("“admin”"));
        assertRefused(approve(api, ""), "play-halted", "payments look odd");
    }
}
