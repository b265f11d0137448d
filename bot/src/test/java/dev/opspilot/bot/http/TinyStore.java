package dev.opspilot.bot.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionFeed;
import dev.opspilot.rituals.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Logs in memory, as far as the HTTP server reads them, and the feed that tells of appends. */
final class TinyStore implements SessionStore, SessionFeed {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final Map<SessionId, List<SessionEvent>> logs = new LinkedHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** Adds events as this node does: watchers are told. */
    void add(SessionId session, List<SessionEvent> events) {
        addElsewhere(session, events);
        watchers.forEach(Runnable::run);
    }

    /** Adds events as another node does: nobody is told. */
    synchronized void addElsewhere(SessionId session, List<SessionEvent> events) {
        logs.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(events);
    }

    /** Waits until so many watch. */
    synchronized void awaitWatchers(int count) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (watchers.size() != count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            assertThat(left).as("%s watch, not %s", watchers.size(), count).isPositive();
            wait(left);
        }
    }

    @Override
    public synchronized Subscription watch(SessionId session, Runnable grown) {
        watchers.add(grown);
        notifyAll();
        return () -> forget(grown);
    }

    private synchronized void forget(Runnable grown) {
        watchers.remove(grown);
        notifyAll();
    }

    @Override
    public synchronized List<Logged> since(SessionId session, long seq) {
        List<SessionEvent> log = logs.getOrDefault(session, List.of());
        List<Logged> rest = new ArrayList<>();
        for (int i = (int) Math.min(seq, log.size()); i < log.size(); i++) {
            rest.add(new Logged(i + 1L, log.get(i)));
        }
        return rest;
    }

    @Override
    public synchronized List<Summary> recent(int limit) {
        return logs.entrySet().stream()
                .map(log -> RitualSession.fold(log.getKey(), log.getValue())
                        .orElseThrow()
                        .view())
                .map(view -> new Summary(view.id(), view.ritual(), view.intent(), view.status(), view.startedAt()))
                .toList()
                .reversed()
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<ReceiptChain.Stored> receipts(SessionId session) {
        return RitualSession.fold(session, logs.getOrDefault(session, List.of())).stream()
                .flatMap(each -> each.view().receipts().stream())
                .map(receipt -> new ReceiptChain.Stored(receipt, "what came back"))
                .toList();
    }

    @Override
    public void append(SessionId session, NodeId owner, long after, List<SessionEvent> events) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public boolean acquire(SessionId session, NodeId node) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public boolean owns(SessionId session, NodeId node) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public List<SessionId> claimAbandoned(NodeId node, int limit) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public List<SessionId> unsettled(NodeId owner, int limit) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public void beat(NodeId node) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public void leave(NodeId node) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public boolean isSettled(SessionId session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void undelivered(SessionId session, NodeId owner, String undelivered, boolean lost) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }

    @Override
    public void settle(SessionId session, NodeId owner, long length, String undelivered) {
        throw new UnsupportedOperationException("the HTTP server only reads");
    }
}
