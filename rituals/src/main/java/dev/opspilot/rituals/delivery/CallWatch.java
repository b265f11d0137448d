package dev.opspilot.rituals.delivery;

import java.time.Duration;

/** Is told of every call of a platform. Thread-safe; returns at once and throws nothing. */
public interface CallWatch {
    /** Looks away. */
    CallWatch NONE = (_, _, _, _) -> {};

    /**
     * One call came back, or did not.
     *
     * @param surface as in {@code slack}
     * @param method as in {@code chat.postMessage}
     * @param outcome the HTTP status, or {@code none} where there was no answer
     */
    void called(String surface, String method, String outcome, Duration took);
}
