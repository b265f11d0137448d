package dev.opspilot.adapters.slack.write;

import dev.opspilot.rituals.surface.PostBook;
import java.time.Duration;

/** What a message's writer does next. */
sealed interface MessageEffect {

    /** Look anew at what comes next; {@link MessageEvent.Woken} follows. */
    record Again() implements MessageEffect {}

    /** Ask the post book; {@link MessageEvent.Looked} follows. */
    record Look() implements MessageEffect {}

    /** Queue for a call; {@link MessageEvent.Turn} follows, or the answer where no claim is needed. */
    record Queue(CallKind kind) implements MessageEffect {}

    /** Make the call, whose turn it is, now. */
    record Call(CallKind kind) implements MessageEffect {}

    /** Write a note into the post book, which ends the claim; {@link MessageEvent.Noted} follows. */
    record Note(PostBook.Entry.Posted posted) implements MessageEffect {}

    /** End the claim with nothing to note. */
    record Release() implements MessageEffect {}

    /** Be woken after a time. */
    record Wait(Duration time) implements MessageEffect {}

    /** Be woken after a failure, the later the more there were. */
    record Retry(int attempts, CallKind kind, String why) implements MessageEffect {}

    /** Hold back everybody who waits for the method. */
    record Pause(CallKind kind, Duration time) implements MessageEffect {}

    /** Say that a state stands on Slack. */
    record Shown(long version) implements MessageEffect {}

    /** Tell the session that a person stopped it. */
    record StopSession() implements MessageEffect {}

    /** Let another message go on with what is wanted. */
    record RollOver() implements MessageEffect {}

    /** Give up for now. */
    record GiveUp(CallKind kind, String error, String advice) implements MessageEffect {}
}
