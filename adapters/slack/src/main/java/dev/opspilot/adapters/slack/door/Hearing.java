package dev.opspilot.adapters.slack.door;

import dev.opspilot.rituals.delivery.RecentEvents;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all doors share: they keep what was heard before they answer, and know again what was heard. Thread-safe. */
public final class Hearing {
    /**
     * How long a door waits to know the person: two calls to Slack one after the other, of the three seconds that Slack
     * gives it.
     */
    static final Duration PATIENCE = Duration.ofMillis(800);

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Inbox inbox;
    private final FrontDesk desk;
    private final Supplier<SessionId> ids;
    private final RecentEvents recent;

    public Hearing(Inbox inbox, FrontDesk desk, Supplier<SessionId> ids, InstantSource clock) {
        this.inbox = inbox;
        this.desk = desk;
        this.ids = ids;
        this.recent = new RecentEvents(clock);
    }

    /** What became of something heard. */
    public enum Kept {
        /** It will be acted on. */
        NEW,
        /** It was heard before, and nothing more will happen. */
        KNOWN,
        /** It could not be written down; the person has to try again. */
        NOT
    }

    /** Whether a person may do what was heard, as far as a door knows it while Slack waits. */
    sealed interface May {

        record Yes() implements May {}

        /** It is not kept. */
        record No(Notice why) implements May {}

        /** Slack does not say in time who the person is: it is kept and found out later, so nothing is promised. */
        record Unknown() implements May {}
    }

    /** Asked before a door promises anything. Blocks for {@link #PATIENCE} at most. */
    May may(Heard heard) {
        return CompletableFuture.supplyAsync(() -> asked(heard), Thread::startVirtualThread)
                .completeOnTimeout(new May.Unknown(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private May asked(Heard heard) {
        try {
            return desk.refusal(heard).<May>map(May.No::new).orElseGet(May.Yes::new);
        } catch (RuntimeException unanswered) {
            LOG.warn(
                    "whether {} may do it is found out later: {}",
                    heard.person().actor(),
                    unanswered.toString());
            return new May.Unknown();
        }
    }

    public Kept keep(Heard heard) {
        try {
            return inbox.accept(heard) ? Kept.NEW : Kept.KNOWN;
        } catch (RuntimeException notKept) {
            LOG.error("what {} did could not be kept", heard.person().actor(), notKept);
            return Kept.NOT;
        }
    }

    /** A wish for a ritual, with the id of the session that it becomes. */
    public Heard.Said said(HeardKey key, Person person, Place place, Command.Launch launch) {
        return new Heard.Said(key, person, place, ids.get(), launch.ritual(), launch.intent(), launch.understood());
    }

    /** Whether this is new: Slack delivers again what it had no answer to in time, and people click twice. */
    public boolean isNew(String delivery) {
        return recent.add(delivery);
    }
}
