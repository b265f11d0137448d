package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Instant;
import java.util.Optional;

/** Where a message is, as far as its writer knows. */
sealed interface Standing {

    /** The post book has not been asked. */
    record Unread() implements Standing {}

    /**
     * Not on Slack.
     *
     * @param tries so many were made, and came to nothing: they have been looked for
     */
    record Nowhere(long tries) implements Standing {}

    /** Somebody tried: it is looked for, from a page of the conversation on. */
    record Sought(long tries, int page, Optional<String> cursor) implements Standing {
        static Sought from(long tries) {
            return new Sought(tries, 1, Optional.empty());
        }
    }

    /** A stream of ours. */
    record Streaming(PostRef ref, Instant since, Transcript said) implements Standing {}

    /**
     * A stream that is to end before anything else: it is nearly full or old, its session has ended, somebody else
     * began it, or it is not certain what it says.
     */
    record Closing(PostRef ref) implements Standing {}

    /**
     * An ordinary message.
     *
     * @param redraw whether it shows something else than the latest state, as after a stream
     */
    record Posted(PostRef ref, boolean redraw) implements Standing {}

    /** A message that Slack no longer lets us change; another one goes on in its place. */
    record RolledOver(PostRef ref) implements Standing {}

    /** The message, where there is one. */
    default Optional<PostRef> at() {
        return switch (this) {
            case Unread _, Nowhere _, Sought _ -> Optional.empty();
            case Streaming(PostRef ref, Instant _, Transcript _) -> Optional.of(ref);
            case Closing(PostRef ref) -> Optional.of(ref);
            case Posted(PostRef ref, boolean _) -> Optional.of(ref);
            case RolledOver(PostRef ref) -> Optional.of(ref);
        };
    }
}
