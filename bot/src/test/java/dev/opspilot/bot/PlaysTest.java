package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.Stage.Proposed;
import dev.opspilot.bot.demo.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A drill carried to its end on the demo company: alerted, proposed, approved, called over real MCP, verified, taken back. */
final class PlaysTest {
    private static Stage stage;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        stage = Stage.of(Scenario.BAD_DEPLOY);
        api = stage.api();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static Api.Answer decide(Proposed play, String decision, String reason) {
        String digest = decision.equals("roll_back") ? play.undo() : play.digest();
        return api.decide(play.session(), play.play(), decision, digest, reason);
    }

    private static JsonNode play(Proposed play, String... statuses) {
        return api.play(play.session(), play.play(), statuses);
    }

    private static long done() {
        return stage.company().operationsDone();
    }

    @Test
    void goesFromAnAlertToTheRollbackTheRecoveryAndTheEndOfTheAlert() throws Exception {
        stage.company().begin(Scenario.BAD_DEPLOY);
        String session = stage.alert("firing", "PaymentErrors");
        Proposed play = stage.proposed(session, "Roll back");
        long before = done();

        Api.Answer approved = decide(play, "approve", "");
        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
        play(play, "verifying");
        assertThat(done()).isEqualTo(before + 1);
        stage.samples();
        JsonNode recovered = play(play, "done", "unverified");
        assertThat(recovered.path("status").asText()).as(recovered.toString()).isEqualTo("done");
        assertThat(recovered.path("verification").path("verified").asBoolean()).isTrue();
        assertThat(recovered.path("rulings").path(0).path("role").asText()).isEqualTo("admin");
        String receipt = recovered.path("runs").path(0).path("receipt").asText();
        assertThat(api.get("/api/v1/sessions/" + session + "/receipts").toString())
                .contains("\"" + receipt + "\"");

        assertThat(stage.alert("resolved", "PaymentErrors")).isEqualTo(session);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/v1/sessions/" + session).toString().contains("the alert is over"));
        JsonNode ended = api.ended(session);
        assertThat(ended.path("status").asText()).isEqualTo("done");
        stage.clock().forward(Duration.ofMinutes(15));
        assertThat(api.ended(api.drill("are payments healthy?")).path("plays"))
                .as("nothing is left to be rolled back")
                .noneMatch(each -> each.path("title").asText().startsWith("Roll back"));
    }

    /** What OpsPilot did is part of what the next drills, the next brief and the report know. */
    @Test
    void knowsInTheNextDrillWhatItDidInTheOneBefore() throws Exception {
        Proposed play = stage.drilled(Scenario.BAD_DEPLOY, "Roll back");
        String title = play(play, "proposed").path("title").asText();
        decide(play, "approve", "");
        play(play, "verifying");
        stage.samples();
        JsonNode done = play(play, "done");
        String told = done.path("verification").path("words").asText();
        assertThat(done.path("rollback").path("label").asText())
                .startsWith("Undo: deploy deploy")
                .endsWith(" again");

        JsonNode again = api.ended(api.drill("are payments fine again?"));
        assertThat(text(again, "verdict")).contains("“" + title + "” was done at ", ", approved by API", told);
        assertThat(again.path("plays").findValuesAsText("title")).doesNotContain(title);
        assertThat(again.path("widgets").toString()).contains("OpsPilot: “" + title + "”, approved by API");

        stage.clock().forward(Duration.ofMinutes(6));
        JsonNode later = api.ended(api.drill("and now?"));
        assertThat(text(later, "verdict"))
                .contains(" was at ", "; normal again since.", "“" + title + "” was done at ")
                .doesNotContain(" is at ", " are off as well.", "failing since");
        assertThat(text(later, "precedent"))
                .as("the drill that helped is not hidden by the one that looked again")
                .contains("Done from there: “" + title + "” was done at ", "and it was verified: ")
                .doesNotContain("are payments fine again?");
        assertThat(later.path("plays").findValuesAsText("title"))
                .containsExactly("Watch and check again in ten minutes");

        assertThat(text(api.ended(api.start("brief", "what changed?")), "verdict"))
                .contains("drills of OpsPilot ran", "“" + title + "” was done at ");

        String report =
                api.text("/api/v1/sessions/" + play.session() + "/document").replace("\\", "");
        assertThat(report)
                .contains("## What was done", "approved by API", "Verified: ", "which confirms it.")
                .containsPattern("“" + title + "” called: done");
    }

