package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook.Claim;
import dev.opspilot.rituals.surface.PostBook.Entry;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the writer of a message does about each thing that happens. Pure: from what it remembers, what happened and what
 * is wanted to what it remembers next and what it does. Between any two steps the process may die, or another node may
 * take the message on; the post book says what to go on from. The rules:
 *
 * <ul>
 *   <li>What may be on Slack already is looked for before it is posted.
 *   <li>A stream is appended to only by who began it, and only while it is certain what it says. Otherwise it is stopped
 *       first; then the message is redrawn whole, so that no line is lost or doubled.
 *   <li>An ordinary message is redrawn whole each time, so a repeated update does no harm.
 *   <li>A state counts as shown when Slack took it and the post book knows where it is.
 * </ul>
 */
record MessageTable(Place place) {
    private static final Duration GIVES_UP_AFTER = Duration.ofHours(1);
    /** The version of a message that was streamed: no state stands there whole. */
    private static final long STREAMED = 0;

    private static final Duration AFTER_A_CLAIM = Duration.ofMillis(500);

    /** What is remembered from now on, and what is done in this order. */
    record Step(MessageState state, List<MessageEffect> effects) {}

    Step next(MessageState state, MessageEvent event, Wish wish, Instant now) {
        return switch (event) {
            case MessageEvent.Woken() -> next(state, wish, now);
            case MessageEvent.Looked(Entry entry) -> looked(state, entry, wish);
            case MessageEvent.Crowded() -> again(state.queued(Optional.empty()).withoutStream());
            case MessageEvent.Turn(CallKind kind, Claim claim) ->
                turn(state.queued(Optional.empty()), kind, claim, wish, now);
            case MessageEvent.Answered answered -> answered(state.queued(Optional.empty()), answered, now);
            case MessageEvent.Searched(Optional<MessageEvent.Searched.Found> found, Optional<String> next) ->
                searched(state.queued(Optional.empty()), found, next);
            case MessageEvent.Noted(boolean taken) ->
                taken ? noted(state) : again(state.settled().at(new Standing.Unread()));
            case MessageEvent.Faulted(String why) -> {
                CallKind kind = state.standing().at().isPresent() ? CallKind.UPDATE : CallKind.POST;
                yield retry(state.queued(Optional.empty()), kind, why, now);
            }
        };
    }

    /** What comes next where nothing is under way. */
    private static Step next(MessageState state, Wish wish, Instant now) {
        if (state.queued().isPresent()) {
            return step(state);
        }
        if (state.owed().isPresent()) {
            return step(state, new MessageEffect.Note(state.owed().get()));
        }
        return switch (state.standing()) {
            case Standing.Unread() ->
                wish.fresh() || state.writes() > 0 ? step(state, new MessageEffect.Look()) : step(state);
            case Standing.Nowhere _ -> nowhere(state, wish);
            case Standing.Sought _ -> queue(state, CallKind.SEARCH);
            case Standing.Streaming streaming -> streaming(state, streaming, wish, now);
            case Standing.Closing _ -> queue(state, CallKind.STOP);
            case Standing.Posted(PostRef _, boolean redraw) ->
                wish.fresh() || redraw ? updated(state, redraw || wish.last(), now) : step(state);
            case Standing.RolledOver _ -> wish.fresh() ? step(state, new MessageEffect.RollOver()) : step(state);
        };
    }

    private static Step nowhere(MessageState state, Wish wish) {
        if (!wish.fresh()) {
            return step(state);
        }
        if (wish.forgotten()) {
            return giveUp(state, CallKind.POST, "too old", "it is not shown again; its page has all of it");
        }
        return queue(state, wish.streams() && !state.streamless() ? CallKind.START : CallKind.POST);
    }

    private static Step streaming(MessageState state, Standing.Streaming streaming, Wish wish, Instant now) {
        Instant closes = streaming.since().plus(wish.streamedFor());
        if (!now.isBefore(closes) || (wish.fresh() && wish.last())) {
            return queue(state.at(new Standing.Closing(streaming.ref())), CallKind.STOP);
        }
        Instant due = state.lastWrite()
                .map(at -> at.plus(SlackLimits.BETWEEN_APPENDS))
                .orElse(now);
        if (wish.fresh() && !now.isBefore(due)) {
            return queue(state, CallKind.APPEND);
        }
        Instant next = wish.fresh() && due.isBefore(closes) ? due : closes;
        return step(state, new MessageEffect.Wait(Duration.between(now, next)));
    }

