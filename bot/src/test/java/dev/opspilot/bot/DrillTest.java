package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole bot on the demo company: over HTTP, through PostgreSQL, to real MCP and back. */
final class DrillTest {
    private static final String TOKEN = "test-token";
    private static final InstantSource CLOCK = MovedClock.at(MovedClock.WORKDAY);

    /** A bot on a database of its own. */
    private static Settings settings() throws ConfigException {
        return Settings.from(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
    }

    private static JsonNode drill(Scenario scenario, long seed) throws Exception {
        try (DemoCompany company = DemoCompany.start(scenario, seed, CLOCK, 0);
                Bot bot = Bot.start(settings(), company.config(), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);
            JsonNode session = api.ended(api.drill("payments just failed"));
            assertThat(session.path("status").asText()).isEqualTo("done");
            assertEverythingHasAReceipt(session);
            assertFirstInsightWithin(session, Duration.ofSeconds(5));
            assertWhyAnswers(api, session);
            assertDraftTellsTheVerdict(api, session);
            return session;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void namesTheDeployInABadDeploy(long seed) throws Exception {
        JsonNode session = drill(Scenario.BAD_DEPLOY, seed);

        assertThat(session.path("verdict").asText()).isEqualTo("suspects");
        JsonNode first = session.path("suspects").path(0);
        assertThat(first.path("kind").asText()).isEqualTo("change");
        assertThat(first.path("status").asText()).isEqualTo("leading");
        assertThat(first.path("name").asText()).startsWith("deploy");
        assertThat(session.path("plays").path(0).path("title").asText()).startsWith("Roll back");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void namesTheProviderInAnOutage(long seed) throws Exception {
        JsonNode session = drill(Scenario.PROVIDER_OUTAGE, seed);

        assertThat(session.path("verdict").asText()).isEqualTo("suspects");
        assertThat(session.path("suspects").path(0).path("kind").asText()).isEqualTo("provider");
        assertThat(session.path("plays").path(0).path("title").asText())
                .as("only the other one takes cards; a wallet cannot")
                .isEqualTo("Fail over from Kestrelpay to Haldencard");
        session.path("findings")
                .forEach(finding -> assertThat(finding.path("text").asText()).doesNotContain("is chance"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void saysThatNothingIsWrongWhereNothingIs(long seed) throws Exception {
        JsonNode session = drill(Scenario.HEALTHY, seed);

        assertThat(session.path("verdict").asText()).isEqualTo("healthy");
        assertThat(session.path("suspects")).isEmpty();
        assertThat(session.path("findings").path(0).path("id").asText()).isEqualTo("verdict");
    }

    @Test
    void tellsOfTheDrillBeforeThatMetTheSameTrouble() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.PROVIDER_OUTAGE, 1, CLOCK, 0);
                Bot bot = Bot.start(settings(), company.config(), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);
            JsonNode first = api.ended(api.drill("payments just failed"));
            JsonNode second = api.ended(api.drill("are payments still failing?"));

            assertThat(first.path("findings").findValuesAsText("id")).doesNotContain("precedent");
            JsonNode precedent = StreamSupport.stream(second.path("findings").spliterator(), false)
                    .filter(each -> each.path("id").asText().equals("precedent"))
                    .findFirst()
                    .orElseThrow();
            assertThat(precedent.path("text").asText())
                    .startsWith("This trouble was drilled before, on ")
                    .contains("(“payments just failed”)")
                    .contains("the likeliest cause was provider ")
                    .contains("Proposed then: fail over from ");
            assertEverythingHasAReceipt(second);
        }
    }

    @Test
    void endsInconclusiveWhenNoSourceAnswers() throws Exception {
        DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, CLOCK, 0);
        try (Bot bot = Bot.start(settings(), company.config(), Bot.Mode.DEMO, CLOCK)) {
            company.close();
            Api api = new Api(bot.port(), TOKEN);

            JsonNode session = api.ended(api.drill("payments just failed"));

            assertThat(session.path("verdict").asText()).isEqualTo("inconclusive");
            assertThat(session.path("findings").path(0).path("text").asText()).contains("Billing");
            assertEverythingHasAReceipt(session);
        }
    }

    @Test
    void endsInTimeAndNamesASourceThatHangs() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, CLOCK, 0);
                Gate gate = new Gate(company.url(), "deploys_recent");
                Bot bot = Bot.start(settings(), company.configAt(gate.url()), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);

            JsonNode session = api.ended(api.drill("payments just failed"));

            assertThat(session.path("verdict").asText()).isEqualTo("inconclusive");
            assertThat(session.path("plan").toString()).contains("Deploys failed: No answer within 5 s");
            assertThat(session.path("findings").path(0).path("text").asText()).contains("Deploys");
            Instant started = Instant.parse(session.path("startedAt").asText());
            Instant finished = Instant.parse(session.path("finishedAt").asText());
            assertThat(Duration.between(started, finished)).isLessThan(Duration.ofSeconds(15));
        }
    }

    private static void assertEverythingHasAReceipt(JsonNode session) {
        Set<String> receipts = StreamSupport.stream(session.path("receipts").spliterator(), false)
                .map(receipt -> receipt.path("id").asText())
                .collect(Collectors.toSet());
        assertThat(receipts).isNotEmpty();
        for (String kind : new String[] {"findings", "widgets", "suspects", "plays"}) {
            for (JsonNode each : session.path(kind)) {
                assertThat(each.path("receipts")).as(each.toString()).isNotEmpty();
                each.path("receipts").forEach(id -> assertThat(receipts).contains(id.asText()));
            }
        }
        assertThat(session.path("findings")).isNotEmpty();
        assertThat(session.path("widgets")).isNotEmpty();
    }

    private static void assertFirstInsightWithin(JsonNode session, Duration limit) {
        Instant started = Instant.parse(session.path("startedAt").asText());
        Instant insight = Instant.parse(session.path("firstInsightAt").asText());
        assertThat(Duration.between(started, insight)).isLessThan(limit);
    }

    private static void assertDraftTellsTheVerdict(Api api, JsonNode session) throws IOException, InterruptedException {
        String draft = api.text("/api/v1/sessions/" + session.path("id").asText() + "/document");
        assertThat(draft).startsWith("# ");
        String verdict = session.path("findings").path(0).path("text").asText();
        assertThat(draft.replace("\\", "")).contains(verdict.substring(0, verdict.indexOf(' ', 20)));
    }

    private static void assertWhyAnswers(Api api, JsonNode session) {
        for (JsonNode finding : session.path("findings")) {
            JsonNode why = api.get("/api/v1/sessions/" + session.path("id").asText() + "/why/"
                    + finding.path("id").asText());
            assertThat(why.path("receipts")).isNotEmpty();
        }
    }
}
