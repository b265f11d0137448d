package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow that cannot run, on the whole bot: whatever was to begin it, that is told where its runs would be shown. */
final class MeshRefusalsTest {
    private static final String TOKEN = "test-token";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GONE = """
            name: gone
            title: Gone
            in: slack:C7
            when:
              - schedule: every 2 hours
              - alert: {alertname: High*}
              - after: {ritual: incident}
            steps: [{id: a, call: demo/flags_shred, with: {}}]
            """;

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);

    @Test
    void aTriggerThatCameToNothingIsToldAtTheWorkflowsOwnPlace(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("gone.yml"), GONE);
        Path config = Files.writeString(folder.resolve("opspilot.yml"), Stage.yaml("{automations: [gone.yml]}"));
        try (FakeSlack slack = FakeSlack.start(clock);
                DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0);
                Bot bot = Bot.start(
                        Settings.from(Map.of(
                                "OPSPILOT_PORT",
                                "0",
                                "OPSPILOT_DATABASE_URL",
                                TestDatabase.url(),
                                "OPSPILOT_API_TOKEN",
                                TOKEN,
                                "SLACK_SIGNING_SECRET",
                                "secret",
                                "SLACK_BOT_TOKEN",
                                "xoxb-test",
                                "SLACK_API_URL",
                                slack.apiUrl().toString())),
                        OpsPilotYml.read(
                                config, Map.of("DEMO_MCP_URL", company.url().toString())),
                        Bot.Mode.DEMO,
                        clock)) {
            Api api = new Api(bot.port(), TOKEN);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            api.order("automation show gone").body().toString().contains("has no tool"));

            api.ended(api.drill("payments just failed"));
            told(slack, each -> each.contains("“Gone” was not run") && each.contains("after the session"));
            alert(bot.port());
            told(slack, each -> each.contains("“Gone” was not run") && each.contains("an alert of the session"));

            String poked = api.post(
                            "/api/v1/schedules",
                            JSON.createObjectNode().put("ritual", "brief").put("when", "every Sunday 03:00 UTC"))
                    .body()
                    .path("id")
                    .asText();
            clock.forward(Duration.ofHours(2));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        // long enough for another try, and the scheduler looks
                        clock.forward(Duration.ofMinutes(6));
                        api.post("/api/v1/schedules/" + poked + "/runs", JSON.createObjectNode());
                        return texts(slack).stream().anyMatch(each -> each.contains("Failed: Automation gone"));
                    });
            assertThat(texts(slack))
                    .filteredOn(each -> each.contains("Failed: Automation gone"))
                    .singleElement()
                    .asString()
                    .contains("has no tool “flags_shred”")
                    .contains("Run now");
        }
    }

    private static void told(FakeSlack slack, Predicate<String> what) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> texts(slack).stream().filter(what).count() == 1);
    }

    private static List<String> texts(FakeSlack slack) {
        return slack.messages("C7").stream().map(MeshRefusalsTest::text).toList();
    }

    private static String text(Posted message) {
        return message.text() + message.blocks();
    }

    private void alert(int port) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("version", "4").put("status", "firing");
        ObjectNode alert = body.putArray("alerts")
                .addObject()
                .put("status", "firing")
                .put("fingerprint", "f1")
                .put("startsAt", clock.instant().minusSeconds(60).toString());
        alert.putObject("labels").put("alertname", "HighErrorRate").put("service", "payments-api");
        alert.putObject("annotations").put("summary", "high");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/alertmanager"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        }
    }
}
