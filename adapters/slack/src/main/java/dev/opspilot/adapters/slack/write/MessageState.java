package dev.opspilot.adapters.slack.write;

import dev.opspilot.rituals.surface.PostBook;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a message's writer remembers.
 *
 * @param queued the call whose turn is waited for
 * @param owed what the post book has not been told yet
 * @param owedVersion the state that can be called shown once the book knows; empty for none
 * @param joined whether joining the channel was tried
 * @param plain whether the drawn message was refused, so that a plain one goes
 * @param streamless whether streaming has failed
 * @param writes how often the message was written
 * @param lastWrite when it was written last
 */
record MessageState(
        Standing standing,
        Optional<CallKind> queued,
        Optional<PostBook.Entry.Posted> owed,
        OptionalLong owedVersion,
        boolean joined,
        boolean plain,
        boolean streamless,
        int writes,
        Optional<Instant> lastWrite,
        Trouble trouble) {

    static final MessageState BEGIN = new MessageState(
            new Standing.Unread(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            false,
            false,
            false,
            0,
            Optional.empty(),
            Trouble.NONE);

    MessageState at(Standing next) {
        return new MessageState(next, queued, owed, owedVersion, joined, plain, streamless, writes, lastWrite, trouble);
    }

    MessageState queued(Optional<CallKind> call) {
        return new MessageState(
                standing, call, owed, owedVersion, joined, plain, streamless, writes, lastWrite, trouble);
    }

    MessageState owing(PostBook.Entry.Posted note, OptionalLong shown) {
        return new MessageState(
                standing, queued, Optional.of(note), shown, joined, plain, streamless, writes, lastWrite, trouble);
    }

    MessageState settled() {
        return new MessageState(
                standing,
                queued,
                Optional.empty(),
                OptionalLong.empty(),
                joined,
                plain,
                streamless,
                writes,
                lastWrite,
                trouble);
    }

    MessageState withJoined() {
        return new MessageState(
                standing, queued, owed, owedVersion, true, plain, streamless, writes, lastWrite, trouble);
    }

    MessageState withPlain() {
        return new MessageState(
                standing, queued, owed, owedVersion, joined, true, streamless, writes, lastWrite, trouble);
    }

    /** The next message is drawn whole again. */
    MessageState withDrawing() {
        return new MessageState(
                standing, queued, owed, owedVersion, joined, false, streamless, writes, lastWrite, trouble);
    }

    MessageState withoutStream() {
        return new MessageState(standing, queued, owed, owedVersion, joined, plain, true, writes, lastWrite, trouble);
    }

    /** After a call that brought people something new. */
    MessageState written(Instant now) {
        return new MessageState(
                standing,
                queued,
                owed,
                owedVersion,
                joined,
                false,
                streamless,
                writes + 1,
                Optional.of(now),
                Trouble.NONE);
    }

    MessageState in(Trouble next) {
        return new MessageState(
                standing, queued, owed, owedVersion, joined, plain, streamless, writes, lastWrite, next);
    }

    /** After giving up: begins anew with the next wish, but never posts a second message. */
    MessageState givenUp() {
        Standing next = standing.at().isPresent() ? standing : new Standing.Unread();
        return new MessageState(
                next, Optional.empty(), owed, owedVersion, false, false, streamless, writes, lastWrite, Trouble.NONE);
    }
}
