package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SessionId;
import java.util.Optional;

/** Remembers every post across crashes and nodes, so that none is made twice. Thread-safe. */
public interface PostBook {

    /** What is known of a post. */
    sealed interface Entry {

        /** Nobody has tried to post it. */
        record Unknown() implements Entry {}

        /** Somebody tried and did not say how it went: it may stand on the platform already. */
        record Tried() implements Entry {}

        /** It stands on the platform. */
        record Posted(PostRef ref) implements Entry {}
    }

    Entry look(PostKey key);

    /** Says that the post is about to be tried; call it before the platform is called. */
    void trying(PostKey key);

    /** Says where the post stands. */
    void posted(PostKey key, PostRef ref);

    /** The session that a post belongs to, its own message or an answer; empty for a post of others. */
    Optional<SessionId> sessionAt(PostRef ref);

    /** Where the post stands, if it is known to. */
    default Optional<PostRef> find(PostKey key) {
        return look(key) instanceof Entry.Posted(PostRef ref) ? Optional.of(ref) : Optional.empty();
    }
}
