package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.Progress.Where;
import dev.opspilot.adapters.teams.card.StreamText;
import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.delivery.Wanted;
import dev.opspilot.rituals.delivery.Writers;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of one message: asks {@link Progress} what comes next, and does it. At most one step of it runs at a
 * time; each ends by queueing a call, by setting an alarm, or by being done. Between any two steps the process may die:
 * the post book says what to go on from.
 */
final class MessageWriter implements Writers.Writer<Draft> {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);
    private static final Duration GIVES_UP_AFTER = Duration.ofHours(1);
    private static final Duration RESTS_AFTER_GIVING_UP = Duration.ofMinutes(1);
    /* What Teams refuses for good, as a message that somebody deleted, it is asked for less and less often. */
    private static final int LONGEST_REST = 6;

    private final PostKey key;
    private final Place place;
    private final Desk desk;
    private final Sending sending;
    private final Runnable onIdle;
    private final Wanted<Draft> wanted = new Wanted<>();

    /* Only the running step touches what follows. */
    private Progress progress = Progress.begin(false);
    private @Nullable Conversation conversation;
    private Optional<String> ended = Optional.empty();
    private boolean placed;
    private int attempts;
    private Instant troubleSince = Instant.MAX;
    private int givenUp;

    MessageWriter(PostKey key, Place place, Desk desk, Runnable onIdle) {
        this.key = key;
        this.place = place;
        this.desk = desk;
        this.sending = new Sending(key, place, desk);
        this.onIdle = onIdle;
    }

    @Override
    public void offer(Draft draft, CompletableFuture<Void> shown) {
        if (wanted.offer(draft, now(), shown)) {
            desk.waits().run(this::step);
        }
    }

    /** Whether the last draft was written or given up. */
    @Override
    public boolean over() {
        return wanted.over();
    }

    /** The version that stands on Teams. */
    @Override
    public long shown() {
        return wanted.shown();
    }

    Draft newest() {
        return wanted.newest();
    }

    /** Chooses what comes next; a call waits for its turn, and what it does is chosen anew then. */
    private void step() {
        guarded(() -> {
            Optional<Conversation> known = conversation();
            if (known.isEmpty()) {
                giveUp("the app is not known to be there", "add it to the team or chat, and mention it once");
            } else if (known.get().gone().isPresent()) {
                giveUp(known.get().gone().get(), "add the app to the team or chat again");
            } else {
                choose(known.get());
            }
        });
    }

    private void choose(Conversation in) {
        // Read once: a newer draft may come meanwhile, and nobody has written that.
        Draft draft = wanted.newest();
        switch (next(draft)) {
            case Move.Call _ -> desk.queue().submit(place.channel(), () -> guarded(() -> call(in)));
            case Move.Wait(Duration time) -> desk.waits().after(time, this::step);
            case Move.Skip() -> written(draft.version());
            case Move.GiveUp(String error, String advice) -> giveUp(error, advice);
        }
    }

    private Move next(Draft draft) {
        StreamText said = progress.where() instanceof Where.Streaming(Stream open) ? open.said() : StreamText.NONE;
        return progress.next(draft.need(said), now());
    }

    /** Where the message goes. */
    private Optional<Conversation> conversation() {
        if (conversation == null) {
            conversation = desk.conversations().find(place.channel()).orElse(null);
            if (conversation != null) {
                boolean streams = conversation.kind() == Conversation.Kind.PERSONAL
                        && wanted.newest().board().isPresent()
                        && desk.streams().enter(place.channel(), key);
                progress = Progress.begin(streams);
            }
        }
        return Optional.ofNullable(conversation);
    }

    /** Claims the message, learns from the book what was done before, here or on another node, and goes on from there. */
    private void call(Conversation to) {
        switch (desk.book().claim(key, desk.writer())) {
            case PostBook.Claim.Held(Duration left) -> desk.waits().after(left, this::step);
            case PostBook.Claim.Granted(PostBook.Entry before) -> {
                if (before instanceof PostBook.Entry.Posted posted) {
                    learn(posted);
                    if (!posted.streaming()
                            && posted.version() >= wanted.newest().version()) {
                        desk.book().release(key, desk.writer());
                        written(posted.version());
                        return;
                    }
                }
                callNow(to);
            }
        }
    }

    private void learn(PostBook.Entry.Posted posted) {
        String id = posted.ref().message();
        boolean known = switch (progress.where()) {
            case Where.Stands(String message, boolean _) -> message.equals(id);
            case Where.Streaming(Stream open) -> open.id().filter(id::equals).isPresent();
            case Where.Nowhere(), Where.GivenUp _ -> false;
        };
        // After a stream that ended early the book still names it: what it showed is made anew.
        boolean left = posted.streaming() && ended.filter(id::equals).isPresent();
        if (!known && !left) {
            progress = posted.streaming() ? progress.foundStream(id) : progress.found(id);
        }
    }

    private void callNow(Conversation to) {
        Draft draft = wanted.newest();
        if (!(next(draft) instanceof Move.Call call)) {
            desk.book().release(key, desk.writer());
            step();
            return;
        }
        CallResult result = sending.send(to, call, draft, progress.size());
        Where before = progress.where();
        progress = progress.after(call, result, now());
        if (before instanceof Where.Streaming(Stream open) && !(progress.where() instanceof Where.Streaming)) {
            ended = open.id();
            desk.streams().leave(place.channel(), key);
        }
        switch (result) {
            case CallResult.Done _ -> remember(to, draft);
            case CallResult.Unsure _ -> {} // it may stand: the book goes on saying that it was tried
            case CallResult _ -> desk.book().release(key, desk.writer());
        }
        after(to, call, draft, result);
    }

    private void after(Conversation to, Move.Call call, Draft draft, CallResult result) {
        switch (result) {
            case CallResult.Done _ -> done(call, draft);
            case CallResult.Limited(Optional<Duration> pause) -> {
                attempts++;
                desk.queue()
                        .pause(
                                place.channel(),
                                pause.orElseGet(() -> desk.backoff().after(attempts)));
                step();
            }
            case CallResult.Unsure(String why) -> tryLater(why);
            case CallResult.NotDone(String why) -> tryLater(why);
            case CallResult.StreamOver(String why, boolean byPerson) -> {
                LOG.info("the stream of {} ended early: {}; it goes on as a message", key, why);
                if (byPerson) {
                    draft.board().ifPresent(desk.stops());
                }
                step();
            }
            case CallResult.TooBig() -> {
                LOG.warn("Teams does not take {} at its size; a smaller one goes instead", key);
                step();
            }
            case CallResult.Unfit(String error) -> {
                LOG.error("Teams does not take {} as it was drawn: {}; a plain one goes instead", key, error);
                step();
            }
            case CallResult.Outside(String _, String why) -> {
                desk.conversations().keep(to.lost(why));
                step();
            }
            case CallResult.Refused _ -> step();
        }
    }

    private void done(Move.Call call, Draft draft) {
        attempts = 0;
        givenUp = 0;
        troubleSince = Instant.MAX;
        if (call.whole()) {
            written(draft.version());
        } else {
            desk.waits().run(this::step);
        }
    }

    /** Writes down where the message is, before anything else is done with it. */
    private void remember(Conversation in, Draft draft) {
        switch (progress.where()) {
            case Where.Streaming(Stream open) -> open.id().ifPresent(id -> keep(id, draft, true));
            case Where.Stands(String message, boolean _) -> {
                keep(message, draft, false);
                if (!placed && draft.board().isPresent()) {
                    desk.conversations()
                            .about(place.channel(), sending.thread(in, message).orElse(""), key.session());
                    placed = true;
                }
            }
            case Where.Nowhere(), Where.GivenUp _ -> desk.book().release(key, desk.writer());
        }
    }

    private void keep(String message, Draft draft, boolean streaming) {
        PostRef ref = new PostRef(place.channel(), message);
        desk.book().written(key, desk.writer(), new PostBook.Entry.Posted(ref, draft.version(), streaming));
    }

    private void written(long version) {
        if (wanted.shownUpTo(version)) {
            desk.waits().run(this::step);
        } else {
            idle();
        }
    }

    private void idle() {
        if (!(progress.where() instanceof Where.Streaming)) {
            desk.streams().leave(place.channel(), key);
        }
        onIdle.run();
    }

    private void tryLater(String why) {
        Instant now = now();
        troubleSince = troubleSince.isBefore(now) ? troubleSince : now;
        if (now.isAfter(troubleSince.plus(GIVES_UP_AFTER))) {
            giveUp(why, "it has been so for " + GIVES_UP_AFTER.toMinutes() + " minutes");
            return;
        }
        attempts++;
        if (attempts == 1) {
            LOG.warn("a call for {} did not work: {}; it is tried again", key, why);
        }
        desk.waits().after(desk.backoff().after(attempts), this::step);
    }

    private void giveUp(String error, String advice) {
        GaveUpException why = new GaveUpException(
                "Teams, conversation " + place.channel() + ": " + error + ". " + advice,
                desk.conversations().find(place.channel()).flatMap(Conversation::gone));
        if (givenUp == 0) {
            LOG.error("session {} is not shown on Teams: {}", key.session(), why.getMessage());
        } else {
            LOG.debug("session {} is still not shown on Teams: {}", key.session(), why.getMessage());
        }
        boolean refused =
                progress.where() instanceof Where.GivenUp && why.lost().isEmpty();
        Duration rest = RESTS_AFTER_GIVING_UP.multipliedBy(refused ? 1L << Math.min(givenUp, LONGEST_REST) : 1);
        givenUp++;
        attempts = 0;
        troubleSince = Instant.MAX;
        conversation = null;
        desk.streams().leave(place.channel(), key);
        wanted.giveUp(why, now().plus(rest));
        onIdle.run();
    }

    /** A fault of the post book or of ours must not leave the message frozen. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a step for {} failed; it is tried again", key, e);
            tryLater(e.toString());
        }
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
