package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DirectMessages;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Finds out where what was typed in a conversation can be shown. A command can be typed anywhere; where the bot is not
 * and cannot go by itself, as in a direct message between others or a private channel, it is shown in the bot's own direct
 * message with whoever typed it. Thread-safe.
 */
public final class Venues {
    /** How long is waited for Slack to tell, of the three seconds that it waits for the answer to a command. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final int MOST_KEPT = 10_000;
    /* Of a conversation that the bot cannot see; a public channel says another, and is joined. */
    private static final String UNSEEN = "channel_not_found";

    private final DoorCalls calls;
    private final DirectMessages directs;
    private final Desk desk;
    private final Map<Place, Instant> seen = new ConcurrentHashMap<>();

    public Venues(DoorCalls calls, DirectMessages directs, Desk desk) {
        this.calls = calls;
        this.directs = directs;
        this.desk = desk;
    }

    /** Where something is shown. */
    sealed interface Venue {
        Place place();

        /** Where it was typed. */
        record Here(Place place) implements Venue {}

        /** In the bot's direct message with whoever typed it, since the bot is not where it was typed. */
        record InPrivate(Place place) implements Venue {}
    }

    /**
     * Where what a person typed is shown. Blocks for {@link #PATIENCE} at most: where Slack does not tell in time it is
     * where it was typed, or for a direct message the bot's own with the person, which it most often is.
     */
    Venue of(Place typed, Person person) {
        Place conversation = typed.outOfThread();
        Instant now = desk.clock().instant();
        Instant last = seen.get(conversation);
        if (last != null && now.isBefore(last.plus(KEPT))) {
            return new Venue.Here(typed);
        }
        Place untold = conversation.channel().startsWith("D") ? SlackIds.direct(typed.workspace(), person) : typed;
        return CompletableFuture.supplyAsync(() -> asked(typed, person, now), Thread::startVirtualThread)
                .completeOnTimeout(new Venue.Here(untold), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> new Venue.Here(untold))
                .join();
    }

    private Venue asked(Place typed, Person person, Instant now) {
        if (typed.direct() && !typed.channel().startsWith("D")) {
            return new Venue.Here(typed); // a person's id, which stands for the bot's own
        }
        Place conversation = typed.outOfThread();
        return switch (peeked(conversation, now)) {
            case CallResult.Done _ -> {
                keep(conversation, now);
                yield new Venue.Here(typed);
            }
            case CallResult.Refused(String error, String _)
            when error.equals(UNSEEN) -> new Venue.InPrivate(directs.with(typed.workspace(), person));
            case CallResult.Limited(Duration pause) -> {
                desk.queues().pause(SlackMethod.HISTORY, typed.workspace(), pause);
                yield untold(typed, person);
            }
            case CallResult _ -> untold(typed, person);
        };
    }

    private CallResult peeked(Place conversation, Instant now) {
        return desk.queues().isOpen(SlackMethod.HISTORY, conversation.workspace())
                ? calls.peek(conversation, now.plus(AHEAD))
                : new CallResult.Unsure("too many wait for the same");
    }

    private Venue untold(Place typed, Person person) {
        return new Venue.Here(typed.channel().startsWith("D") ? directs.with(typed.workspace(), person) : typed);
    }

    private void keep(Place conversation, Instant now) {
        if (seen.size() >= MOST_KEPT) {
            seen.clear();
        }
        seen.put(conversation, now);
    }
}
