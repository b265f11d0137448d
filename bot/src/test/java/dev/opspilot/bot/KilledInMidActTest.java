package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that is killed while the tool it told to act has not answered; another takes over on the same database. */
final class KilledInMidActTest {
    private static final String TOKEN = "test-token";
    private static final String TOOL = "deploys_rollback";

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final Map<String, String> environment =
            Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN);
    private DemoCompany company;
    private Gate gate;
    private String session;
    private String play;
    private String digest;

    @BeforeEach
    void killInMidAct() throws Exception {
        company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
        gate = new Gate(company.url(), TOOL);
        try (ChildBot first = ChildBot.start(environment, gate.url(), clock.ahead())) {
            Api api = new Api(first.port(), TOKEN);
            session = api.drill("payments just failed");
            JsonNode proposed = api.ended(session).path("plays").path(0);
            play = proposed.path("id").asText();
            digest = proposed.path("call").path("digest").asText();
            assertThat(api.decide(session, play, "approve", digest, "").status())
                    .isEqualTo(200);
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
                Settings.from(new HashMap<>(environment)), company.configAt(gate.url()), Bot.Mode.SERVE, clock);
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
            assertThat(company.operationsDone()).isEqualTo(1);
            assertThat(gate.answered(TOOL)).isEqualTo(1);
            assertThat(api.get("/api/v1/sessions/" + session + "/receipts").toString())
                    .contains("demo/" + TOOL);
        }
    }

    @Test
    void anActThatNeverArrivedIsSaidToHaveChangedNothingAndCanBeApprovedAnew() throws Exception {
        gate.lose();
        try (Bot second = second()) {
            Api api = new Api(second.port(), TOKEN);
            api.play(session, play, "verifying");
            clock.forward(Duration.ofMinutes(16));
            JsonNode after = api.play(session, play, "done", "unverified");

            assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("unverified");
            assertThat(after.path("note").asText()).contains("has not recovered");
            assertThat(after.path("rulings")).isEmpty();
            assertThat(company.operationsDone()).isZero();

            assertThat(api.decide(session, play, "approve", digest, "").status())
                    .isEqualTo(200);
            api.play(session, play, "verifying");
            clock.forward(Duration.ofMinutes(4));
            assertThat(api.play(session, play, "done", "unverified")
                            .path("status")
                            .asText())
                    .isEqualTo("done");
            assertThat(company.operationsDone()).isEqualTo(1);
        }
    }
}
