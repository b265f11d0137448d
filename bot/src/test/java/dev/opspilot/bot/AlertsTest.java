package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts through the whole bot: they begin a drill, join it and end it, on the demo company. */
final class AlertsTest {
    private static final String TOKEN = "test-token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private DemoCompany company;
    private Bot bot;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.system();
        company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
        Settings settings = Settings.from(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
        bot = Bot.start(settings, company.config(), Bot.Mode.DEMO, clock);
        api = new Api(bot.port(), TOKEN);
    }

    @AfterEach
    void stop() {
        bot.close();
        company.close();
    }

    private HttpRequest delivery(String hook, String body, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + hook))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private JsonNode deliver(String hook, String body) throws Exception {
        HttpResponse<String> response = client.send(delivery(hook, body, TOKEN), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    private static String alertmanager(String status, String name) {
        Instant start = Instant.now().minus(Duration.ofMinutes(5));
        return """
                {"version":"4","status":"%s","alerts":[{"status":"%s","fingerprint":"%s","startsAt":"%s","endsAt":"%s",
                 "labels":{"alertname":"%s","service":"checkout"},"annotations":{"summary":"%s is high"}}]}
                """.formatted(status, status, name, start, Instant.now(), name, name);
    }

    private void awaitFinding(String session, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> text(session).contains(text));
    }

    @Test
    void theFirstAlertBeginsADrillLaterOnesJoinItAndTheLastResolvedOneClosesIt() throws Exception {
        String session = deliver("/api/v1/hooks/alertmanager", alertmanager("firing", "PaymentErrors"))
                .path("sessions")
                .path(0)
                .asText();
        Awaitility.await().untilAsserted(() -> api.get("/api/v1/sessions/" + session));
        JsonNode drill = api.ended(session);

        assertThat(drill.path("ritual").asText()).isEqualTo("incident");
        assertThat(drill.path("intent").asText()).isEqualTo("PaymentErrors is high on checkout");
        assertThat(drill.path("actor").toString()).contains("alertmanager");
        assertThat(drill.path("verdict").asText()).isEqualTo("suspects");
        assertThat(drill.path("plan").path(0).path("title").asText()).isEqualTo("Take the alert");
        assertThat(drill.path("findings").toString())
                .contains("Alertmanager has 1 alert firing")
                .contains("PaymentErrors is high");
        assertThat(drill.path("receipts").toString()).contains("hooks/alertmanager");

        assertThat(deliver("/hooks/alertmanager", alertmanager("firing", "QueueDepth"))
                        .path("sessions")
                        .path(0)
                        .asText())
                .isEqualTo(session);
        awaitFinding(session, "Alertmanager has 2 alerts firing");
        deliver("/hooks/alertmanager", alertmanager("resolved", "PaymentErrors"));
        awaitFinding(session, "1 is over");
        deliver("/hooks/alertmanager", alertmanager("resolved", "QueueDepth"));
        awaitFinding(session, "both alerts are over");

        assertThat(deliver("/hooks/alertmanager", alertmanager("firing", "DiskFull"))
                        .path("sessions")
                        .path(0)
                        .asText())
                .isNotEqualTo(session);
    }

    @Test
    void aStormOfAThousandAlertsMakesOneSessionAndLosesNone() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> client.sendAsync(
                        delivery(
                                "/hooks/generic",
                                "{\"id\":\"a%d\",\"title\":\"Alert %d\",\"service\":\"s%d\"}".formatted(i, i, i % 50),
                                TOKEN),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        TreeSet<String> sessions = new TreeSet<>();
        for (CompletableFuture<HttpResponse<String>> each : sent) {
            HttpResponse<String> response = each.get();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            JSON.readTree(response.body()).path("sessions").forEach(session -> sessions.add(session.asText()));
        }

        assertThat(sessions).hasSize(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> text(sessions.first()).contains("Alert hook has 1000 alerts firing"));
        assertThat(text(sessions.first())).contains("the latest 10 of 1000");
    }

    /** What the alerts of a session come to. */
    private String text(String session) {
        JsonNode json = api.get("/api/v1/sessions/" + session);
        StringBuilder text = new StringBuilder();
        json.path("findings")
                .forEach(each -> text.append(each.path("text").asText()).append('\n'));
        json.path("widgets")
                .forEach(each -> text.append(each.path("title").asText()).append('\n'));
        return text.toString();
    }

    @Test
    void aForeignDeliveryIsRefusedAndNothingBegins() throws Exception {
        HttpResponse<String> response = client.send(
                delivery("/hooks/alertmanager", alertmanager("firing", "X"), "wrong"),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("alerts.hooks.alertmanager");
        assertThat(api.get("/api/v1/sessions").path("sessions")).isEmpty();
    }
}