    private static Step updated(MessageState state, boolean soon, Instant now) {
        Duration gap =
                soon || state.writes() <= 1 ? SlackLimits.BEFORE_FIRST_AND_LAST_UPDATE : SlackLimits.BETWEEN_UPDATES;
        Instant due = state.lastWrite().map(at -> at.plus(gap)).orElse(now);
        return now.isBefore(due)
                ? step(state, new MessageEffect.Wait(Duration.between(now, due)))
                : queue(state, CallKind.UPDATE);
    }

    private static Step looked(MessageState state, Entry entry, Wish wish) {
        return switch (entry) {
            case Entry.Unknown() -> again(state.at(new Standing.Nowhere(0)));
            case Entry.Tried(long tries) -> again(state.at(Standing.Sought.from(tries)));
            case Entry.Posted posted -> found(state, posted, wish, List.of());
        };
    }

    /** Another node, or an earlier process, has brought the message so far. */
    private static Step found(MessageState state, Entry.Posted posted, Wish wish, List<MessageEffect> before) {
        List<MessageEffect> effects = new ArrayList<>(before);
        if (posted.streaming()) {
            effects.add(new MessageEffect.Again());
            return new Step(state.at(new Standing.Closing(posted.ref())), effects);
        }
        if (posted.version() >= wish.version()) {
            effects.add(new MessageEffect.Shown(posted.version()));
        }
        effects.add(new MessageEffect.Again());
        return new Step(state.at(new Standing.Posted(posted.ref(), posted.version() == STREAMED)), effects);
    }

    private static Step turn(MessageState state, CallKind kind, Claim claim, Wish wish, Instant now) {
        return switch (claim) {
            case Claim.Held(Duration left) ->
                step(state.at(new Standing.Unread()), new MessageEffect.Wait(left.plus(AFTER_A_CLAIM)));
            case Claim.Granted(Entry before) -> claimed(state, kind, before, wish, now);
        };
    }

    /** The claim shows what others did while this waited for its turn. */
    private static Step claimed(MessageState state, CallKind kind, Entry before, Wish wish, Instant now) {
        List<MessageEffect> release = List.of(new MessageEffect.Release());
        boolean settled = state.standing().at().isPresent();
        return switch (before) {
            case Entry.Posted posted when !isOurs(state, posted) -> found(state, posted, wish, release);
            case Entry.Posted posted
            when kind == CallKind.APPEND && !posted.streaming() ->
                new Step(
                        state.at(new Standing.Posted(posted.ref(), true)),
                        List.of(new MessageEffect.Release(), new MessageEffect.Again()));
            case Entry.Posted posted
            when kind == CallKind.UPDATE && posted.streaming() -> found(state, posted, wish, release);
            case Entry.Posted posted
            when (kind == CallKind.UPDATE || kind == CallKind.STOP)
                    && !posted.streaming()
                    && posted.version() >= wish.version() -> found(state, posted, wish, release);
            case Entry.Posted _ -> call(state, kind, wish, now);
            case Entry.Tried(long tries)
            when !settled && !state.standing().equals(new Standing.Nowhere(tries)) ->
                new Step(
                        state.at(Standing.Sought.from(tries)),
                        List.of(new MessageEffect.Release(), new MessageEffect.Again()));
            case Entry.Tried _ -> call(state, kind, wish, now);
            case Entry.Unknown() -> call(settled ? state : state.at(new Standing.Nowhere(0)), kind, wish, now);
        };
    }

    private static boolean isOurs(MessageState state, Entry.Posted posted) {
        return state.standing().at().filter(posted.ref()::equals).isPresent();
    }

    /** Makes the call if it is still what comes next. */
    private static Step call(MessageState state, CallKind kind, Wish wish, Instant now) {
        Step next = next(state, wish, now);
        if (next.state().queued().equals(Optional.of(kind))) {
            return step(next.state().queued(Optional.empty()), new MessageEffect.Call(kind));
        }
        List<MessageEffect> effects = new ArrayList<>();
        effects.add(new MessageEffect.Release());
        effects.addAll(next.effects());
        return new Step(next.state(), effects);
    }

