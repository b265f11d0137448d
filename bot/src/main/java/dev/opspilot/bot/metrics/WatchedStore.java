package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import java.util.List;

/** A store that shows what was kept: everything that happens to a session passes here. */
record WatchedStore(SessionStore store, SessionWatch watch) implements SessionStore {
    @Override
    public void append(SessionId session, NodeId owner, long after, List<SessionEvent> events)
            throws LeaseLostException {
        try {
            store.append(session, owner, after, events);
        } catch (LeaseLostException e) {
            watch.lost(session);
            throw e;
        }
        events.forEach(event -> watch.kept(session, event));
    }

    @Override
    public List<Logged> since(SessionId session, long seq) {
        return store.since(session, seq);
    }

    @Override
    public List<Summary> recent(int limit) {
        return store.recent(limit);
    }

    @Override
    public List<ReceiptChain.Stored> receipts(SessionId session) {
        return store.receipts(session);
    }

    @Override
    public boolean acquire(SessionId session, NodeId node) {
        return store.acquire(session, node);
    }

    @Override
    public boolean owns(SessionId session, NodeId node) {
        return store.owns(session, node);
    }

    @Override
    public List<SessionId> claimAbandoned(NodeId node, int limit) {
        return store.claimAbandoned(node, limit);
    }

    @Override
    public List<SessionId> unsettled(NodeId owner, int limit) {
        return store.unsettled(owner, limit);
    }

    @Override
    public void beat(NodeId node) {
        store.beat(node);
    }

    @Override
    public void leave(NodeId node) {
        store.leave(node);
    }

    @Override
    public boolean isSettled(SessionId session) {
        return store.isSettled(session);
    }

    @Override
    public void undelivered(SessionId session, NodeId owner, String undelivered, boolean lost) {
        store.undelivered(session, owner, undelivered, lost);
    }

    @Override
    public void settle(SessionId session, NodeId owner, long length, String undelivered) {
        store.settle(session, owner, length, undelivered);
    }
}
