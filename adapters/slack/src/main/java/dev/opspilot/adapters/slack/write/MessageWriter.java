package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.SlackCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.adapters.slack.draw.StreamChunk;
import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.delivery.Wanted;
import dev.opspilot.rituals.delivery.Writers;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of one message. Decides nothing: takes what happens to {@link MessageTable}, and does what that says,
 * one thing after another. Between any two of them the process may die.
 */
final class MessageWriter implements Writers.Writer<Draft> {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);
    /* As after so many failures. */
    private static final int FAULT = 6;
    private static final Duration RESTS_AFTER_GIVING_UP = Duration.ofMinutes(1);

    private final PostKey key;
    private final Place place;
    private final Desk desk;
    private final Runnable onIdle;
    private final MessageTable table;
    private final Wanted<Draft> wanted = new Wanted<>();

    /* Guarded by this. */
    private final Deque<MessageEvent> happened = new ArrayDeque<>();
    private MessageState state = MessageState.BEGIN;
    private boolean working;
    private Optional<Instant> wakesAt = Optional.empty();
    private @Nullable MessageWriter successor;

    MessageWriter(PostKey key, Place place, Desk desk, Runnable onIdle) {
        this.key = key;
        this.place = place;
        this.desk = desk;
        this.onIdle = onIdle;
        this.table = new MessageTable(place);
    }

    @Override
    public void offer(Draft draft, CompletableFuture<Void> shown) {
        if (wanted.offer(draft, now(), shown)) {
            desk.waits().run(() -> happen(new MessageEvent.Woken()));
        }
    }

    /** Whether the last draft was written or given up. */
    @Override
    public boolean over() {
        return wanted.over();
    }

    /** The version that stands on Slack. */
    @Override
    public long shown() {
        return wanted.shown();
    }

    /** Where the message stands; empty until it does. */
    synchronized Optional<PostRef> at() {
        return state.standing().at();
    }

    private synchronized void happen(MessageEvent event) {
        happened.add(event);
        if (working) {
            return;
        }
        working = true;
        try {
            for (MessageEvent next = happened.poll(); next != null; next = happened.poll()) {
                take(next);
            }
        } finally {
            working = false;
        }
    }

    private void take(MessageEvent event) {
        try {
            Instant now = now();
            MessageTable.Step step = table.next(state, event, wish(now), now);
            state = step.state();
            step.effects().forEach(this::act);
        } catch (RuntimeException e) {
            LOG.error("{} met {} with a fault of ours; it is looked at again", key, event, e);
            state = state.queued(Optional.empty());
            wakeAfter(desk.backoff().after(FAULT));
        }
    }

    private Wish wish(Instant now) {
        Draft draft = wanted.newest();
        Optional<Draft.Stream> stream = draft.stream();
        return new Wish(
                draft.version(),
                draft.version() > wanted.shown(),
                draft.last(),
                !draft.last() && stream.isPresent() && draft.isYoung(now),
                stream.map(each -> each.recipient().patience()).orElse(Duration.ZERO),
                draft.forgotten(now));
    }

    private void act(MessageEffect effect) {
        switch (effect) {
            case MessageEffect.Again() -> happened.add(new MessageEvent.Woken());
            case MessageEffect.Look() ->
                guarded(() -> new MessageEvent.Looked(desk.book().look(key)));
            case MessageEffect.Queue(CallKind kind) -> queue(kind);
            case MessageEffect.Call(CallKind kind) -> guarded(() -> write(kind));
            case MessageEffect.Note(PostBook.Entry.Posted posted) ->
                guarded(() -> new MessageEvent.Noted(desk.book().written(key, desk.writer(), posted)));
            case MessageEffect.Release() -> release();
            case MessageEffect.Wait(Duration time) -> wakeAfter(time);
            case MessageEffect.Retry(int attempts, CallKind kind, String why) -> {
                if (attempts == 1) {
                    LOG.warn(
                            "{} for {} did not work: {}; it is tried again",
                            kind.method(place).path(),
                            key,
                            why);
                }
                wakeAfter(desk.backoff().after(attempts));
            }
            case MessageEffect.Pause(CallKind kind, Duration time) ->
                desk.queues().pause(kind.method(place), place.workspace(), time);
            case MessageEffect.Shown(long version) -> {
                if (!wanted.shownUpTo(version)) {
                    onIdle.run();
                }
            }
            case MessageEffect.StopSession() -> stopSession();
            case MessageEffect.RollOver() -> rollOver();
            case MessageEffect.GiveUp(CallKind kind, String error, String advice) -> giveUp(kind, error, advice);
        }
    }

    /** The stop button of a stream is Slack's; that it was pressed is heard when Slack refuses to go on. */
    private void stopSession() {
        try {
            wanted.newest().stopped().ifPresent(desk.inbox()::accept);
        } catch (RuntimeException e) {
            LOG.error("{} was stopped by a person, which could not be kept: the session goes on", key, e);
        }
    }

    /** A fault of the post book or of ours must not leave the message frozen. */
    private void guarded(Supplier<MessageEvent> work) {
        try {
            happened.add(work.get());
        } catch (RuntimeException e) {
            LOG.error("a step for {} failed; it is tried again", key, e);
            happened.add(new MessageEvent.Faulted(e.toString()));
        }
    }

    private void queue(CallKind kind) {
        SlackMethod method = kind.method(place);
        if (kind == CallKind.START && !desk.queues().isOpen(method, place.workspace())) {
            happened.add(new MessageEvent.Crowded());
            return;
        }
        desk.queues()
                .submit(
                        method,
                        place.workspace(),
                        place.channel(),
                        () -> wanted.newest().last(),
                        () -> turn(kind));
    }

    private void turn(CallKind kind) {
        MessageEvent event;
        try {
            event = switch (kind) {
                case SEARCH -> search();
                case JOIN ->
                    new MessageEvent.Answered(
                            kind, 0, desk.calls(place.workspace()).join(place.channel()), Optional.empty());
                case POST, START, APPEND, STOP, UPDATE ->
                    new MessageEvent.Turn(kind, desk.book().claim(key, desk.writer()));
            };
        } catch (RuntimeException e) {
            LOG.error("{} for {} failed; it is tried again", kind, key, e);
            event = new MessageEvent.Faulted(e.toString());
        }
        happen(event);
    }

    private MessageEvent write(CallKind kind) {
        Draft draft = wanted.newest();
        SlackCalls calls = desk.calls(place.workspace());
        return switch (kind) {
            case POST -> answered(kind, draft, calls.post(place, message(draft)));
            case UPDATE -> answered(kind, draft, calls.update(standing(), message(draft)));
            case START -> {
                Draft.Stream stream = draft.stream().orElseThrow();
                Transcript.Said said = stream.opening(now());
                yield said(kind, draft, said, () -> calls.start(place, stream.recipient(), said.chunks()));
            }
            case APPEND -> {
                Transcript before = ((Standing.Streaming) state.standing()).said();
                Transcript.Said said = draft.stream().orElseThrow().further(before, now());
                yield said(kind, draft, said, () -> calls.append(standing(), said.chunks()));
            }
            case STOP -> {
                boolean bare = state.plain();
                List<StreamChunk> chunks = draft.stream()
                        .filter(_ -> !bare)
                        .map(Draft.Stream::closing)
                        .orElse(List.of());
                yield answered(kind, draft, calls.stop(standing(), chunks, key));
            }
            case SEARCH, JOIN -> throw new IllegalStateException(kind + " takes no claim");
        };
    }

    /** What does not fit into a stream is not sent; nor is nothing. */
    private static MessageEvent said(CallKind kind, Draft draft, Transcript.Said said, Supplier<CallResult> call) {
        CallResult result;
        if (!said.fits()) {
            result = new CallResult.Unfit(Refusals.TOO_LONG);
        } else if (said.chunks().isEmpty()) {
            result = new CallResult.Done(new SlackReply());
        } else {
            result = call.get();
        }
        return new MessageEvent.Answered(kind, draft.version(), result, Optional.of(said.after()));
    }

    private static MessageEvent answered(CallKind kind, Draft draft, CallResult result) {
        return new MessageEvent.Answered(kind, draft.version(), result, Optional.empty());
    }

    private PostRef standing() {
        return state.standing().at().orElseThrow();
    }

    private SlackMessage message(Draft draft) {
        if (state.plain()) {
            return draft.plain().knownBy(key);
        }
        try {
            return draft.whole(now()).knownBy(key);
        } catch (RuntimeException undrawable) {
            LOG.error("{} cannot be drawn; a plain message goes instead", key, undrawable);
            return draft.plain().knownBy(key);
        }
    }

    private MessageEvent search() {
        SlackCalls calls = desk.calls(place.workspace());
        Optional<String> cursor = at(state.standing());
        CallResult result = place.thread()
                .map(thread -> calls.replies(place, thread, cursor))
                .orElseGet(() -> calls.history(place, wanted.newest().since(), cursor));
        if (!(result instanceof CallResult.Done(SlackReply page))) {
            return new MessageEvent.Answered(CallKind.SEARCH, 0, result, Optional.empty());
        }
        Optional<MessageEvent.Searched.Found> found = page.messages().stream()
                .flatMap(message -> new SlackMark(message).find(key, place.channel()).stream())
                .findFirst();
        return new MessageEvent.Searched(found, page.next());
    }

    private static Optional<String> at(Standing standing) {
        return standing instanceof Standing.Sought(long _, int _, Optional<String> cursor) ? cursor : Optional.empty();
    }

    /** A claim that cannot be given back ends by itself. */
    private void release() {
        try {
            desk.book().release(key, desk.writer());
        } catch (RuntimeException e) {
            LOG.warn("the claim on {} could not be given back; others wait {} for it", key, PostBook.CLAIM, e);
        }
    }

    /** Keeps one alarm: the earliest that was asked for. */
    private void wakeAfter(Duration time) {
        Instant at = now().plus(time);
        if (wakesAt.filter(set -> !set.isAfter(at)).isPresent()) {
            return;
        }
        wakesAt = Optional.of(at);
        desk.waits().after(time, () -> wake(at));
    }

    private synchronized void wake(Instant at) {
        if (wakesAt.filter(at::equals).isPresent()) {
            wakesAt = Optional.empty();
            happen(new MessageEvent.Woken());
        }
    }

    /** The message that goes on is one of its own, in the thread of this one. */
    private void rollOver() {
        Draft draft = wanted.newest();
        if (successor == null) {
            LOG.warn("{} can no longer be changed on Slack; another message goes on in its thread", key);
            Place thread = place.thread().isPresent()
                    ? place
                    : place.inThread(standing().message());
            successor = new MessageWriter(new PostKey(key.session(), key.slot() + "/next"), thread, desk, () -> {});
        }
        CompletableFuture<Void> shown = new CompletableFuture<>();
        var _ = shown.whenComplete((_, failure) -> {
            if (failure == null) {
                rolledOver(draft.version());
            } else {
                desk.waits().run(() -> giveUp(CallKind.POST, failure.toString(), ""));
            }
        });
        successor.offer(draft, shown);
    }

    private void rolledOver(long version) {
        if (wanted.shownUpTo(version)) {
            desk.waits().run(() -> happen(new MessageEvent.Woken()));
        } else {
            onIdle.run();
        }
    }

    private void giveUp(CallKind kind, String error, String advice) {
        String what =
                kind.method(place).path() + " in channel " + place.channel() + " of workspace " + place.workspace();
        GaveUpException why = new GaveUpException(what + ": " + error + ". " + advice, Refusals.lost(error));
        LOG.error("session {} is not shown on Slack: {}", key.session(), why.getMessage());
        wanted.giveUp(why, now().plus(RESTS_AFTER_GIVING_UP));
        onIdle.run();
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
