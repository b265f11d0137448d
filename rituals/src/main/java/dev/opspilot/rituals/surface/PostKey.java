package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SessionId;
import java.util.Objects;

/** Knows one post to be the same post, however often it is tried and on whichever node. */
public record PostKey(SessionId session, String slot) {
    /** What the slot of an announcement begins with. */
    public static final String ANNOUNCEMENT = "announcement/";

    public PostKey {
        Objects.requireNonNull(session);
        Objects.requireNonNull(slot);
    }

    /** The session's own message, which grows in place. */
    public static PostKey board(SessionId session) {
        return new PostKey(session, "board");
    }

    /** What its own message does not hold, in so many messages of its thread; counted from 1. */
    public static PostKey rest(SessionId session, int message) {
        return new PostKey(session, "rest/" + message);
    }

    /** A draft that a person had posted. */
    public static PostKey announcement(SessionId session, HeardKey submitted) {
        return new PostKey(session, ANNOUNCEMENT + submitted);
    }

    /** The answer to one press or question. */
    public static PostKey answer(SessionId session, HeardKey question) {
        return new PostKey(session, "answer/" + question);
    }
}
