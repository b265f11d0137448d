package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole bot on the demo company, with a clock that a test sets forward: what drills are carried to their end on. */
final class Stage implements AutoCloseable {
    static final String TOKEN = "test-token";

    /** Long enough for two whole samples of after an act. */
    private static final Duration SAMPLES = Duration.ofMinutes(4);

    /** Long enough that what was done about the story before is not taken for done about the next. */
    private static final Duration APART = Duration.ofMinutes(40);

    private static final Pattern SESSION = Pattern.compile("sessions show ([a-z0-9-]+)");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MovedClock clock;
    private final DemoCompany company;
    private final Bot bot;

    private Stage(MovedClock clock, DemoCompany company, Bot bot) {
        this.clock = clock;
        this.company = company;
        this.bot = bot;
    }

    /** One without chat, under the demo's own rules. */
    static Stage of(Scenario scenario) throws IOException, ConfigException {
        return of(scenario, MovedClock.at(MovedClock.WORKDAY), Map.of(), "{}");
    }

    /**
     * One with more.
     *
     * @param environment of the bot, beside the port, the database and the API's token
     * @param yml sections that stand instead of the demo's of the same name
     */
    static Stage of(Scenario scenario, MovedClock clock, Map<String, String> environment, String yml)
            throws IOException, ConfigException {
        Map<String, String> all = new HashMap<>(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
        all.putAll(environment);
        DemoCompany company = DemoCompany.start(scenario, 1, clock, 0);
        return new Stage(
                clock, company, Bot.start(Settings.from(all), config(company.url(), yml), Bot.Mode.DEMO, clock));
    }

    /** The demo company's configuration, with other sections where they are given, and with time for a busy machine. */
    static OpsPilotYml config(URI mcp, String yml) throws IOException, ConfigException {
        return OpsPilotYml.parse("opspilot.yml", yaml(yml), Map.of("DEMO_MCP_URL", mcp.toString()));
    }

    /** The text of it. */
    static String yaml(String yml) throws IOException {
        try (InputStream in = Stage.class.getResourceAsStream("/demo/opspilot.yml")) {
            ObjectNode tree = (ObjectNode) YAML.readTree(Objects.requireNonNull(in));
            YAML.readTree(yml).properties().forEach(each -> tree.set(each.getKey(), each.getValue()));
            for (String calls : List.of("bindings", "acts")) {
                tree.path(calls).forEach(each -> patient((ObjectNode) each));
            }
            return YAML.writeValueAsString(tree);
        }
    }

    private static void patient(ObjectNode call) {
        if (!call.has("timeout")) {
            call.put("timeout", "25s");
        }
    }

    /** The session that a notice names, which a run of a workflow is. */
    static String session(JsonNode notice) {
        Matcher named = SESSION.matcher(notice.toString());
        assertThat(named.find()).as(notice.toString()).isTrue();
        return named.group(1);
    }

    MovedClock clock() {
        return clock;
    }

    DemoCompany company() {
        return company;
    }

    int port() {
        return bot.port();
    }

    Api api() {
        return new Api(bot.port(), TOKEN);
    }

    /** A play of a session, with what a decision about it is bound to. */
    record Proposed(String session, String play, String digest, String undo) {}

    /** The first play of an ended session whose title starts so; it can be run by OpsPilot itself. */
    Proposed proposed(String session, String title) {
        JsonNode ended = api().ended(session);
        for (JsonNode play : ended.path("plays")) {
            if (play.path("title").asText().startsWith(title)) {
                assertThat(play.path("call").isObject()).as(play.toString()).isTrue();
                return new Proposed(
                        session,
                        play.path("id").asText(),
                        play.path("call").path("digest").asText(),
                        play.path("rollback").path("call").path("digest").asText());
            }
        }
        throw new AssertionError(title + " was not proposed: " + ended.path("plays"));
    }

    /** Begins the scenario anew, has it drilled over the API, and returns a play of the drill. */
    Proposed drilled(Scenario scenario, String title) throws IOException, InterruptedException {
        clock.forward(APART);
        company.begin(scenario);
        return proposed(api().drill("payments just failed"), title);
    }

    /** Lets enough time go by that the figures of after an act are known. */
    void samples() {
        clock.forward(SAMPLES);
    }

    /** Delivers an alert as Alertmanager does, firing or resolved, and returns the session that it belongs to. */
    String alert(String status, String name) throws IOException, InterruptedException {
        Instant now = clock.instant();
        ObjectNode body = JSON.createObjectNode().put("version", "4").put("status", status);
        ObjectNode alert = body.putArray("alerts")
                .addObject()
                .put("status", status)
                .put("fingerprint", name)
                .put("startsAt", now.minus(Duration.ofMinutes(5)).toString())
                .put("endsAt", now.toString());
        alert.putObject("labels").put("alertname", name).put("service", "payments-api");
        alert.putObject("annotations").put("summary", name + " is high");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + "/hooks/alertmanager"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            return JSON.readTree(response.body()).path("sessions").path(0).asText();
        }
    }

    @Override
    public void close() {
        bot.close();
        company.close();
    }
}
