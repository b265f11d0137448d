package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.store.PgAutomations.Asked;
import dev.opspilot.bot.store.PgAutomations.Run;
import dev.opspilot.bot.store.PgAutomations.State;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runs of workflows in the table: whose turn it is, what is kept for another node, and which was the last. */
final class PgAutomationsTest {
    private static final Instant NOW = SampleLog.NOW;

    private final Database database = TestDatabase.open();
    private final PgAutomations runs = new PgAutomations(database);

    @AfterEach
    void close() {
        database.close();
    }

    private void ask(String automation, String session, Instant at) {
        Workflow workflow = new Workflow(automation, automation, List.of(), List.of());
        Heard.Signalled signal = new Heard.Signalled(
                new HeardKey("automation/" + session),
                Person.AUTOMATION,
                SampleLog.CHANNEL,
                new SessionId(session),
                new Heard.Signal.Run(workflow, "its schedule"));
        var _ = runs.ask(new Asked(automation, "its schedule", signal), at);
    }

    @Test
    void leavesToOtherNodesWhatThisOneDoesNotKnowAndGivesItUpAfterADay() {
        ask("gone", "g1", NOW.minus(Duration.ofHours(25)));
        ask("gone", "g2", NOW.minus(Duration.ofHours(23)));
        ask("known", "k1", NOW.minus(Duration.ofDays(9)));

        assertThat(runs.begin(Map.of("known", 0), NOW)).isEmpty();
        assertThat(runs.isQueued(new SessionId("g1"))).isTrue();

        List<Asked> givenUp = runs.giveUpUnknown(List.of("known"), NOW.minus(Duration.ofDays(1)), NOW);
        assertThat(givenUp).extracting(each -> each.signal().session().value()).containsExactly("g1");
        assertThat(givenUp.getFirst().signal().place()).isEqualTo(SampleLog.CHANNEL);
        assertThat(runs.isQueued(new SessionId("g2"))).isTrue();
        assertThat(runs.isQueued(new SessionId("k1"))).isTrue();

        assertThat(runs.begin(Map.of("gone", 1), NOW))
                .extracting(each -> each.session().value())
                .containsExactly("g2");
    }

    @Test
    void givesUpAtOnceWhatWaitsForAForgottenOne() {
        ask("draft", "d1", NOW);
        ask("other", "o1", NOW);

        runs.giveUp("draft", NOW);

        assertThat(runs.isQueued(new SessionId("d1"))).isFalse();
        assertThat(runs.isQueued(new SessionId("o1"))).isTrue();
    }

    @Test
    void findsTheLatestThatEndedOfEachAndAllThatHaveNot() {
        for (int i = 0; i < 3; i++) {
            ask("often", "e" + i, NOW.plusSeconds(i));
            runs.giveUp("often", NOW.plusSeconds(i));
        }
        ask("often", "open", NOW.plusSeconds(9));
        ask("unasked", "u1", NOW);

        List<Run> found = runs.runs(List.of("often", "none"));
        assertThat(found).extracting(each -> each.session().value()).containsExactlyInAnyOrder("open", "e2");
        assertThat(found)
                .filteredOn(each -> each.state() == State.ENDED)
                .extracting(Run::status)
                .containsExactly(Optional.of(Status.CANCELLED));
    }
}
