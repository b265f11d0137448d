package dev.opspilot.bot.mcp;

import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionFeed;
import dev.opspilot.rituals.session.StoreAwayException;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Asks for things as the person of the API's token, by the same inbox as everybody, and waits for what comes of them.
 * Thread-safe.
 */
final class Desk {
    /** How often the work of other nodes is looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Archive archive;
    private final SessionFeed feed;
    private final Inbox inbox;
    private final Person person;
    private final Place place;
    private final InstantSource clock;
    private volatile boolean closing;

    Desk(Archive archive, SessionFeed feed, Inbox inbox, Person person, Place place, InstantSource clock) {
        this.archive = archive;
        this.feed = feed;
        this.inbox = inbox;
        this.person = person;
        this.place = place;
        this.clock = clock;
    }

    /** Ends all waiting within one look. */
    void close() {
        closing = true;
    }

    Archive archive() {
        return archive;
    }

    Person person() {
        return person;
    }

    Place place() {
        return place;
    }

    /** What cannot be an id names no session. */
    Optional<SessionView> session(String id) {
        return id(id).flatMap(archive::session);
    }

    List<ReceiptChain.Stored> receipts(SessionId id) {
        return archive.receipts(id);
    }

    /** The session once nothing is done on it any more, or as it stands when the wait is over. */
    Optional<SessionView> settled(String id, Duration wait) {
        return id(id).flatMap(each -> once(each, view -> view.status() != Status.RUNNING, wait));
    }

    /**
     * Asks for a ritual; empty where the key belongs to another wish.
     *
     * @throws StoreAwayException if the wish could not be kept now
     */
    Optional<SessionView> begin(Command.Launch launch, String key, Duration wait) {
        Heard.Said said = Heard.Said.named(key, person, place, launch);
        SessionView asked = SessionView.begun(said, clock.instant());
        accept(said);
        SessionView now = settled(said.session().value(), wait).orElse(asked);
        boolean same = now.ritual() == said.ritual() && now.intent().equals(said.intent());
        return same ? Optional.of(now) : Optional.empty();
    }

    /**
     * Asks a question and waits for its answer, as long as one may come; empty while it has not reached the session.
     *
     * @throws StoreAwayException if the question could not be kept now
     */
    Optional<Question> ask(SessionView session, String question, String key, Duration wait) {
        HeardKey heard = new HeardKey(person.surface() + "/"
                + Digest.of("question " + session.id() + " " + key).hex());
        accept(new Heard.Asked(heard, person, place, session.id(), question));
        return once(
                        session.id(),
                        view -> find(view, heard).filter(each -> !each.open()).isPresent(),
                        wait)
                .flatMap(view -> find(view, heard));
    }

    private void accept(Heard heard) {
        try {
            inbox.accept(heard);
        } catch (IllegalStateException e) {
            throw new StoreAwayException(e);
        }
    }

    private static Optional<Question> find(SessionView view, HeardKey key) {
        return view.questions().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    private Optional<SessionView> once(SessionId id, Predicate<SessionView> enough, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        Semaphore grown = new Semaphore(0);
        try (var _ = feed.watch(id, grown::release)) {
            while (true) {
                Optional<SessionView> view = archive.session(id);
                long left = end - System.nanoTime();
                if (view.filter(enough).isPresent() || left <= 0 || closing) {
                    return view;
                }
                if (grown.tryAcquire(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS)) {
                    grown.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return archive.session(id);
        }
    }

    private static Optional<SessionId> id(String given) {
        try {
            return Optional.of(new SessionId(given));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
