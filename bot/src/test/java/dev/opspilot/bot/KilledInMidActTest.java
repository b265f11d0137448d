package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while the tools that it told to act have not answered: one for a play that people approved, and
 * one for a step in the middle of a workflow. Another process takes over on the same database.
 */
final class KilledInMidActTest {
    private static final String TOKEN = "test-token";
    private static final String TOOL = "deploys_rollback";
    private static final String SHARE = "flags_share";
    private static final String POLICIES =
            "{policies: [{tool: demo/flags_share, mode: auto}], automations: [share.yml]}";
    private static final String WORKFLOW = """
            name: share
            steps:
              - {id: before, check: {read: payments.metrics, metric: failure_ratio, below: 1.1}}
              - id: open
                call: demo/flags_share
                with: {flag: gating, percent: "5", requestId: "{key}"}
                needs: before
              - {id: soak, wait: 1s, needs: open}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final Map<String, String> environment = Map.of(
            "OPSPILOT_PORT",
            "0",
            "OPSPILOT_DATABASE_URL",
            TestDatabase.url(),
            "OPSPILOT_API_TOKEN",
            TOKEN,
            "OPSPILOT_CONFIG",
            folder.resolve("opspilot.yml").toString());
    private DemoCompany company;
    private Gate gate;
    private String session;
    private String play;
    private String digest;
    private String run;

    @BeforeAll
    static void configure() throws IOException {
        Files.writeString(folder.resolve("opspilot.yml"), Stage.yaml(POLICIES));
        Files.writeString(folder.resolve("share.yml"), WORKFLOW);
    }

    @BeforeEach
    void killInMidAct() throws Exception {
        company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
        gate = new Gate(company.url(), TOOL, SHARE);
        try (ChildBot first = ChildBot.start(environment, gate.url(), clock.ahead())) {
            Api api = new Api(first.port(), TOKEN);
            session = api.drill("payments just failed");
            JsonNode proposed = api.ended(session).path("plays").path(0);
            play = proposed.path("id").asText();
            digest = proposed.path("call").path("digest").asText();
            assertThat(api.decide(session, play, "approve", digest, "").status())
                    .isEqualTo(200);
            run = Stage.session(api.order("automation run share").body());
            assertThat(gate.reached().await(20, TimeUnit.SECONDS)).isTrue();
            first.kill();
        }
    }

    @AfterEach
    void close() {
        gate.close();
        company.close();
    }

    private Bot second() throws Exception {
        return Bot.start(
                Settings.from(new HashMap<>(environment)),
                OpsPilotYml.read(
                        folder.resolve("opspilot.yml"),
                        Map.of("DEMO_MCP_URL", gate.url().toString())),
                Bot.Mode.SERVE,
                clock,
                ChildBot.AT_ONCE);
    }

    @Test
    void theActIsNotMadeAgainAndThatItHadItsEffectIsSeenInTheFigures() throws Exception {
        gate.open();
        try (Bot second = second()) {
            Api api = new Api(second.port(), TOKEN);
            JsonNode watched = api.play(session, play, "verifying");
            assertThat(watched.path("note").asText())
                    .contains("not known whether it had its effect")
                    .contains("not called again");
            assertThat(watched.path("runs").path(0).path("state").asText()).isEqualTo("unknown");

            clock.forward(Duration.ofMinutes(4));
            JsonNode done = api.play(session, play, "done", "unverified");

            assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("done");
            assertThat(done.path("runs")).hasSize(1);
            assertThat(gate.answered(TOOL)).isEqualTo(1);
            assertThatTheWorkflowWentOn(api);
            assertThat(company.operationsDone()).isEqualTo(2);
            assertThat(api.get("/api/v1/sessions/" + session + "/receipts").toString())
                    .contains("demo/" + TOOL);
        }
    }

    /** Its call was made again, with the key by which the tool knows it: what it does was done once. */
    private void assertThatTheWorkflowWentOn(Api api) {
        JsonNode ended = api.ended(run);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("done");
        assertThat(ended.path("plan"))
                .hasSize(3)
                .allMatch(step -> step.path("status").asText().equals("complete"));
        assertThat(gate.answered(SHARE)).isEqualTo(2);
    }

    @Test
    void anActThatNeverArrivedIsSaidToHaveChangedNothingAndCanBeApprovedAnew() throws Exception {
        gate.lose(TOOL);
        try (Bot second = second()) {
            Api api = new Api(second.port(), TOKEN);
            api.play(session, play, "verifying");
            clock.forward(Duration.ofMinutes(16));
            JsonNode after = api.play(session, play, "done", "unverified");

            assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("unverified");
            assertThat(after.path("note").asText()).contains("has not recovered");
            assertThat(after.path("rulings")).isEmpty();
            assertThatTheWorkflowWentOn(api);
            assertThat(company.operationsDone()).isEqualTo(1);

            assertThat(api.decide(session, play, "approve", digest, "").status())
                    .isEqualTo(200);
            api.play(session, play, "verifying");
            clock.forward(Duration.ofMinutes(4));
            assertThat(api.play(session, play, "done", "unverified")
                            .path("status")
                            .asText())
                    .isEqualTo("done");
            assertThat(company.operationsDone()).isEqualTo(2);
        }
    }
}
