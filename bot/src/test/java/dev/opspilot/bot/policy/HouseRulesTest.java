package dev.opspilot.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.opspilot.bot.config.ActingSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of a file and of what was set in chat, on PostgreSQL. */
final class HouseRulesTest {
    private static final Person MO = new Person("slack", "U9", "Mo");
    private static final Act ACT = new Act("deploys", "rollback", "{}");

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private Database database;
    private PgGovernance set;
    private HouseRules rules;
    private int keys;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        set = new PgGovernance(database);
        ActingSpec file = OpsPilotYml.parse("test", """
                servers: {}
                bindings: []
                roles:
                  same: [["slack:U1", "teams:aad-1"], [console, "slack:U9"]]
                freezes:
                  - '"weekend" every friday 16:00 to monday 06:00'
                """, Map.of()).acting();
        rules = new HouseRules(file, set, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private HeardKey key() {
        return new HeardKey("k" + keys++);
    }

    @Test
    void oneThatActsLooksAnewAndOneThatShowsIsASecondBehindAtMost() {
        assertThat(rules.lately().halt()).isEmpty();
        set.halt(key(), MO, "odd", now);

        assertThat(rules.lately().halt()).isEmpty();
        now = now.plusMillis(1_000);
        assertThat(rules.lately().halt()).isPresent();

        set.goOn(key(), MO, now);
        assertThat(rules.now().halt()).isEmpty();
        assertThat(rules.lately().halt()).as("what was read last counts").isEmpty();
    }

    @Test
    void aClockThatIsSetBackMakesNothingFresh() {
        assertThat(rules.lately().halt()).isEmpty();
        set.halt(key(), MO, "", now);
        now = now.minus(Duration.ofHours(1));

        assertThat(rules.lately().halt()).isPresent();
    }

    @Test
    void freezesOfTheFileAndOfChatCountTheSame() {
        set.addFreeze(
                key(), MO, "\"books close\" from 2026-11-26T12:00 to 2026-11-26T14:00 UTC service payments-api", now);

        assertThat(rules.now().freezes(now, now.plus(Duration.ofDays(3))))
                .extracting(Freeze::title, Freeze::from)
                .containsExactly(
                        tuple("books close", Instant.parse("2026-11-26T12:00:00Z")),
                        tuple("weekend", Instant.parse("2026-11-27T16:00:00Z")));
    }

    @Test
    void aPolicySetInChatHoldsUntilItIsTakenBack() {
        set.setPolicy(key(), MO, "deploys/*", "", Policy.Mode.OFF, now);
        assertThat(rules.now().policy(ACT, "", "", "").mode()).isEqualTo(Policy.Mode.OFF);

        set.resetPolicy(key(), MO, "deploys/*", "", now);
        assertThat(rules.now().policy(ACT, "", "", "")).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void theAccountsOfOnePersonAreOne() {
        Rules known = rules.now();

        assertThat(known.who("slack:U1")).isEqualTo(known.who("teams:aad-1"));
        assertThat(known.who("console:api")).isEqualTo(known.who("console:page"));
        assertThat(known.who("console:api")).isEqualTo(known.who("slack:U9"));
        assertThat(known.who("slack:U1")).isNotEqualTo(known.who("slack:U9"));
        assertThat(known.who("slack:U2")).isEqualTo("slack:U2");
    }
}
