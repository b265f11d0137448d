package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.Draft.Size;
import dev.opspilot.adapters.teams.card.StreamText;
import java.time.Duration;
import java.time.Instant;

/**
 * How far one message came, what comes next, and what is after that. Pure: a table from what was and what happened to
 * what is, so that every order of faults can be tried without a clock, a thread or a net.
 *
 * @param mayStream whether a stream may be begun
 * @param quiet whether only the last state is still to be written, because the person stopped the stream
 * @param writes how often the whole message was written
 * @param lastCall when Teams was called last
 * @param refusals how often in a row Teams did nothing, without a reason that says more
 */
record Progress(Where where, boolean mayStream, boolean quiet, Size size, int writes, Instant lastCall, int refusals) {
    static final Duration BEFORE_FIRST_AND_LAST_UPDATE = Duration.ofMillis(500);
    static final Duration BETWEEN_UPDATES = Duration.ofSeconds(2);

    /* Teams refuses now and then what it takes a moment later. */
    private static final int REFUSALS_BORNE = 5;

    /** Where the message is. */
    sealed interface Where {

        /** Nowhere yet. */
        record Nowhere() implements Where {}

        /** In a stream that is open. */
        record Streaming(Stream stream) implements Where {}

        /**
         * In its conversation.
         *
         * @param streamed whether a stream made it, and it was not updated since
         */
        record Stands(String message, boolean streamed) implements Where {}

        /** Not to be had. */
        record GivenUp(String error, String advice) implements Where {}
    }

    /**
     * What is wanted of the message by now.
     *
     * @param last whether nothing more is expected after it
     * @param settled whether it will stay like that for a while
     * @param line what would be shown above a stream
     * @param text what would be streamed
     */
    record Need(boolean last, boolean settled, String line, StreamText text) {}

    /** Nothing was done yet. */
    static Progress begin(boolean mayStream) {
        return new Progress(new Where.Nowhere(), mayStream, false, Size.WHOLE, 0, Instant.MIN, 0);
    }

    /** What comes next. */
    Move next(Need need, Instant now) {
        return switch (where) {
            case Where.Streaming(Stream open) -> streaming(open, need, now);
            case Where.GivenUp(String error, String advice) -> new Move.GiveUp(error, advice);
            case Where _ when quiet && !need.last() -> new Move.Skip();
            case Where.Stands(String message, boolean _) -> {
                boolean soon = writes <= 1 || need.last();
                yield paced(new Move.Update(message), soon ? BEFORE_FIRST_AND_LAST_UPDATE : BETWEEN_UPDATES, now);
            }
            case Where.Nowhere() ->
                mayStream && !need.settled()
                        ? paced(new Move.Inform(Stream.begin(now), need.line()), Stream.BETWEEN_LINES, now)
                        : new Move.Post();
        };
    }

    private Move streaming(Stream open, Need need, Instant now) {
        if (need.settled() || open.over(now)) {
            Move.Call end =
                    open.id().<Move.Call>map(id -> new Move.Close(open, id)).orElseGet(Move.Post::new);
            return paced(end, Stream.BETWEEN_LINES, now);
        }
        if (open.id().isPresent()
                && need.text().text().length() > open.said().text().length()) {
            return paced(new Move.Say(open, need.text()), Stream.BETWEEN_LINES, now);
        }
        // Once there is text, a line above it is not shown any more.
        if (open.id().isEmpty() || (open.said().text().isEmpty() && !need.line().equals(open.line()))) {
            return paced(new Move.Inform(open, need.line()), Stream.BETWEEN_LINES, now);
        }
        return new Move.Wait(Stream.BETWEEN_LINES);
    }

    private Move paced(Move.Call call, Duration gap, Instant now) {
        Instant due = lastCall.equals(Instant.MIN) ? now : lastCall.plus(gap);
        return due.isAfter(now) ? new Move.Wait(Duration.between(now, due)) : call;
    }

