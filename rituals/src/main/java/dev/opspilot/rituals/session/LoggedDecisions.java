package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what became of decisions off the sessions' logs, whichever node works on them. Thread-safe. */
public final class LoggedDecisions implements Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedDecisions.class);
    /** How often another node's work is looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final SessionStore store;
    private final SessionFeed feed;
    private final Inbox inbox;

    public LoggedDecisions(SessionStore store, SessionFeed feed, Inbox inbox) {
        this.store = store;
        this.feed = feed;
        this.inbox = inbox;
    }

    @Override
    public Optional<Outcome> decide(Heard.Pressed pressed, Duration patience) {
        if (!(pressed.button() instanceof Heard.Button.Decide decide)) {
            throw new IllegalArgumentException("no decision: " + pressed.button());
        }
        Semaphore grown = new Semaphore(0);
        try (var _ = feed.watch(pressed.session(), grown::release)) {
            var _ = inbox.accept(pressed);
            return told(pressed, decide, System.nanoTime() + patience.toNanos(), grown);
        }
    }

    /** It is kept by now, so whatever keeps the log from being read, it is acted on: nobody has to decide again. */
    private Optional<Outcome> told(Heard.Pressed pressed, Heard.Button.Decide decide, long end, Semaphore grown) {
        try {
            return outcome(pressed, decide, end, grown);
        } catch (RuntimeException unread) {
            LOG.warn("what became of {} cannot be read now: {}", pressed.key(), unread.toString());
            return Optional.empty();
        }
    }

    private Optional<Outcome> outcome(Heard.Pressed pressed, Heard.Button.Decide decide, long end, Semaphore grown) {
        long seen = 0;
        do {
            List<SessionStore.Logged> more = store.since(pressed.session(), seen);
            Optional<Outcome> outcome = more.stream()
                    .flatMap(logged -> outcome(logged.event(), pressed.key(), decide).stream())
                    .findFirst();
            if (outcome.isPresent()) {
                return outcome;
            }
            seen = more.isEmpty() ? seen : more.getLast().seq();
        } while (System.nanoTime() < end && waited(grown));
        return Optional.empty();
    }

    private static Optional<Outcome> outcome(SessionEvent event, HeardKey key, Heard.Button.Decide decide) {
        if (event instanceof SessionEvent.PlayDecided decided && decided.key().equals(key)) {
            return Optional.of(
                    same(decide, decided.play(), decided.ruling().choice())
                            ? new Outcome.Counts()
                            : new Outcome.KeyUsed());
        }
        if (event instanceof SessionEvent.PlayRefused refused && refused.key().equals(key)) {
            return Optional.of(
                    same(decide, refused.play(), refused.choice())
                            ? new Outcome.Refused(refused.refusal())
                            : new Outcome.KeyUsed());
        }
        return Optional.empty();
    }

    private static boolean same(Heard.Button.Decide decide, PlayId play, Choice choice) {
        return decide.play().equals(play) && decide.choice() == choice;
    }

    private static boolean waited(Semaphore grown) {
        try {
            if (grown.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                var _ = grown.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
