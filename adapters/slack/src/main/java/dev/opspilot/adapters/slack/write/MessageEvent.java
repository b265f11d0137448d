package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostRef;
import java.util.Optional;

/** What happens to a message's writer. */
sealed interface MessageEvent {

    /** Something new is wanted, or a time has come. */
    record Woken() implements MessageEvent {}

    /** What the post book knows. */
    record Looked(PostBook.Entry entry) implements MessageEvent {}

    /** The turn of a call has come, and the post was claimed for it. */
    record Turn(CallKind kind, PostBook.Claim claim) implements MessageEvent {}

    /**
     * Slack answered.
     *
     * @param version of the state that was written
     * @param said what a stream says if the call was done; empty for other calls
     */
    record Answered(CallKind kind, long version, CallResult result, Optional<Transcript> said)
            implements MessageEvent {}

    /** There is no room for one more stream in the workspace now. */
    record Crowded() implements MessageEvent {}

    /** A page of the conversation was looked through. */
    record Searched(Optional<Found> found, Optional<String> next) implements MessageEvent {

        /** The message; one that was streamed may still be. */
        record Found(PostRef ref, boolean streamed) {}
    }

    /**
     * The post book was given a note.
     *
     * @param taken whether it took it; otherwise another writer has been at the post since
     */
    record Noted(boolean taken) implements MessageEvent {}

    /** The post book, or OpsPilot itself, failed. */
    record Faulted(String why) implements MessageEvent {}
}
