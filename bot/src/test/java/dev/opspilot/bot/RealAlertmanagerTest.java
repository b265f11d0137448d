package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.demo.Scenario;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as a real Alertmanager groups, signs and resolves them. Needs that of Debian's package prometheus-alertmanager. */
final class RealAlertmanagerTest {
    private static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "s3cret";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Stage stage;
    private Process alertmanager;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(ALERTMANAGER), "no Alertmanager on this machine");
        stage = Stage.of(
                Scenario.BAD_DEPLOY,
                MovedClock.at(Instant.now()),
                Map.of(),
                "alerts: {hooks: {alertmanager: {token: " + SECRET + "}}}");
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: opspilot, group_by: [service], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: opspilot
                    webhook_configs:
                      - url: http://127.0.0.1:%d/hooks/alertmanager
                        http_config: {authorization: {credentials: %s}}
                """.formatted(stage.port(), SECRET));
        port = freePort();
        alertmanager = new ProcessBuilder(
                        ALERTMANAGER.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> send(request("/-/ready").build()).statusCode() == 200);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (stage != null) {
            alertmanager.destroyForcibly().waitFor();
            stage.close();
        }
        client.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Raises alerts of a service at the Alertmanager, or ends them. */
    private void raise(boolean over, String... names) throws Exception {
        ArrayNode alerts = JSON.createArrayNode();
        Instant now = Instant.now();
        for (String name : names) {
            ObjectNode alert = alerts.addObject()
                    .put("startsAt", now.minus(Duration.ofMinutes(5)).toString())
                    .put("endsAt", (over ? now.minusSeconds(1) : now.plus(Duration.ofHours(1))).toString());
            alert.putObject("labels").put("alertname", name).put("service", "payments-api");
            alert.putObject("annotations").put("summary", name + " is high");
        }
        HttpResponse<String> answer = send(request("/api/v2/alerts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(alerts.toString()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String awaitSaid(String words) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> {
                            JsonNode sessions =
                                    stage.api().get("/api/v1/sessions").path("sessions");
                            assertThat(sessions.size()).isLessThanOrEqualTo(1);
                            String id = sessions.path(0).path("id").asText();
                            return id.isEmpty()
                                    ? ""
                                    : stage.api()
                                            .get("/api/v1/sessions/" + id)
                                            .path("findings")
                                            .toString();
                        },
                        findings -> findings.contains(words));
    }

    @Test
    void aGroupBeginsOneDrillLaterAlertsJoinItAndTheEndOfAllClosesIt() throws Exception {
        raise(false, "PaymentErrors", "CheckoutLatency");
        awaitSaid("Alertmanager has 2 alerts firing");

        raise(false, "QueueDepth");
        assertThat(awaitSaid("Alertmanager has 3 alerts firing")).contains("QueueDepth is high");

        raise(true, "PaymentErrors", "CheckoutLatency", "QueueDepth");
        awaitSaid("all 3 alerts are over");
    }
}
