package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the logs of sessions, and who works on which. Thread-safe.
 *
 * <p>A session has at most one owner. An owner whose node has stopped beating loses its sessions to whoever claims
 * them; it notices by {@link LeaseLostException} at its next append.
 *
 * <p>Every method throws {@link StoreAwayException} when the store cannot be reached now.
 */
public interface SessionStore {

    /** The session belongs to another node now, or its log is longer than the caller knew. */
    final class LeaseLostException extends Exception {
        private static final long serialVersionUID = 1;

        public LeaseLostException(SessionId session) {
            super("session " + session + " is worked on elsewhere");
        }
    }

    /** An event with its place in the log, from 1. */
    record Logged(long seq, SessionEvent event) {}

    /** A line about a session, for lists. */
    record Summary(SessionId id, RitualName ritual, String intent, Status status, Instant startedAt) {}

    /**
     * Adds to the end of a log, all or nothing, receipts with their results included.
     *
     * @param after how many events the caller knows; the log must have exactly as many
     */
    void append(SessionId session, NodeId owner, long after, List<SessionEvent> events) throws LeaseLostException;

    /** The events behind a place in the log, in order; the whole log for 0, none for an unknown session. */
    List<Logged> since(SessionId session, long seq);

    /** The latest sessions, newest first. */
    List<Summary> recent(int limit);

    /** Receipts of a session with their stored results, in order. */
    List<ReceiptChain.Stored> receipts(SessionId session);

    /**
     * Makes the node the owner of a session that is new, its own, or whose owner has stopped beating.
     *
     * @return whether it is the owner now
     */
    boolean acquire(SessionId session, NodeId node);

    /** Whether the session is the node's own at this moment. */
    boolean owns(SessionId session, NodeId node);

    /** Takes over unsettled sessions whose owner has stopped beating, skipping those that another node is taking. */
    List<SessionId> claimAbandoned(NodeId node, int limit);

    /** The node's own sessions that are not settled, the oldest first. */
    List<SessionId> unsettled(NodeId owner, int limit);

    /** Says that the node lives. */
    void beat(NodeId node);

    /** Says that the node stops and has nothing under way any more: what it left may be taken at once. */
    void leave(NodeId node);

    /** Whether nothing is left to do for a session. */
    boolean isSettled(SessionId session);

    /**
     * Says that the end of a session could not reach the people so far; it is tried again, and {@link #settle} has the
     * last word.
     *
     * @param undelivered why
     * @param lost whether it cannot, until people change something at its place
     */
    void undelivered(SessionId session, NodeId owner, String undelivered, boolean lost);

    /**
     * Says that nothing is left to do for an ended session: its last state has reached the people, or never can. What is
     * appended for a play that acts unsettles it again.
     *
     * @param length how many events that state has behind it; when the log has more, nothing is said
     * @param undelivered why it never can; empty when it has
     */
    void settle(SessionId session, NodeId owner, long length, String undelivered);
}
