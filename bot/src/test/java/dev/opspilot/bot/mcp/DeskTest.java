package dev.opspilot.bot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.StoreAwayException;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting and asking, on an archive of one session. */
final class DeskTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final OneSession archive = new OneSession();

    private Desk desk(Inbox inbox) {
        return new Desk(archive, (_, _) -> () -> {}, inbox, Views.ANA, Views.CHANNEL, () -> Instant.EPOCH);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void waitsForNoAnswerThatWillNeverCome() {
        Optional<Question> asked = desk(archive).ask(archive.view, "who are you?", "k", LONG);

        assertThat(asked).hasValueSatisfying(each -> assertThat(each.answer()).isEmpty());
    }

    @Test
    void whatCannotBeKeptNowMayBeAskedAgain() {
        Desk full = desk(_ -> {
            throw new IllegalStateException("too much is heard at once");
        });

        assertThatThrownBy(() -> full.ask(archive.view, "who are you?", "k", LONG))
                .isInstanceOf(StoreAwayException.class);
        assertThatThrownBy(() -> full.begin(
                        new Command.Launch(RitualName.INCIDENT, "payments just failed", Optional.empty()), "k", LONG))
                .isInstanceOf(StoreAwayException.class);
    }

    /** Takes a question in, and does nothing about it. */
    private static final class OneSession implements Archive, Inbox {
        private SessionView view = Views.done(Views.ID, Views.CHANNEL);

        @Override
        public boolean accept(Heard heard) {
            if (heard instanceof Heard.Asked asked) {
                view = new SessionViews(view)
                        .withQuestions(List.of(new Question(
                                asked.key(),
                                asked.person(),
                                asked.place(),
                                asked.question(),
                                Views.START,
                                Optional.empty(),
                                "",
                                false)));
            }
            return true;
        }

        @Override
        public Page page(Query query) {
            return new Page(List.of(), Optional.empty(), 0);
        }

        @Override
        public Optional<SessionId> latestIn(Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<SessionView> session(SessionId id) {
            return Optional.of(view);
        }

        @Override
        public List<ReceiptChain.Stored> receipts(SessionId id) {
            return List.of();
        }
    }
}
