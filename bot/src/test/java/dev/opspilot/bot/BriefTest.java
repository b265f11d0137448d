package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Morning Brief of the whole bot on the demo company: over HTTP, through PostgreSQL, to real MCP and back. */
final class BriefTest {
    private static final String TOKEN = "test-token";
    private static final InstantSource CLOCK = MovedClock.at(MovedClock.WORKDAY);

    private static Settings settings() throws ConfigException {
        return Settings.from(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
    }

    private static JsonNode brief(Scenario scenario, long seed) throws Exception {
        try (DemoCompany company = DemoCompany.start(scenario, seed, CLOCK, 0);
                Bot bot = Bot.start(settings(), Stage.config(company.url(), "{}"), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);
            JsonNode session = api.ended(api.start("brief", "what changed in the last 24 hours?"));
            assertThat(session.path("status").asText()).isEqualTo("done");
            return session;
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfMoneyCustomersIncidentsAndAutomationsInAFewSentences(Scenario scenario) throws Exception {
        JsonNode session = brief(scenario, 1);

        String verdict = session.path("findings").path(0).path("text").asText();
        assertThat(session.path("findings").path(0).path("id").asText()).isEqualTo("verdict");
        assertThat(verdict).containsIgnoringCase("since ").contains("(24 hours)");
        assertThat(texts(session, "findings", "id"))
                .contains("money-lumafold-usd", "share-activation", "share-retention", "incidents", "automations");
        assertThat(texts(session, "widgets", "id"))
                .contains("money-lumafold-usd-table", "money-lumafold-usd-chart", "automations", "coverage");
        assertThat(session.path("plays").size()).isLessThanOrEqualTo(3);
        assertEverythingHasAReceipt(session);
        Instant started = Instant.parse(session.path("startedAt").asText());
        Instant finished = Instant.parse(session.path("finishedAt").asText());
        assertThat(Duration.between(started, finished)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HEALTHY")
    void putsAnOpenIncidentFirstAndProposesADrill(Scenario scenario) throws Exception {
        JsonNode session = brief(scenario, 2);

        assertThat(session.path("findings").path(0).path("text").asText())
                .contains("need", "of payments-api has been open since");
        assertThat(session.path("plays").path(0).path("title").asText()).startsWith("Start a drill on “");
    }

    @Test
    void saysOfAHealthyCompanyThatNothingNeedsAnybody() throws Exception {
        JsonNode session = brief(Scenario.HEALTHY, 3);

        assertThat(session.path("findings").path(0).path("text").asText()).doesNotContain("need");
    }

    @Test
    void endsInTimeAndNamesASourceThatHangs() throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, CLOCK, 0);
                Gate gate = new Gate(company.url(), "billing_revenue_metrics");
                Bot bot = Bot.start(settings(), impatient(gate.url()), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);

            JsonNode session = api.ended(api.start("brief", "overnight"));

            assertThat(session.path("findings").path(0).path("text").asText()).contains("Not seen: revenue (Billing)");
            assertThat(texts(session, "widgets", "id")).contains("unread");
        }
    }

    /** With two seconds for the source that hangs, and enough for the others. */
    private static OpsPilotYml impatient(URI mcp) throws Exception {
        String yaml = Stage.yaml("{}");
        int binding = yaml.indexOf("billing_revenue_metrics");
        int timeout = yaml.indexOf("25s", binding);
        return OpsPilotYml.parse(
                "opspilot.yml",
                yaml.substring(0, timeout) + "2s" + yaml.substring(timeout + "25s".length()),
                Map.of("DEMO_MCP_URL", mcp.toString()));
    }

    private static Set<String> texts(JsonNode session, String list, String field) {
        return StreamSupport.stream(session.path(list).spliterator(), false)
                .map(each -> each.path(field).asText())
                .collect(Collectors.toSet());
    }

    private static void assertEverythingHasAReceipt(JsonNode session) {
        Set<String> receipts = texts(session, "receipts", "id");
        assertThat(receipts).isNotEmpty();
        for (String kind : new String[] {"findings", "widgets", "plays"}) {
            for (JsonNode each : session.path(kind)) {
                assertThat(each.path("receipts")).as(each.toString()).isNotEmpty();
                each.path("receipts").forEach(id -> assertThat(receipts).contains(id.asText()));
            }
        }
    }
}
