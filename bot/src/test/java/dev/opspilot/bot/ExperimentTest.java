package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Revenue Experiment of the whole bot on the demo company: over HTTP, through PostgreSQL, to real MCP and back. */
final class ExperimentTest {
    private static final String TOKEN = "test-token";
    private static final InstantSource CLOCK = InstantSource.system();

    /** Standard normal quantiles for a two-sided alpha of 5 % and a power of 80 %. */
    private static final double Z_ALPHA = 1.959964;

    private static final double Z_POWER = 0.841621;

    private static final Pattern SIZE = Pattern.compile(
            "(\\d+) weeks?.*? ([\\d,]+) units \\(each a trial, ([\\d,]+) an arm\\).* relative rise of 10 % or more in"
                    + " “Trial to paid” \\(([\\d.]+) % of ([\\d,]+) now\\)");
    private static final Pattern UNITS = Pattern.compile("over ([\\d,]+) units");

    private static Settings settings() throws ConfigException {
        return Settings.from(
                Map.of("OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", TOKEN));
    }

    @ParameterizedTest
    @EnumSource
    void designsFromLiveDefinitionsAndReadsOutWhatRuns(Scenario scenario) throws Exception {
        try (DemoCompany company = DemoCompany.start(scenario, 1, CLOCK, 0);
                Bot bot = Bot.start(settings(), company.config(), Bot.Mode.DEMO, CLOCK)) {
            Api api = new Api(bot.port(), TOKEN);

            assertShips(ended(api, "how is annual-plan-banner doing?"));
            assertStops(ended(api, "readout checkout-trust-badges"));
            assertBroken(ended(api, "results of the onboarding checklist"));
            assertAsksWhich(ended(api, "readout of something else"));
            assertGuardrailBreaks(ended(api, "readout trial-reminders"));
            assertDesign(ended(api, "test freemium gating"));
        }
    }

    private static JsonNode ended(Api api, String intent) throws Exception {
        JsonNode session = api.ended(api.start("experiment", intent));
        assertThat(session.path("status").asText()).isEqualTo("done");
        Instant started = Instant.parse(session.path("startedAt").asText());
        Instant finished = Instant.parse(session.path("finishedAt").asText());
        assertThat(Duration.between(started, finished)).isLessThan(Duration.ofSeconds(10));
        assertEverythingHasAReceipt(session);
        for (JsonNode finding : session.path("findings")) {
            assertThat(api.get("/api/v1/sessions/" + session.path("id").asText() + "/why/"
                                    + finding.path("id").asText())
                            .path("receipts"))
                    .isNotEmpty();
        }
        return session;
    }

    private static void assertDesign(JsonNode session) {
        String verdict = verdict(session);
        Matcher size = SIZE.matcher(verdict);
        assertThat(size.find()).as(verdict).isTrue();
        double arm = number(size.group(3));
        assertThat(number(size.group(2))).isEqualTo(2 * arm);
        // looks cost some units more than the textbook's size; the shown share is rounded to a thousandth
        double textbook = textbook(number(size.group(4)) / 100, 0.10);
        assertThat(arm / textbook).isBetween(0.99, 1.06);
        assertThat(ids(session, "findings")).contains("hypothesis", "overlap");
        assertThat(ids(session, "widgets")).contains("metric-1", "design", "risks", "scaffold", "follow-ups");
        JsonNode guardrails = widget(session, "guardrails").path("rows");
        assertThat(guardrails).hasSize(1);
        assertThat(guardrails.path(0).path(0).asText()).isEqualTo("Used in the last week of the trial");
        assertThat(guardrails.path(0).path(2).asText()).endsWith("points");
        assertThat(number(guardrails.path(0).path(3).asText().replace(" %", "")))
                .isGreaterThan(80);
        assertThat(session.path("workflow").path("steps").size()).isGreaterThanOrEqualTo(4);
        List<String> followUps = StreamSupport.stream(session.path("followUps").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
        assertThat(followUps).startsWith("health-day-1").contains("look-1").endsWith("end-readout");
        assertThat(session.path("plays").path(0).path("id").asText()).isEqualTo("start");
    }

    /** The pooled-variance size of a group for a relative rise. */
    private static double textbook(double baseline, double rise) {
        double raised = baseline * (1 + rise);
        double mean = (baseline + raised) / 2;
        double root = Z_ALPHA * Math.sqrt(2 * mean * (1 - mean))
                + Z_POWER * Math.sqrt(baseline * (1 - baseline) + raised * (1 - raised));
        return root * root / Math.pow(raised - baseline, 2);
    }

    private static void assertShips(JsonNode session) {
        assertThat(verdict(session)).contains("Ship “banner”").contains("its guardrail held");
        assertUnitsAreThoseOfTheTable(session);
        assertThat(session.path("plays").path(0).path("title").asText()).startsWith("Give “banner”");
        assertThat(session.path("plays").path(0).path("rollback").toString()).isNotBlank();
    }

    private static void assertStops(JsonNode session) {
        assertThat(verdict(session)).contains("Stop. It ended").contains("is ruled out");
        assertUnitsAreThoseOfTheTable(session);
        assertThat(session.path("plays").path(0).path("title").asText()).contains("keep control");
    }

    private static void assertGuardrailBreaks(JsonNode session) {
        assertThat(verdict(session)).contains("Stop").contains("“Used in the last week of the trial”");
        assertThat(session.path("plays").path(0).path("title").asText()).contains("keep control");
    }

    private static void assertBroken(JsonNode session) {
        assertThat(verdict(session))
                .contains("Broken. Units were not split as planned")
                .contains("no figure can be trusted")
                .doesNotContain("better");
        assertThat(session.path("plays").path(0).path("title").asText()).startsWith("Pause ");
    }

    private static void assertAsksWhich(JsonNode session) {
        assertThat(verdict(session))
                .contains("It is not clear which experiment")
                .contains("annual-plan-banner", "checkout-trust-badges", "onboarding-checklist");
        assertThat(session.path("plays")).isEmpty();
    }

    /** The sentence and the table speak of the same units. */
    private static void assertUnitsAreThoseOfTheTable(JsonNode session) {
        String table = session.path("widgets").path(0).path("rows").toString();
        List<String> said = UNITS.matcher(verdict(session))
                .results()
                .map(MatchResult::group)
                .map(each -> each.replaceAll("[^\\d,]", ""))
                .toList();
        assertThat(said).hasSize(2).allSatisfy(each -> assertThat(table).contains(each));
        assertThat(number(said.getFirst()) / number(said.getLast())).isCloseTo(1, within(0.05));
    }

    private static JsonNode widget(JsonNode session, String id) {
        return StreamSupport.stream(session.path("widgets").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(JsonNode session) {
        assertThat(session.path("findings").path(0).path("id").asText()).isEqualTo("verdict");
        return session.path("findings").path(0).path("text").asText();
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replace(",", ""));
    }

    private static Set<String> ids(JsonNode session, String list) {
        return StreamSupport.stream(session.path(list).spliterator(), false)
                .map(each -> each.path("id").asText())
                .collect(Collectors.toSet());
    }

    private static void assertEverythingHasAReceipt(JsonNode session) {
        Set<String> receipts = ids(session, "receipts");
        assertThat(receipts).isNotEmpty();
        for (String kind : new String[] {"findings", "widgets", "plays"}) {
            for (JsonNode each : session.path(kind)) {
                assertThat(each.path("receipts")).as(each.toString()).isNotEmpty();
                each.path("receipts").forEach(id -> assertThat(receipts).contains(id.asText()));
            }
        }
    }
}