    private Step answered(MessageState state, MessageEvent.Answered answered, Instant now) {
        CallKind kind = answered.kind();
        return switch (answered.result()) {
            case CallResult.Done(SlackReply reply) -> done(state, answered, reply, now);
            case CallResult.Limited(Duration pause) ->
                released(state, kind, new MessageEffect.Pause(kind, pause), new MessageEffect.Again());
            case CallResult.Unsure(String why) -> unsure(state, kind, why, now);
            case CallResult.Unfit(String error) -> refused(state, kind, error, "", true, now);
            case CallResult.Refused(String error, String advice) -> refused(state, kind, error, advice, false, now);
        };
    }

    private Step done(MessageState state, MessageEvent.Answered answered, SlackReply reply, Instant now) {
        return switch (answered.kind()) {
            case POST -> {
                PostRef ref = made(reply);
                yield note(
                        state.at(new Standing.Posted(ref, false)).written(now),
                        new Entry.Posted(ref, answered.version(), false),
                        OptionalLong.of(answered.version()));
            }
            case START -> {
                PostRef ref = made(reply);
                Transcript said = answered.said().orElseThrow();
                yield note(
                        state.at(new Standing.Streaming(ref, now, said)).written(now),
                        new Entry.Posted(ref, STREAMED, true),
                        OptionalLong.of(answered.version()));
            }
            case APPEND -> {
                Standing.Streaming before = (Standing.Streaming) state.standing();
                Transcript said = answered.said().orElseThrow();
                yield step(
                        state.at(new Standing.Streaming(before.ref(), before.since(), said))
                                .written(now),
                        new MessageEffect.Release(),
                        new MessageEffect.Shown(answered.version()),
                        new MessageEffect.Again());
            }
            case STOP -> ended(state, state.standing().at().orElseThrow());
            case UPDATE -> {
                PostRef ref = state.standing().at().orElseThrow();
                yield note(
                        state.at(new Standing.Posted(ref, false)).written(now),
                        new Entry.Posted(ref, answered.version(), false),
                        OptionalLong.of(answered.version()));
            }
            case SEARCH -> again(state);
            case JOIN -> again(state.withJoined());
        };
    }

    private PostRef made(SlackReply reply) {
        return new PostRef(reply.channel().orElse(place.channel()), reply.ts().orElseThrow());
    }

    private Step unsure(MessageState state, CallKind kind, String why, Instant now) {
        MessageState next = switch (state.standing()) {
            case Standing.Nowhere(long tries) when kind == CallKind.POST -> state.at(Standing.Sought.from(tries + 1));
            case Standing.Nowhere(long tries)
            when kind == CallKind.START ->
                state.at(Standing.Sought.from(tries + 1)).withoutStream();
            case Standing.Streaming(PostRef ref, Instant _, Transcript _) -> state.at(new Standing.Closing(ref));
            case Standing _ -> state;
        };
        return retry(next, kind, why, now);
    }

    private Step refused(MessageState state, CallKind kind, String error, String advice, boolean unfit, Instant now) {
        if (error.equals(Refusals.NOT_IN_CHANNEL) && !state.joined() && kind != CallKind.JOIN) {
            Step join = queue(state, CallKind.JOIN);
            return released(join.state(), kind, join.effects().toArray(MessageEffect[]::new));
        }
        return switch (kind) {
            case START -> released(state.withoutStream(), kind, new MessageEffect.Again());
            case APPEND, STOP -> streamRefused(state, kind, error, advice);
            case POST, UPDATE -> {
                if (unfit && !state.plain()) {
                    yield released(state.withPlain(), kind, new MessageEffect.Again());
                }
                yield messageRefused(state, kind, error, unfit ? "even the plain message was not taken" : advice, now);
            }
            case SEARCH ->
                again(state.at(
                        state.standing() instanceof Standing.Sought(long tries, int _, Optional<String> _)
                                ? new Standing.Nowhere(tries)
                                : new Standing.Unread()));
            case JOIN ->
                giveUp(state, CallKind.POST, Refusals.NOT_IN_CHANNEL, "joining it: " + error + "; " + Refusals.INVITE);
        };
    }

