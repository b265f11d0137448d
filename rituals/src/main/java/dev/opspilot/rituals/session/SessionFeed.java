package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.SessionId;

/** Tells that a session's log has grown on this node. Thread-safe. */
public interface SessionFeed {

    /** Ends a watch; may be closed twice. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs {@code grown} after each append, soon and on any thread; it must not block. */
    Subscription watch(SessionId session, Runnable grown);
}
