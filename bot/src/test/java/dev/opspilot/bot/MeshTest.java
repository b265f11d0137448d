package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.config.WorkflowTexts;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workflows on the whole bot: real PostgreSQL, the demo company's tools over real MCP, and what begins them. */
final class MeshTest {
    private static final String TOKEN = "test-token";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String database = TestDatabase.url();
    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);

    @SuppressWarnings("NullAway.Init")
    private DemoCompany company;

    @SuppressWarnings("NullAway.Init")
    private Bot bot;

    @SuppressWarnings("NullAway.Init")
    private Api api;

    private void start(Scenario scenario, String... workflows) throws Exception {
        company = DemoCompany.start(scenario, 1, clock, 0);
        restart(company.url(), workflows);
    }

    /** On the same database, with other files. */
    private void restart(URI tools, String... workflows) throws Exception {
        try (InputStream in = MeshTest.class.getResourceAsStream("/demo/opspilot.yml")) {
            ObjectNode tree = (ObjectNode) YAML.readTree(Objects.requireNonNull(in));
            tree.set("automations", YAML.readTree("[all]"));
            // so that what is held back is still waited for on a busy machine
            tree.path("bindings").forEach(each -> ((ObjectNode) each).put("timeout", "25s"));
            tree.set("policies", YAML.readTree("[{tool: demo/flags_share, mode: auto}]"));
            List<WorkflowTexts.Text> texts = IntStream.range(0, workflows.length)
                    .mapToObj(i -> new WorkflowTexts.Text("w" + i + ".yml", workflows[i].replace("TAG", tag)))
                    .toList();
            OpsPilotYml yml = OpsPilotYml.parse(
                    "opspilot.yml",
                    YAML.writeValueAsString(tree),
                    Map.of("DEMO_MCP_URL", tools.toString()),
                    _ -> texts);
            bot = Bot.start(
                    Settings.from(Map.of(
                            "OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", database, "OPSPILOT_API_TOKEN", TOKEN)),
                    yml,
                    Bot.Mode.DEMO,
                    clock);
        }
        api = new Api(bot.port(), TOKEN);
    }

    @AfterEach
    void stop() {
        api.order("halt off");
        bot.close();
        company.close();
    }

    private static String share(String name, String more) {
        return "{name: " + name + "-TAG, title: Share " + name + " TAG" + more
                + ", steps: [{id: open, call: demo/flags_share, with: {flag: gating, percent: \"5\", requestId:"
                + " \"{key}\"}, undo: {call: demo/flags_share, with: {flag: gating, percent: \"0\"}}}";
    }

    @Test
    void runsDependentStepsAsksPeopleAndTellsWhatBecameOfIt() throws Exception {
        start(
                Scenario.HEALTHY,
                share("roll", "")
                        + ", {id: healthy, check: {read: payments.metrics, metric: failure_ratio, below: 0.9}, needs: open}"
                        + ", {id: go, approve: \"Open to half?\", needs: healthy}"
                        + ", {id: half, call: demo/flags_share, with: {flag: gating, percent: \"50\", requestId: \"{key}\"},"
                        + " needs: go}]}");

        String listed = api.order("automation").body().toString();
        assertThat(listed).contains("Share roll " + tag).contains("automation dry-run roll-" + tag);
        JsonNode dry = api.order("automation dry-run roll-" + tag).body();
        assertThat(dry.toString())
                .contains("Would call demo/flags_share")
                .contains("dry-run/open")
                .contains("Policy: auto")
                .contains("Way back: demo/flags_share");
        assertThat(company.operationsDone()).isZero();
        String path = "/api/v1/automations/roll-" + tag;
        JsonNode one = api.get(path);
        assertThat(one.path("steps")).hasSize(4);
        assertThat(one.path("last").isNull()).isTrue();
        assertThat(api.post(path + "/runs", YAML.createObjectNode().put("dryRun", true))
                        .body()
                        .toString())
                .contains("Would call demo/flags_share");
        assertThat(api.post("/api/v1/automations/none-" + tag + "/runs", YAML.createObjectNode())
                        .status())
                .isEqualTo(404);

        String session = ran("roll");
        JsonNode play = play(session, "go", "proposed");
        assertThat(company.operationsDone()).isEqualTo(1);
        assertThat(api.decide(
                                session,
                                "go",
                                "approve",
                                play.path("call").path("digest").asText(),
                                "")
                        .status())
                .isEqualTo(200);

        JsonNode ended = api.ended(session);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("done");
        assertThat(ended.path("ritual").asText()).isEqualTo("automation");
        assertThat(ended.path("plan"))
                .allMatch(step -> step.path("status").asText().equals("complete"));
        assertThat(company.operationsDone()).isEqualTo(2);
        await(() -> api.order("automation show roll-" + tag).body().toString().contains("last done"));
        JsonNode again = api.get(path);
        assertThat(again.path("last").path("session").asText()).isEqualTo(session);
        assertThat(again.path("last").path("cause").asText()).startsWith("asked for by");
    }

    @Test
    void holdsARunWhileTheKillSwitchIsOn() throws Exception {
        start(Scenario.HEALTHY, share("held", "") + "]}");
        api.order("halt for a test");

        String session = ran("held");
        await(() -> api.find("/api/v1/sessions/" + session).toString().contains("kill switch is on"));
        assertThat(api.get("/api/v1/sessions/" + session).path("status").asText())
                .isEqualTo("waiting");
        assertThat(company.operationsDone()).isZero();

        api.order("halt off");
        clock.forward(Duration.ofSeconds(2));
        api.order("sessions show " + session);
        await(() -> company.operationsDone() == 1, Duration.ofSeconds(30));
        assertThat(api.ended(session).path("status").asText()).isEqualTo("done");
    }

    @Test
    void endsTheSessionThatAStepAskedForWithItsRun() throws Exception {
        company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0);
        try (Gate gate = new Gate(company.url(), "billing_revenue_metrics")) {
            restart(
                    gate.url(),
                    "{name: morning-TAG, title: Morning TAG, steps: [{id: brief, ritual: brief, intent: overnight}]}");
            String run = ran("morning");
            assertThat(gate.reached().await(60, TimeUnit.SECONDS)).isTrue();
            Matcher asked = Pattern.compile("The session ([a-z0-9-]+) is at it")
                    .matcher(api.get("/api/v1/sessions/" + run).path("plan").toString());
            assertThat(asked.find()).isTrue();
            String brief = asked.group(1);
            assertThat(api.get("/api/v1/sessions/" + brief).path("status").asText())
                    .isEqualTo("running");

            api.post("/api/v1/sessions/" + run + "/stop", YAML.createObjectNode());

            JsonNode ended = api.ended(brief);
            assertThat(ended.path("status").asText()).isEqualTo("cancelled");
            assertThat(ended.path("reason").asText())
                    .startsWith("The run of “Morning " + tag + "” that asked for it has ended: Stopped by ");
            assertThat(api.ended(run).path("status").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void letsRunsWaitForTheirTurn() throws Exception {
        start(Scenario.HEALTHY, "{name: turn-TAG, title: Turn TAG, atOnce: 1, steps: [{id: hand, manual: Do it.}]}");

        String first = ran("turn");
        play(first, "hand", "proposed");
        assertThat(api.get("/api/v1/sessions/" + first).path("status").asText()).isEqualTo("waiting");
        JsonNode listing = api.get("/api/v1/automations/turn-" + tag);
        assertThat(listing.path("running").asInt()).isZero();
        assertThat(listing.path("waiting").asInt()).isEqualTo(1);
        assertThat(listing.path("runs").path(0).path("status").asText()).isEqualTo("waiting");
        JsonNode second = api.order("automation run turn-" + tag).body();
        assertThat(second.toString()).contains("waits for its turn");
        String waiting = Stage.session(second);
        assertThat(api.order("automation show turn-" + tag).body().toString())
                .contains("1 waiting (session " + first)
                .contains("1 waiting for their turn");

        api.decide(first, "hand", "done_by_hand", "", "");
        assertThat(api.ended(first).path("status").asText()).isEqualTo("done");
        play(waiting, "hand", "proposed");
        api.decide(waiting, "hand", "dismiss", "", "");
        assertThat(api.ended(waiting).path("status").asText()).isEqualTo("failed");
    }

    @Test
    void keepsWhatWaitsForAWorkflowThatThisNodeDoesNotKnow() throws Exception {
        start(Scenario.HEALTHY, "{name: turn-TAG, title: Turn TAG, atOnce: 1, steps: [{id: hand, manual: Do it.}]}");
        String first = ran("turn");
        String waiting = Stage.session(api.order("automation run turn-" + tag).body());
        bot.close();

        restart(company.url(), "{name: other-TAG, steps: [{id: wait, wait: 1s}]}");
        assertThat(api.order("automation").body().toString()).doesNotContain("turn-" + tag);
        api.ended(ran("other")); // by then it has looked whose turn it is
        bot.close();

        restart(company.url(), "{name: turn-TAG, title: Turn TAG, atOnce: 1, steps: [{id: hand, manual: Do it.}]}");
        assertThat(api.order("automation show turn-" + tag).body().toString()).contains("1 waiting for their turn");
        play(first, "hand", "proposed");
        api.decide(first, "hand", "dismiss", "", "");
        play(waiting, "hand", "proposed");
    }

    @Test
    void isBegunByItsScheduleTheEndOfASessionAndAnAlert() throws Exception {
        start(
                Scenario.BAD_DEPLOY,
                share("timed", ", when: [{schedule: every 5 minutes}]") + "]}",
                "{name: after-TAG, title: After TAG, when: [{after: {ritual: incident, verdict: suspects}}],"
                        + " steps: [{id: wait, wait: 1s}]}",
                "{name: alert-TAG, title: Alert TAG, when: [{alert: {alertname: \"High*\"}}], steps: [{id: wait, wait: 1s}]}",
                share("off", ", enabled: false, when: [{after: {ritual: incident}}]") + "]}");
        assertThat(api.order("automation show timed-" + tag).body().toString()).contains("next ");

        String other = api.order("schedule brief every Sunday 03:00")
                .body()
                .toString()
                .replaceAll("(?s).*schedule pause (\\d+).*", "$1");
        clock.forward(Duration.ofMinutes(5));
        api.order("schedule run " + other); // wakes the scheduler, which would look within a minute otherwise
        await(() -> company.operationsDone() >= 1, Duration.ofSeconds(90));
        api.order("schedule delete " + other);
        await(() -> last("timed").contains("last done"));
        api.order("automation disable timed-" + tag);
        assertThat(api.order("automation show timed-" + tag).body().toString())
                .contains("Disabled")
                .doesNotContain("next ");

        long before = company.operationsDone();
        api.ended(api.drill("payments just failed"));
        await(() -> last("after").contains("last done"), Duration.ofSeconds(30));
        alert("firing", "HighErrorRate");
        alert("firing", "HighErrorRate");
        await(() -> last("alert").contains("last done"), Duration.ofSeconds(30));
        assertThat(company.operationsDone()).isEqualTo(before);
        assertThat(last("off")).contains("never run");
    }

    @Test
    void refusesToRunWhatDoesNotFitTheToolsAndSaysWhy() throws Exception {
        start(
                Scenario.HEALTHY,
                "{name: gone-TAG, steps: [{id: a, call: demo/flags_shred, with: {}}]}",
                "{name: wrong-TAG, steps: [{id: a, call: demo/flags_share, with: {flag: gating, percent: 5, colour: red}}]}",
                "{name: broken-TAG, steps: [{id: a, needs: [b], wait: 1s}]}");

        await(() -> api.order("automation run gone-" + tag).body().toString().contains("has no tool"));
        assertThat(api.order("automation run gone-" + tag).body().toString())
                .contains("w0.yml: step “a”")
                .contains("flags_share");
        assertThat(api.order("automation run wrong-" + tag).body().toString())
                .contains("the arguments do not fit the schema of “flags_share”");
        assertThat(api.order("automation").body().toString())
                .contains("Cannot be used: w2.yml:1: step “a”: steps[0].needs: there is no step “b”");
    }

    @Test
    void keepsTheDraftOfARitual() throws Exception {
        start(Scenario.HEALTHY);
        String experiment = api.start("experiment", "test freemium gating");
        JsonNode session = api.ended(experiment);
        String name = session.path("workflow").path("name").asText();
        assertThat(name).isNotEmpty();

        assertThat(api.order("automation draft " + experiment).body().toString())
                .contains("manual: ")
                .contains("approve: ");
        assertThat(api.order("automation save " + experiment).body().toString()).contains("Disabled");
        assertThat(api.order("automation enable " + name).body().toString()).contains("Enabled");
        assertThat(api.order("automation dry-run " + name).body().toString()).contains("A person does it");
        assertThat(api.order("automation forget " + name).body().toString()).contains("Forgotten");
    }

    private String ran(String name) {
        JsonNode notice = api.order("automation run " + name + "-" + tag).body();
        assertThat(notice.toString()).as(notice.toString()).contains(" runs");
        return Stage.session(notice);
    }

    private String last(String name) {
        return api.order("automation show " + name + "-" + tag).body().toString();
    }

    private JsonNode play(String session, String id, String status) {
        await(() -> find(session, id).path("status").asText().equals(status), Duration.ofSeconds(20));
        return find(session, id);
    }

    private JsonNode find(String session, String id) {
        for (JsonNode play : api.find("/api/v1/sessions/" + session).path("plays")) {
            if (play.path("id").asText().equals(id)) {
                return play;
            }
        }
        return MissingNode.getInstance();
    }

    private void alert(String status, String name) throws Exception {
        String body = "{\"version\":\"4\",\"status\":\"" + status + "\",\"alerts\":[{\"status\":\"" + status
                + "\",\"fingerprint\":\"" + tag + "\",\"startsAt\":\""
                + clock.instant().minusSeconds(60)
                + "\",\"labels\":{\"alertname\":\"" + name + "\",\"service\":\"svc-" + tag
                + "\"},\"annotations\":{\"summary\":\"high\"}}]}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + "/hooks/alertmanager"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        }
    }

    private static void await(Callable<Boolean> what) {
        await(what, Duration.ofSeconds(20));
    }

    private static void await(Callable<Boolean> what, Duration most) {
        Awaitility.await().atMost(most).pollInterval(Duration.ofMillis(100)).until(what);
    }
}
