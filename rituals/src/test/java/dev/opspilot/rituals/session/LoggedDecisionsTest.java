package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoggedDecisionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SessionFeed SILENT = (_, _) -> () -> {};
    private static final Heard.Pressed PRESSED = new Heard.Pressed(
            new HeardKey("k1"),
            Views.ANA,
            new Place("teams", "", "19:ops", Optional.empty()),
            Views.ID,
            new Heard.Button.Decide(new PlayId("p1"), Ruling.Choice.APPROVE, Digest.of("call"), ""));

    private final List<Heard> kept = new ArrayList<>();

    private static final class FullDisk extends MemorySessionStore {
        @Override
        public synchronized List<Logged> since(SessionId session, long seq) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Test
    void aDecisionThatIsKeptIsNotAskedForAgainWhateverTheStoreThrows() {
        assertThat(new LoggedDecisions(new FullDisk(), SILENT, kept::add).decide(PRESSED, PATIENCE))
                .isEmpty();
        assertThat(kept).containsExactly(PRESSED);
    }

    @Test
    void aDecisionThatCouldNotBeKeptIsNotTakenForHeard() {
        LoggedDecisions decisions = new LoggedDecisions(new MemorySessionStore(), SILENT, _ -> {
            throw new StoreAwayException(new IllegalStateException("no connection"));
        });

        assertThatThrownBy(() -> decisions.decide(PRESSED, PATIENCE)).isInstanceOf(StoreAwayException.class);
    }

    @Test
    void theLogIsWatchedNoLongerThanItIsWaitedFor() {
        List<SessionId> watched = new ArrayList<>();
        List<SessionId> closed = new ArrayList<>();
        SessionFeed feed = (session, _) -> {
            watched.add(session);
            return () -> closed.add(session);
        };

        var _ = new LoggedDecisions(new FullDisk(), feed, kept::add).decide(PRESSED, PATIENCE);

        assertThat(watched).containsExactly(Views.ID);
        assertThat(closed).containsExactly(Views.ID);
    }
}
