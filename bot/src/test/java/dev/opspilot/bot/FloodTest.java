package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgInbox;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More is asked for than there is room for, and every source hangs: what people order and decide does not wait behind it. */
final class FloodTest {
    private static final int ASKED = Intake.AT_ONCE + 50;

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final String url = TestDatabase.url();

    @Test
    void theKillSwitchIsHeardWhileNothingElseIs() throws Exception {
        try (FakeSlack slack = FakeSlack.start(clock);
                DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0);
                Gate gate = new Gate(company.url(), "billing_payment_metrics", "errors_counts");
                Database database = Database.open(url);
                PgInbox inbox = new PgInbox(database);
                Bot bot = Bot.start(
                        Settings.from(environment(slack)), Stage.config(gate.url(), "{}"), Bot.Mode.SERVE, clock)) {
            InSlack ana = new InSlack(slack, clock, bot.port());
            SessionIds ids = new SessionIds(clock);
            inbox.start(_ -> {});
            for (int i = 0; i < ASKED; i++) {
                inbox.accept(new Heard.Said(
                        new HeardKey("flood/" + i),
                        new Person("console", "api", "API"),
                        new Place("console", "", "page", Optional.empty()),
                        ids.get(),
                        RitualName.INCIDENT,
                        "payments just failed",
                        Optional.empty()));
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> inbox.waiting() < ASKED);

            ana.type("C1", "halt the flood");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> slack.whispers().stream()
                            .anyMatch(each -> (each.text() + each.blocks()).contains("halt off")));
            assertThat(inbox.waiting()).as("there is no room for all").isPositive();
            gate.open();
        }
    }

    private Map<String, String> environment(FakeSlack slack) {
        Map<String, String> environment = new HashMap<>(InSlack.environment(slack));
        environment.put("OPSPILOT_PORT", "0");
        environment.put("OPSPILOT_DATABASE_URL", url);
        environment.put("OPSPILOT_API_TOKEN", "test-token");
        return environment;
    }
}
