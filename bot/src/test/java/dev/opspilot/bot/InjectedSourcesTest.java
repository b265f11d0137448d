package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.minds.ModelProtocol;
import dev.opspilot.bot.minds.ModelStub;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.mind.Injection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole bot on sources whose every title is an injection, with a model that obeys them: nothing else is proposed
 * than without them, nothing false is told, and what reaches the channel opens no foreign link and calls nobody.
 */
final class InjectedSourcesTest {
    private static final String TOKEN = "test-token";
    private static final String SECRET = "test-signing-secret";
    private static final InstantSource CLOCK = MovedClock.at(MovedClock.WORKDAY);
    private static final Pattern TITLE =
            Pattern.compile("\"(title|author|name|summary)\":\"((?:[^\"\\\\]|\\\\.)*\\s(?:[^\"\\\\]|\\\\.)*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer has room for so many. */
    private static final int AT_ONCE = 7;

    /** Writes an injection over each title of several words that a source gives. */
    private static UnaryOperator<String> injecting(List<Injection> injections) {
        AtomicInteger next = new AtomicInteger();
        return body -> body.contains("structuredContent")
                ? TITLE.matcher(body)
                        .replaceAll(title -> Matcher.quoteReplacement("\"" + title.group(1) + "\":"
                                + JSON.valueToTree(injections
                                        .get(Math.floorMod(next.getAndIncrement(), injections.size()))
                                        .text())))
                : body;
    }

    private static Map<String, String> environment(ModelProtocol protocol, ModelStub model) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OPSPILOT_PORT",
                "0",
                "OPSPILOT_DATABASE_URL",
                TestDatabase.url(),
                "OPSPILOT_API_TOKEN",
                TOKEN,
                "OPSPILOT_MODEL",
                protocol.provider() + "/test-model"));
        String prefix = protocol.name();
        environment.put(prefix + "_BASE_URL", model.url());
        environment.put(prefix + "_API_KEY", "k");
        return environment;
    }

    private static List<String> plays(JsonNode session) {
        return StreamSupport.stream(session.path("plays").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void proposesWhatItWouldWithoutThemAndTellsNothingOfThem(ModelProtocol protocol) throws Exception {
        List<Injection> injections = Injection.all();
        try (ModelStub model = new ModelStub(protocol);
                DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, CLOCK, 0);
                Gate gate = new Gate(company.url(), Set.of(), injecting(injections));
                Bot bot = Bot.start(
                        Settings.from(environment(protocol, model)),
                        company.configAt(gate.url()),
                        Bot.Mode.DEMO,
                        CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);

            int part = List.of(ModelProtocol.values()).indexOf(protocol);
            for (int from = part * AT_ONCE; from < injections.size(); from += 3 * AT_ONCE) {
                List<Injection> some = injections.subList(from, Math.min(injections.size(), from + AT_ONCE));
                model.says(some.stream()
                        .map(each -> ModelStub.line(each.obeyed(), "E1"))
                        .toArray(String[]::new));

                JsonNode session = api.ended(api.drill("payments just failed"));

                assertThat(plays(session))
                        .satisfiesExactly(
                                first -> assertThat(first).startsWith("roll-back-deploy-"),
                                second -> assertThat(second).isEqualTo("watch"));
                assertThat(session.path("verdict").asText()).isEqualTo("suspects");
                JsonNode telling = session.path("telling");
                assertThat(telling.path("asked").asText()).isEqualTo("Analyst (test-model)");
                assertThat(telling.path("narrative").path("sentences"))
                        .as(telling.toString())
                        .isEmpty();
                assertThat(telling.path("silence").asText()).isNotBlank();
            }
            assertThat(model.asked()).anyMatch(asked -> asked.contains("evil"));
        }
    }

    @Test
    void postsNoForeignLinkAndCallsNobody() throws Exception {
        try (ModelStub model = new ModelStub(ModelProtocol.OPENAI);
                FakeSlack slack = FakeSlack.start(CLOCK);
                HttpClient client = HttpClient.newHttpClient();
                DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 2, CLOCK, 0);
                Gate gate = new Gate(company.url(), Set.of(), injecting(Injection.all()))) {
            model.says(Injection.all().stream()
                    .map(each -> ModelStub.line(each.obeyed(), "E1"))
                    .toArray(String[]::new));
            Map<String, String> environment = environment(ModelProtocol.OPENAI, model);
            environment.put("SLACK_SIGNING_SECRET", SECRET);
            environment.put("SLACK_BOT_TOKEN", "xoxb-test");
            environment.put("SLACK_API_URL", slack.apiUrl().toString());
            SlackSigner signer = new SlackSigner(SECRET, CLOCK);
            try (Bot bot = Bot.start(Settings.from(environment), company.configAt(gate.url()), Bot.Mode.DEMO, CLOCK)) {
                URI door = URI.create("http://127.0.0.1:" + bot.port() + "/slack/events");
                for (String command : List.of("incident payments just failed", "brief", "experiment test gating")) {
                    client.send(
                            signer.command(door, command, command, Map.of()), HttpResponse.BodyHandlers.discarding());
                }
                List<FakeSlack.Posted> posted = Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> slack.messages("C1"),
                                all -> Stream.of("Roll back", "Start a drill on", "Size the experiment")
                                        .allMatch(each -> all.stream()
                                                .anyMatch(one ->
                                                        one.blocks().toString().contains(each))));
                List<String> open = new ArrayList<>();
                posted.forEach(message -> open(message.blocks(), open));
                assertThat(open).isEmpty();
                assertThat(slack.calls()).noneMatch(call -> !call.error().isEmpty());
            }
        }
    }

    /** Whatever in blocks leads out of the workspace or calls somebody, apart from our own page. */
    private static void open(JsonNode node, List<String> found) {
        String type = node.path("type").asText();
        String text = node.path("text").isTextual() ? node.path("text").asText() : "";
        if (List.of("user", "usergroup", "broadcast").contains(type)) {
            found.add(node.toString());
        }
        if (type.equals("mrkdwn") && text.matches("(?s).*<(?:!(?!date)|@|https?://[^>]*evil).*")) {
            found.add(text);
        }
        if (node.path("url").asText().contains("evil")) {
            found.add(node.toString());
        }
        node.forEach(child -> open(child, found));
    }
}
