package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.SessionId;

/** Tells those who watch a session that its log has grown on this node. Thread-safe. */
public interface SessionFeed {

    /** Ends the telling; closing twice does nothing more. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs {@code grown} after each append that this node makes to the session's log, until the subscription is closed.
     * Appends of other nodes are not told, so that a watcher looks into the store from time to time as well.
     *
     * @param grown returns at once and throws nothing; may run on any thread, and once more while being closed
     */
    Subscription watch(SessionId session, Runnable grown);
}
