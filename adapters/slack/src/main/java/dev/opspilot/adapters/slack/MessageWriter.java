package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.delivery.Wanted;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of one message. At most one step of it runs at a time; each ends by queueing the next call, by setting
 * an alarm, or by being done. Between any two steps the process may die: the post book says what to go on from.
 */
final class MessageWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);
    private static final Duration GIVES_UP_AFTER = Duration.ofHours(1);
    private static final Duration RESTS_AFTER_GIVING_UP = Duration.ofMinutes(1);

    private final PostKey key;
    private final Place place;
    private final Desk desk;
    private final Runnable onIdle;
    private final Wanted<Draft> wanted = new Wanted<>();

    /* Only the running step touches what follows. */
    private boolean looked;
    private long knownTries;
    private boolean remembered;
    private boolean joined;
    private boolean plain;
    private @Nullable PostRef ref;
    private @Nullable Search search;
    private int writes;
    private Instant lastWrite = Instant.MIN;
    private int attempts;
    private Instant troubleSince = Instant.MAX;

    /** A look for a message that may stand on Slack already. */
    private record Search(int page, Optional<String> cursor) {
        static final Search BEGIN = new Search(1, Optional.empty());
    }

    MessageWriter(PostKey key, Place place, Desk desk, Runnable onIdle) {
        this.key = key;
        this.place = place;
        this.desk = desk;
        this.onIdle = onIdle;
    }

    void offer(Draft draft, CompletableFuture<Void> shown) {
        if (wanted.offer(draft, now(), shown)) {
            desk.waits().run(this::step);
        }
    }

    /** Whether the last draft was written or given up. */
    boolean over() {
        return wanted.over();
    }

    /** The version that stands on Slack. */
    long shown() {
        return wanted.shown();
    }

    /** Chooses what comes next: find out where the message is, post it, or bring it up to date. */
    private void step() {
        guarded(() -> {
            if (!looked) {
                look();
                looked = true;
            }
            if (search != null) {
                queue(place.thread().isPresent() ? SlackMethod.REPLIES : SlackMethod.HISTORY, this::search);
            } else if (ref == null) {
                queue(SlackMethod.POST, this::post);
            } else {
                remember(ref);
                updateWhenDue();
            }
        });
    }

    /** Learns from the book what others did; a try that is known already says nothing new. */
    private void look() {
        learn(desk.book().look(key));
    }

    private void learn(PostBook.Entry entry) {
        switch (entry) {
            case PostBook.Entry.Unknown() -> {}
            case PostBook.Entry.Tried(long tries) -> {
                search = tries == knownTries ? search : Search.BEGIN;
                knownTries = tries;
            }
            case PostBook.Entry.Posted posted -> {
                ref = posted.ref();
                remembered = true;
            }
        }
    }

    private void remember(PostRef posted) {
        if (!remembered) {
            var _ = desk.book().claim(key, desk.writer());
            desk.book().written(key, desk.writer(), new PostBook.Entry.Posted(posted, Math.max(1, shown()), false));
            remembered = true;
        }
    }

    private void updateWhenDue() {
        boolean soon = writes <= 1 || wanted.newest().last();
        Duration gap = soon ? SlackLimits.BEFORE_FIRST_AND_LAST_UPDATE : SlackLimits.BETWEEN_UPDATES;
        Instant now = now();
        if (writes > 0 && now.isBefore(lastWrite.plus(gap))) {
            desk.waits().after(Duration.between(now, lastWrite.plus(gap)), this::step);
        } else {
            queue(SlackMethod.UPDATE, this::update);
        }
    }

    private void post() {
        switch (desk.book().claim(key, desk.writer())) {
            case PostBook.Claim.Held(Duration left) -> {
                looked = false;
                desk.waits().after(left.plusSeconds(1), this::step);
                return;
            }
            case PostBook.Claim.Granted(PostBook.Entry before) -> learn(before);
        }
        if (ref != null || search != null) {
            desk.book().release(key, desk.writer());
            step(); // while this waited for its turn, another node was here
            return;
        }
        knownTries++;
        Draft draft = wanted.newest();
        switch (desk.calls(place.workspace()).post(place, message(draft))) {
            case CallResult.Done(SlackReply reply) -> {
                stands(reply.channel().orElse(place.channel()), reply.ts().orElseThrow());
                written(draft);
            }
            case CallResult.Unsure(String why) -> {
                search = Search.BEGIN;
                tryLater(SlackMethod.POST, why);
            }
            case CallResult.Refused(String error, String _) when outside(error) -> queue(SlackMethod.JOIN, this::join);
            case CallResult other -> failed(SlackMethod.POST, other);
        }
    }

    private void update() {
        Draft draft = wanted.newest();
        PostRef standing = Objects.requireNonNull(ref);
        switch (desk.calls(place.workspace()).update(standing, message(draft))) {
            case CallResult.Done _ -> written(draft);
            case CallResult other -> failed(SlackMethod.UPDATE, other);
        }
    }

    private void search() {
        Search at = Objects.requireNonNull(search);
        Optional<String> thread = place.thread();
        SlackMethod method = thread.isPresent() ? SlackMethod.REPLIES : SlackMethod.HISTORY;
        CallResult result = thread.map(each -> desk.calls(place.workspace()).replies(place, each, at.cursor()))
                .orElseGet(() -> desk.calls(place.workspace())
                        .history(place, wanted.newest().since(), at.cursor()));
        switch (result) {
            case CallResult.Done(SlackReply reply) -> searched(at, reply);
            case CallResult.Refused(String error, String _) when outside(error) -> queue(SlackMethod.JOIN, this::join);
            case CallResult.Refused(String error, String advice) -> {
                LOG.warn("{} cannot be looked for in {}: {} ({}); it is posted anew", key, place, error, advice);
                search = null;
                step();
            }
            case CallResult other -> failed(method, other);
        }
    }

    private void searched(Search at, SlackReply reply) {
        Optional<String> found = reply.messages().stream()
                .filter(message -> new SlackMark(message).isOf(key))
                .flatMap(message -> Optional.ofNullable(message.ts()).stream())
                .findFirst();
        Optional<String> next = reply.next();
        if (found.isPresent()) {
            stands(place.channel(), found.get());
            search = null;
        } else if (next.isPresent() && at.page() < SlackLimits.HISTORY_PAGES) {
            search = new Search(at.page() + 1, next);
        } else {
            search = null;
        }
        step();
    }

    private void join() {
        joined = true;
        switch (desk.calls(place.workspace()).join(place.channel())) {
            case CallResult.Done _ -> step();
            case CallResult.Refused(String error, String _) ->
                giveUp(SlackMethod.POST, Refusals.NOT_IN_CHANNEL, "joining it: " + error + "; " + Refusals.INVITE);
            case CallResult other -> failed(SlackMethod.JOIN, other);
        }
    }

    private boolean outside(String error) {
        return error.equals(Refusals.NOT_IN_CHANNEL) && !joined;
    }

    private void stands(String channel, String message) {
        ref = new PostRef(channel, message);
    }

    private void written(Draft draft) {
        writes++;
        lastWrite = now();
        attempts = 0;
        troubleSince = Instant.MAX;
        plain = false;
        remember(Objects.requireNonNull(ref));
        if (wanted.shown(draft)) {
            desk.waits().run(this::step);
        } else {
            onIdle.run();
        }
    }

    private void failed(SlackMethod method, CallResult result) {
        switch (result) {
            case CallResult.Limited(Duration pause) -> {
                desk.queues().pause(method, place.workspace(), pause);
                step();
            }
            case CallResult.Unsure(String why) -> tryLater(method, why);
            case CallResult.Unfit(String error)
            when !plain -> {
                LOG.error("Slack does not take {} as it was drawn: {}; a plain one goes instead", key, error);
                plain = true;
                step();
            }
            case CallResult.Unfit(String error) -> giveUp(method, error, "even the plain message was not taken");
            case CallResult.Refused(String error, String advice) -> giveUp(method, error, advice);
            case CallResult.Done _ -> throw new IllegalStateException(method + " was done");
        }
    }

    private SlackMessage message(Draft draft) {
        if (plain) {
            return draft.plain();
        }
        try {
            return draft.whole(now());
        } catch (RuntimeException undrawable) {
            LOG.error("{} cannot be drawn; a plain message goes instead", key, undrawable);
            return draft.plain();
        }
    }

    private void tryLater(SlackMethod method, String why) {
        Instant now = now();
        troubleSince = troubleSince.isBefore(now) ? troubleSince : now;
        if (now.isAfter(troubleSince.plus(GIVES_UP_AFTER))) {
            giveUp(method, why, "it has been so for " + GIVES_UP_AFTER.toMinutes() + " minutes");
            return;
        }
        attempts++;
        if (attempts == 1) {
            LOG.warn("{} for {} did not work: {}; it is tried again", method.path(), key, why);
        }
        desk.waits().after(desk.backoff().after(attempts), this::step);
    }

    private void giveUp(SlackMethod method, String error, String advice) {
        String what = method.path() + " in channel " + place.channel() + " of workspace " + place.workspace();
        GaveUpException why = new GaveUpException(what + ": " + error + ". " + advice);
        LOG.error("session {} is not shown on Slack: {}", key.session(), why.getMessage());
        attempts = 0;
        troubleSince = Instant.MAX;
        looked = ref != null;
        knownTries = 0;
        joined = false;
        plain = false;
        wanted.giveUp(why, now().plus(RESTS_AFTER_GIVING_UP));
        onIdle.run();
    }

    private void queue(SlackMethod method, Runnable call) {
        desk.queues().submit(method, place.workspace(), place.channel(), () -> guarded(call));
    }

    /** A fault of the post book or of ours must not leave the message frozen. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a step for {} failed; it is tried again", key, e);
            tryLater(ref == null ? SlackMethod.POST : SlackMethod.UPDATE, e.toString());
        }
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