    /** What is after a call that Teams answered, or did not. */
    Progress after(Move.Call call, CallResult result, Instant now) {
        Progress tried = new Progress(where, mayStream, quiet, size, writes, now, refusals);
        return switch (result) {
            case CallResult.Done done -> tried.done(call, done);
            case CallResult.Limited _, CallResult.Unsure _ -> tried;
            case CallResult.NotDone(String why) -> tried.refused(why);
            case CallResult.TooBig() -> call.whole() ? tried.smaller() : tried.withoutStream(false);
            case CallResult.Unfit(String error) -> {
                if (!call.whole() || (call instanceof Move.Close && size == Size.PLAIN)) {
                    yield tried.sized(Size.WHOLE).withoutStream(false); // a stream that cannot be closed is left
                }
                yield tried.plain(error);
            }
            case CallResult.StreamOver(String _, boolean byPerson) -> tried.withoutStream(byPerson);
            case CallResult.Outside(String error, String why) ->
                tried.at(new Where.GivenUp(error, why + "; add the app to the team or chat again"));
            case CallResult.Refused(String error, String advice) -> tried.lost(error, advice);
        };
    }

    /** A message that is found to stand already. */
    Progress found(String message) {
        return at(new Where.Stands(message, false));
    }

    /** A stream that another process left open. */
    Progress foundStream(String id) {
        return at(new Where.Streaming(Stream.left(id)));
    }

    private Progress done(Move.Call call, CallResult.Done done) {
        return switch (call) {
            case Move.Post() ->
                done.id()
                        .map(id -> written(id, false))
                        .orElseGet(() ->
                                at(new Where.GivenUp("Teams named no id for the message", "look at the service URL")));
            case Move.Update(String message) -> written(message, false);
            case Move.Close(Stream _, String id) -> written(id, true);
            case Move.Inform(Stream open, String line) ->
                calm().at(new Where.Streaming(open.informed(done.id(), line)));
            case Move.Say(Stream open, StreamText text) -> calm().at(new Where.Streaming(open.saying(text)));
        };
    }

    private Progress written(String message, boolean streamed) {
        return new Progress(new Where.Stands(message, streamed), mayStream, quiet, Size.WHOLE, writes + 1, lastCall, 0);
    }

    /** The stream cannot go on: what it would have shown goes with a message of its own. */
    private Progress withoutStream(boolean byPerson) {
        Where left = where instanceof Where.Stands ? where : new Where.Nowhere();
        return new Progress(left, false, quiet || byPerson, size, writes, lastCall, 0);
    }

    private Progress smaller() {
        return switch (size) {
            case WHOLE -> sized(Size.SMALLER);
            case SMALLER -> sized(Size.PLAIN);
            case PLAIN -> plain("the message is too large for Teams");
        };
    }

    private Progress plain(String error) {
        return size == Size.PLAIN
                ? at(new Where.GivenUp(error, "even the plain message was not taken"))
                : sized(Size.PLAIN);
    }

    private Progress refused(String why) {
        Progress counted = new Progress(where, mayStream, quiet, size, writes, lastCall, refusals + 1);
        if (counted.refusals <= REFUSALS_BORNE || !why.startsWith("status ")) {
            return counted;
        }
        return where instanceof Where.Streaming
                ? counted.withoutStream(false)
                : counted.at(new Where.GivenUp(why, "add the app to the team or chat again"));
    }

    /** A message made by a stream that takes no update is made once more, by itself; any other stays lost. */
    private Progress lost(String error, String advice) {
        return switch (where) {
            case Where.Streaming _ -> withoutStream(false);
            case Where.Stands(String _, boolean streamed)
            when streamed -> at(new Where.Nowhere()).unstreamed();
            case Where _ -> at(new Where.GivenUp(error, advice));
        };
    }

    private Progress at(Where there) {
        return new Progress(there, mayStream, quiet, size, writes, lastCall, refusals);
    }

    private Progress unstreamed() {
        return new Progress(where, false, quiet, size, writes, lastCall, 0);
    }

    private Progress sized(Size to) {
        return new Progress(where, mayStream, quiet, to, writes, lastCall, refusals);
    }

    private Progress calm() {
        return new Progress(where, mayStream, quiet, size, writes, lastCall, 0);
    }

    /** The beginning again, after it was given up; what stands still stands. */
    Progress again() {
        Where from = where instanceof Where.Stands ? where : new Where.Nowhere();
        return new Progress(from, false, false, Size.WHOLE, writes, lastCall, 0);
    }
}
