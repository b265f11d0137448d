package dev.opspilot.adapters.slack.call;

import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to one person: in a channel so that nobody else sees it, in a direct message as a message, and where the bot
 * may not speak, in a direct message instead. Thread-safe.
 */
public final class Teller implements Whisper {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final int TRIES = 6;
    /* The bot or the person is not there. */
    private static final Set<String> NOT_THERE =
            Set.of(Refusals.NOT_IN_CHANNEL, "channel_not_found", "user_not_in_channel", "is_archived");

    private final DoorCalls calls;
    private final Desk desk;

    public Teller(DoorCalls calls, Desk desk) {
        this.calls = calls;
        this.desk = desk;
    }

    @Override
    public CompletableFuture<Void> tell(Place place, String user, Drawn what) {
        return tell(place, Optional.of(user), what);
    }

    @Override
    public CompletableFuture<Void> tellAll(Place place, Drawn what) {
        return tell(place, Optional.empty(), what);
    }

    private CompletableFuture<Void> tell(Place place, Optional<String> user, Drawn what) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        submit(new Saying(place, user, what, 1, told));
        return told;
    }

    /**
     * Something to be said, and how often it was tried.
     *
     * @param user who alone is to read it; empty when all who are there are
     */
    private record Saying(Place place, Optional<String> user, Drawn what, int attempt, CompletableFuture<Void> told) {
        SlackMethod method() {
            return whispered().isPresent() ? SlackMethod.WHISPER : SlackMethod.POST;
        }

        /** Who alone is to read it at a place where others could. */
        Optional<String> whispered() {
            return place.direct() ? Optional.empty() : user;
        }

        Saying again() {
            return new Saying(place, user, what, attempt + 1, told);
        }

        Saying plain() {
            return new Saying(place, user, Drawn.of(what.text()), attempt, told);
        }

        Saying inPrivate(String user) {
            Place direct = new Place(place.surface(), place.workspace(), user, Optional.empty());
            return new Saying(direct, Optional.of(user), what, attempt, told);
        }
    }

    private void submit(Saying saying) {
        Place place = saying.place();
        desk.queues().submit(saying.method(), place.workspace(), place.channel(), () -> say(saying));
    }

    private void say(Saying saying) {
        Optional<String> whispered = saying.whispered();
        CallResult result = whispered
                .map(user -> calls.whisper(saying.place(), user, saying.what()))
                .orElseGet(() -> calls.post(saying.place(), saying.what()));
        switch (result) {
            case CallResult.Done _ -> saying.told().complete(null);
            case CallResult.Limited(Duration pause) -> {
                desk.queues().pause(saying.method(), saying.place().workspace(), pause);
                submit(saying);
            }
            case CallResult.Unsure(String _)
            when saying.attempt() < TRIES ->
                desk.waits().after(desk.backoff().after(saying.attempt()), () -> submit(saying.again()));
            case CallResult.Unfit(String error)
            when !saying.what().blocks().isEmpty() -> {
                LOG.error(
                        "Slack does not take what was to be told in {}: {}; it goes as plain text",
                        saying.place(),
                        error);
                submit(saying.plain());
            }
            case CallResult.Refused(String error, String _)
            when NOT_THERE.contains(error) && whispered.isPresent() -> submit(saying.inPrivate(whispered.get()));
            case CallResult other -> giveUp(saying, other);
        }
    }

    private static void giveUp(Saying saying, CallResult result) {
        LOG.warn("Not told in {}: {}", saying.place(), result);
        saying.told().completeExceptionally(new GaveUpException("not told in " + saying.place() + ": " + result));
    }
}
