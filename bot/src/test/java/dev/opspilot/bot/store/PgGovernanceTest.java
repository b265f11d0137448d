package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PgGovernanceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Person ADA = new Person("slack", "U1", "Ada");
    private static final Person MO = new Person("teams", "aad-9", "Mo");

    private Database database;
    private PgGovernance governance;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        governance = new PgGovernance(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static HeardKey key(String value) {
        return new HeardKey(value);
    }

    @Test
    void whoPressedTheKillSwitchFirstStaysUntilItIsTakenBack() {
        governance.halt(key("1"), ADA, "payments look odd", NOW);
        governance.halt(key("2"), MO, "me too", NOW.plusSeconds(9));

        assertThat(governance.stand().halt()).contains(new Halt("Ada", NOW, "payments look odd"));

        governance.goOn(key("3"), MO, NOW.plusSeconds(60));
        assertThat(governance.stand().halt()).isEmpty();
        assertThat(governance.changes(9))
                .extracting(PgGovernance.Change::what)
                .containsExactly(
                        "let things act again",
                        "halted everything that acts: me too",
                        "halted everything that acts: payments look odd");
    }

    @Test
    void anOrderThatIsDeliveredAgainChangesNothing() {
        governance.halt(key("1"), ADA, "", NOW);
        governance.goOn(key("2"), MO, NOW);
        governance.halt(key("1"), ADA, "", NOW);
        governance.addFreeze(key("4"), ADA, "\"a\" every friday 16:00 to monday 06:00 UTC", NOW);
        governance.addFreeze(key("4"), ADA, "\"a\" every friday 16:00 to monday 06:00 UTC", NOW);

        assertThat(governance.stand().halt()).isEmpty();
        assertThat(governance.stand().freezes()).hasSize(1);
        assertThat(governance.changes(9)).hasSize(3);
    }

    @Test
    void aPolicyIsSetOverAndTakenBackForItsEnvironmentOnly() {
        governance.setPolicy(key("1"), ADA, "deploys/*", "", Policy.Mode.ASK, NOW);
        governance.setPolicy(key("2"), MO, "deploys/*", "", Policy.Mode.OFF, NOW.plusSeconds(1));
        governance.setPolicy(key("3"), MO, "deploys/*", "staging", Policy.Mode.AUTO, NOW.plusSeconds(2));

        assertThat(governance.stand().overrides())
                .containsExactly(
                        new PgGovernance.Toggled("deploys/*", "staging", Policy.Mode.AUTO, "Mo", NOW.plusSeconds(2)),
                        new PgGovernance.Toggled("deploys/*", "", Policy.Mode.OFF, "Mo", NOW.plusSeconds(1)));

        governance.resetPolicy(key("4"), MO, "deploys/*", "", NOW);
        assertThat(governance.stand().overrides())
                .extracting(PgGovernance.Toggled::environment)
                .containsExactly("staging");
    }

    @Test
    void aFreezeIsTakenAwayByItsNumber() {
        governance.addFreeze(key("1"), ADA, "\"a\" every friday 16:00 to monday 06:00 UTC", NOW);
        governance.addFreeze(key("2"), MO, "\"b\" every monday 16:00 to tuesday 06:00 UTC", NOW);
        PgGovernance.Frozen first = governance.stand().freezes().getFirst();

        governance.removeFreeze(key("3"), MO, first, NOW);

        assertThat(governance.stand().freezes())
                .extracting(PgGovernance.Frozen::by)
                .containsExactly("Mo");
        assertThat(governance.changes(1).getFirst().what()).contains("removed the freeze \"a\"");
    }
}