    private static Step streamRefused(MessageState state, CallKind kind, String error, String advice) {
        PostRef ref = state.standing().at().orElseThrow();
        return switch (error) {
            case Refusals.STOPPED_BY_USER -> {
                Step end = ended(state, ref);
                List<MessageEffect> effects = new ArrayList<>();
                effects.add(new MessageEffect.StopSession());
                effects.addAll(end.effects());
                yield new Step(end.state(), effects);
            }
            case Refusals.MESSAGE_NOT_FOUND -> givenUp(state, kind, error, advice);
            case Refusals.NOT_STREAMING -> ended(state, ref);
            case String _
            when kind == CallKind.APPEND ->
                released(state.at(new Standing.Closing(ref)), kind, new MessageEffect.Again());
            case String _ when !state.plain() -> released(state.withPlain(), kind, new MessageEffect.Again());
            case String _ -> ended(state, ref);
        };
    }

    private static Step messageRefused(MessageState state, CallKind kind, String error, String advice, Instant now) {
        Optional<PostRef> ref = state.standing().at();
        if (kind == CallKind.UPDATE && ref.isPresent()) {
            if (error.equals(Refusals.STREAMING)) {
                return retry(state.at(new Standing.Closing(ref.get())), kind, error, now);
            }
            if (Refusals.ENDS_EDITS.contains(error)) {
                return released(state.at(new Standing.RolledOver(ref.get())), kind, new MessageEffect.Again());
            }
        }
        return givenUp(state, kind, error, advice);
    }

    private Step searched(MessageState state, Optional<MessageEvent.Searched.Found> found, Optional<String> next) {
        if (!(state.standing() instanceof Standing.Sought(long tries, int page, Optional<String> _))) {
            return again(state);
        }
        Standing standing = found.<Standing>map(message -> message.streamed()
                        ? new Standing.Closing(message.ref())
                        : new Standing.Posted(message.ref(), false))
                .orElseGet(() -> next.isPresent() && page < SlackLimits.HISTORY_PAGES
                        ? new Standing.Sought(tries, page + 1, next)
                        : new Standing.Nowhere(tries));
        return again(state.at(standing));
    }

    private static Step noted(MessageState state) {
        List<MessageEffect> effects = new ArrayList<>();
        state.owedVersion().ifPresent(version -> effects.add(new MessageEffect.Shown(version)));
        effects.add(new MessageEffect.Again());
        return new Step(state.settled(), effects);
    }

    /** The stream is over: from now on the message is redrawn whole. */
    private static Step ended(MessageState state, PostRef ref) {
        return note(
                state.at(new Standing.Posted(ref, true)).withDrawing(),
                new Entry.Posted(ref, STREAMED, false),
                OptionalLong.empty());
    }

    private static Step retry(MessageState state, CallKind kind, String why, Instant now) {
        MessageState troubled = state.in(state.trouble().again(now));
        return troubled.trouble().lasts(GIVES_UP_AFTER, now)
                ? giveUp(troubled, kind, why, "it has been so for " + GIVES_UP_AFTER.toMinutes() + " minutes")
                : step(troubled, new MessageEffect.Retry(troubled.trouble().attempts(), kind, why));
    }

    private static Step giveUp(MessageState state, CallKind kind, String error, String advice) {
        return step(state.givenUp(), new MessageEffect.GiveUp(kind, error, advice));
    }

    /** Gives up after an answer which says that nothing was written. */
    private static Step givenUp(MessageState state, CallKind kind, String error, String advice) {
        return released(state.givenUp(), kind, new MessageEffect.GiveUp(kind, error, advice));
    }

    private static Step released(MessageState state, CallKind kind, MessageEffect... then) {
        List<MessageEffect> effects = new ArrayList<>();
        if (kind.writes()) {
            effects.add(new MessageEffect.Release());
        }
        effects.addAll(List.of(then));
        return new Step(state, effects);
    }

    private static Step note(MessageState state, Entry.Posted posted, OptionalLong shown) {
        MessageState owing = state.owing(posted, shown);
        return step(owing, new MessageEffect.Note(posted));
    }

    private static Step queue(MessageState state, CallKind kind) {
        return step(state.queued(Optional.of(kind)), new MessageEffect.Queue(kind));
    }

    private static Step again(MessageState state) {
        return step(state, new MessageEffect.Again());
    }

    private static Step step(MessageState state, MessageEffect... effects) {
        return new Step(state, List.of(effects));
    }
}
