package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drill carried to its end on the demo company: proposed, approved, called over real MCP, verified, taken back. */
final class PlaysTest {
    private static final String TOKEN = "test-token";
    private static final Duration SAMPLES = Duration.ofMinutes(4);

    private final MovedClock clock = new MovedClock();
    private DemoCompany company;
    private Bot bot;
    private Api api;

    private void start(Scenario scenario) throws Exception {
        company = DemoCompany.start(scenario, 1, clock, 0);
        bot = Bot.start(settings(), company.config(), Bot.Mode.DEMO, clock);
        api = new Api(bot.port(), TOKEN);
    }

    @BeforeEach
    void takeBackTheKillSwitch() throws Exception {
        start(Scenario.BAD_DEPLOY);
        api.order("halt off");
    }

    @AfterEach
    void stop() {
        bot.close();
        company.close();
    }

    private static Settings settings() throws ConfigException {
        return Settings.from(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
    }

    private record Proposed(String session, String play, String digest, String undo) {}

    private Proposed proposed(String title) {
        try {
            JsonNode session = api.ended(api.drill("payments just failed"));
            for (JsonNode play : session.path("plays")) {
                if (play.path("title").asText().startsWith(title)) {
                    assertThat(play.path("call").isObject()).as(play.toString()).isTrue();
                    return new Proposed(
                            session.path("id").asText(),
                            play.path("id").asText(),
                            play.path("call").path("digest").asText(),
                            play.path("rollback").path("call").path("digest").asText());
                }
            }
            throw new AssertionError(title + " was not proposed: " + session.path("plays"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rollsABadDeployBackSeesThatItHelpedAndTakesItBack() {
        Proposed play = proposed("Roll back");

        Api.Answer approved = api.decide(play.session(), play.play(), "approve", play.digest(), "");
        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
        api.play(play.session(), play.play(), "verifying");
        assertThat(company.operationsDone()).isEqualTo(1);
        assertThat(api.decide(play.session(), play.play(), "approve", play.digest(), "")
                        .status())
                .isEqualTo(409);
        clock.forward(SAMPLES);
        JsonNode done = api.play(play.session(), play.play(), "done", "unverified");
        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("done");
        assertThat(done.path("verification").path("verified").asBoolean()).isTrue();
        assertThat(done.path("rulings").path(0).path("role").asText()).isEqualTo("admin");
        String receipt = done.path("runs").path(0).path("receipt").asText();
        assertThat(api.get("/api/v1/sessions/" + play.session() + "/receipts").toString())
                .contains("\"" + receipt + "\"");

        assertThat(api.decide(play.session(), play.play(), "roll_back", play.undo(), "")
                        .status())
                .isEqualTo(200);
        api.play(play.session(), play.play(), "rolled_back");
        assertThat(company.operationsDone()).isEqualTo(2);
        assertThat(api.ended(play.session()).path("status").asText()).isEqualTo("done");
    }

    @Test
    void failsOverFromAProviderThatIsDown() throws Exception {
        stop();
        start(Scenario.PROVIDER_OUTAGE);
        Proposed play = proposed("Fail over");

        assertThat(api.decide(play.session(), play.play(), "approve", play.digest(), "")
                        .status())
                .isEqualTo(200);
        api.play(play.session(), play.play(), "verifying");
        clock.forward(SAMPLES);

        assertThat(api.play(play.session(), play.play(), "done", "unverified").toString())
                .contains("\"status\":\"done\"");
    }

    @Test
    void saysThatNothingRecoveredWhenTheWrongThingWasDone() throws Exception {
        stop();
        start(Scenario.PROVIDER_OUTAGE);
        Proposed play = proposed("Fail over");
        company.begin(Scenario.BAD_DEPLOY);

        api.decide(play.session(), play.play(), "approve", play.digest(), "");
        api.play(play.session(), play.play(), "verifying");
        clock.forward(Duration.ofMinutes(16));

        JsonNode after = api.play(play.session(), play.play(), "done", "unverified");
        assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("unverified");
        assertThat(after.path("note").asText()).contains("has not recovered");
    }

    @Test
    void refusesWhatMustNotRunAndSaysWhy() throws Exception {
        Proposed play = proposed("Roll back");
        String path = "/api/v1/sessions/" + play.session() + "/plays/" + play.play() + "/decisions";
        HttpResponse<String> nobody = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + path))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"decision\":\"approve\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(nobody.statusCode()).isEqualTo(401);

        assertRefused(api.decide(play.session(), play.play(), "approve", "0".repeat(64), ""), "play-changed");
        assertRefused(api.decide(play.session(), play.play(), "approve", "no digest", ""), "bad-json");
        assertRefused(api.decide(play.session(), "no-such-play", "approve", play.digest(), ""), "unknown-play");
        assertRefused(api.decide(play.session(), "watch", "approve", play.digest(), ""), "play-by-hand");

        api.order("halt payments look odd");
        assertRefused(api.decide(play.session(), play.play(), "approve", play.digest(), ""), "play-halted");
        api.order("halt off");

        api.order("policy demo/deploys_* off");
        clock.forward(Duration.ofSeconds(2));
        assertRefused(api.decide(play.session(), play.play(), "approve", play.digest(), ""), "play-off");
        api.order("policy demo/deploys_* two people");
        assertRefused(api.decide(play.session(), play.play(), "approve", play.digest(), ""), "play-needs-another");
        api.order("policy demo/deploys_* reset");

        clock.forward(Duration.ofHours(5));
        assertRefused(api.decide(play.session(), play.play(), "approve", play.digest(), ""), "play-expired");
        assertThat(company.operationsDone()).isZero();
    }

    @Test
    void respectsAFreezeAndShowsItAsACalendar() throws Exception {
        Proposed play = proposed("Roll back");
        String today = clock.instant().toString().substring(0, 10);
        JsonNode listed = api.order("freeze \"books close\" from " + today + " to " + today)
                .body();
        assertThat(listed.toString()).contains("On now");
        try {
            Thread.sleep(1_100);
            Api.Answer refused = api.decide(play.session(), play.play(), "approve", play.digest(), "");
            assertRefused(refused, "play-frozen");
            assertThat(refused.body().path("detail").asText()).contains("books close");

            Api.Answer waits = api.decide(play.session(), play.play(), "approve_for_window", play.digest(), "");
            assertThat(waits.body().path("status").asText())
                    .as(waits.body().toString())
                    .isEqualTo("approved");

            String address = calendarAddress(listed);
            HttpResponse<String> calendar = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + address))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(calendar.body()).startsWith("BEGIN:VCALENDAR").contains("SUMMARY:Freeze: books close");
        } finally {
            String remove =
                    api.order("freeze").body().toString().replaceAll("(?s).*?(freeze remove chat-\\d+).*", "$1");
            api.order(remove);
        }
    }

    private static String calendarAddress(JsonNode notice) {
        String text = notice.toString();
        return text.substring(text.indexOf("/calendar.ics"), text.indexOf("\"", text.indexOf("/calendar.ics")));
    }

    private static void assertRefused(Api.Answer answer, String problem) {
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:opspilot:problem:" + problem);
        assertThat(answer.body().path("detail").asText()).isNotBlank();
    }
}
