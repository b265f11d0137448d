package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.MindSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.minds.ModelProtocol;
import dev.opspilot.bot.minds.ModelStub;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.surface.RitualName;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole bot with a model that asks for a reading before it tells. */
final class MindReadsTest {
    private static final String TOKEN = "test-token";
    private static final InstantSource CLOCK = MovedClock.at(MovedClock.WORKDAY);
    private static final String EVIDENCE = "Automation runs of ";

    private static OpsPilotYml config(DemoCompany company, ModelStub model) {
        OpsPilotYml demo = company.config();
        MindSpec mind = new MindSpec(
                "Analyst",
                MindSpec.Provider.OPENAI,
                "test-model",
                Optional.of(URI.create(model.url())),
                Optional.of(new Secret("k")),
                "",
                Set.of(Capability.AUTOMATIONS_RUNS),
                MindSpec.DEFAULT_BUDGET);
        return new OpsPilotYml(
                demo.servers(),
                demo.bindings(),
                List.of(mind),
                Map.of(RitualName.INCIDENT, "Analyst"),
                demo.acting(),
                demo.alerts(),
                demo.schedules(),
                demo.automations());
    }

    @Test
    void whatAModelAskedForIsInItsNextEvidence() throws Exception {
        try (ModelStub model = new ModelStub(ModelProtocol.OPENAI);
                DemoCompany company = DemoCompany.start(Scenario.PROVIDER_OUTAGE, 1, CLOCK, 0);
                Bot bot = Bot.start(
                        Settings.from(Map.of(
                                "OPSPILOT_PORT",
                                "0",
                                "OPSPILOT_DATABASE_URL",
                                TestDatabase.url(),
                                "OPSPILOT_API_TOKEN",
                                TOKEN)),
                        config(company, model),
                        Bot.Mode.DEMO,
                        CLOCK)) {
            model.says(ModelStub.line("Nothing is wrong.", "E1")).saysFirst("{\"reads\": [\"automations.runs\"]}");
            Api api = new Api(bot.port(), TOKEN);

            JsonNode session = api.ended(api.drill("payments just failed"));

            assertThat(session.path("telling").path("silence").asText())
                    .isEqualTo("It said nothing that the evidence carries.");
            assertThat(model.asked()).hasSize(2);
            assertThat(model.asked())
                    .filteredOn(each -> each.contains(EVIDENCE))
                    .hasSize(1);
        }
    }
}