    private static String text(JsonNode session, String finding) {
        for (JsonNode each : session.path("findings")) {
            if (each.path("id").asText().equals(finding)) {
                return each.path("text").asText();
            }
        }
        throw new AssertionError("no " + finding + " in " + session.path("findings"));
    }

    @Test
    void isTakenBackByOnePressAndThenTheTroubleIsBack() throws Exception {
        Proposed play = stage.drilled(Scenario.BAD_DEPLOY, "Roll back");
        long before = done();
        decide(play, "approve", "");
        play(play, "verifying");
        stage.samples();
        play(play, "done");

        assertThat(decide(play, "roll_back", "").status()).isEqualTo(200);
        play(play, "rolled_back");
        assertThat(done()).isEqualTo(before + 2);
        assertThat(decide(play, "roll_back", "").status()).isEqualTo(409);
        stage.samples();
        assertThat(api.ended(api.drill("payments just failed")).path("verdict").asText())
                .isEqualTo("suspects");
    }

    @Test
    void failsOverFromAProviderThatIsDown() throws Exception {
        Proposed play = stage.drilled(Scenario.PROVIDER_OUTAGE, "Fail over");

        assertThat(decide(play, "approve", "").status()).isEqualTo(200);
        play(play, "verifying");
        stage.samples();

        assertThat(play(play, "done", "unverified").path("status").asText()).isEqualTo("done");
    }

    @Test
    void saysThatNothingRecoveredWhenTheWrongThingWasDone() throws Exception {
        Proposed play = stage.drilled(Scenario.PROVIDER_OUTAGE, "Fail over");
        stage.company().begin(Scenario.BAD_DEPLOY);

        decide(play, "approve", "");
        play(play, "verifying");
        stage.clock().forward(Duration.ofMinutes(16));

        JsonNode after = play(play, "done", "unverified");
        assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("unverified");
        assertThat(after.path("note").asText()).contains("has not recovered");
    }

    @Test
    void waitsForTheNextWindowThatFreezesLeaveAndRunsWhenItOpens() throws Exception {
        String today = stage.clock().instant().toString().substring(0, 10);
        JsonNode listed = api.order("freeze \"books close\" from " + today + " to " + today)
                .body();
        assertThat(listed.toString()).contains("On now");
        try {
            Proposed play = stage.drilled(Scenario.BAD_DEPLOY, "Roll back");
            long before = done();
            assertThat(play(play, "proposed").path("policy").path("people").asInt())
                    .as("it would break the freeze")
                    .isEqualTo(2);
            Api.Answer waits = decide(play, "approve_for_window", "");
            assertThat(waits.body().path("status").asText())
                    .as(waits.body().toString())
                    .isEqualTo("approved");
            assertThat(waits.body().path("due").asText()).isGreaterThan(today);

            String address = calendarAddress(listed);
            assertThat(fetched(address).body()).startsWith("BEGIN:VCALENDAR").contains("SUMMARY:Freeze: books close");
            assertThat(fetched("/calendar.ics?token=wrong").statusCode()).isEqualTo(401);
            assertThat(fetched("/calendar.ics").statusCode()).isEqualTo(401);
            assertThat(done()).isEqualTo(before);

            stage.clock().forward(Duration.ofDays(1));
            play(play, "verifying", "done", "unverified");
            assertThat(done()).isEqualTo(before + 1);
        } finally {
            String remove =
                    api.order("freeze").body().toString().replaceAll("(?s).*?(freeze remove chat-\\d+).*", "$1");
            api.order(remove);
        }
    }

    private static HttpResponse<String> fetched(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stage.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String calendarAddress(JsonNode notice) {
        String text = notice.toString();
        return text.substring(text.indexOf("/calendar.ics"), text.indexOf("\"", text.indexOf("/calendar.ics")));
    }
}
