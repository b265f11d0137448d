package dev.opspilot.bot.instruments;

/** What came of asking a server something. */
sealed interface Outcome<T> {

    /** It answered, in time and in size. */
    record Answered<T>(T value) implements Outcome<T> {}

    /** It did not. The reason is one sentence, fit to be shown. */
    record Trouble<T>(Kind kind, String reason) implements Outcome<T> {

        /** What to do about it. */
        enum Kind {
            /** It wants other credentials. */
            DENIED,
            /** The connection is as good as before; this question had no usable answer. */
            FAILED,
            /** Nothing came in time; what still comes on this connection is not waited for. */
            LATE,
            /** The connection is no more; a new one may do better. */
            LOST,
            /** The question never left: there was no connection, or none any more. */
            UNSENT
        }
    }
}
