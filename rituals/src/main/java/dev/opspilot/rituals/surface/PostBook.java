package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers every post across crashes and nodes, so that none is made twice, and lets one writer at a time be at a post.
 * Thread-safe.
 */
public interface PostBook {
    /** How long a claim holds whose writer falls silent: longer than any call of a platform is waited for. */
    Duration CLAIM = Duration.ofSeconds(20);

    /** How long posts are remembered at least; what is older is not posted again either. */
    Duration KEPT = Duration.ofDays(180);

    /** A surface of one process. */
    record Writer(String id) {
        public Writer {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a writer has a name");
            }
        }
    }

    /** What is known of a post. */
    sealed interface Entry {

        /** Nobody has tried to post it. */
        record Unknown() implements Entry {}

        /**
         * Somebody tried and did not say how it went: it may stand on the platform already.
         *
         * @param tries how many there were so far, at least one
         */
        record Tried(long tries) implements Entry {}

        /**
         * It stands on the platform.
         *
         * @param version of the latest state that was written
         * @param streaming whether the platform was left expecting more of it
         */
        record Posted(PostRef ref, long version, boolean streaming) implements Entry {
            public Posted {
                Objects.requireNonNull(ref);
            }
        }
    }

    /** Whether a writer may go ahead. */
    sealed interface Claim {

        /**
         * It may make one call, and says then what came of it.
         *
         * @param before what was known of the post before the claim
         */
        record Granted(Entry before) implements Claim {}

        /**
         * Another writer is at it.
         *
         * @param left how long its claim holds still, at most
         */
        record Held(Duration left) implements Claim {}
    }

    Entry look(PostKey key);

    /**
     * Claims the post for one call; call it before the platform is called. Of those who ask at the same time one is
     * granted it. Ends with {@link #written} or {@link #release}, or by itself after {@link #CLAIM}; a writer can claim
     * anew what it holds.
     */
    Claim claim(PostKey key, Writer writer);

    /**
     * Says where the post stands and in which state, and ends the claim.
     *
     * @return whether that was noted; {@code false} if the claim went to another meanwhile, who may have written since
     */
    boolean written(PostKey key, Writer writer, Entry.Posted posted);

    /** Ends a claim whose call wrote nothing: all is as before it. */
    void release(PostKey key, Writer writer);

    /** The session that a post belongs to, its own message or an answer; empty for an announcement or a post of others. */
    Optional<SessionId> sessionAt(PostRef ref);

    /** Where the post stands, if it is known to. */
    default Optional<PostRef> find(PostKey key) {
        return look(key) instanceof Entry.Posted posted ? Optional.of(posted.ref()) : Optional.empty();
    }
}
