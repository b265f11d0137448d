package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.Receipted;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session store for tests. A node counts as dead when it was told so by {@link #silence}. */
public class MemorySessionStore implements SessionStore {
    private static final class Entry {
        private final List<SessionEvent> log = new ArrayList<>();
        private @Nullable NodeId owner;
        private boolean settled;
        private String undelivered = "";
    }

    private final Map<SessionId, Entry> entries = new LinkedHashMap<>();
    private final Set<NodeId> beating = new HashSet<>();

    /** Makes a node look dead. */
    public synchronized void silence(NodeId node) {
        beating.remove(node);
    }

    @Override
    public synchronized boolean isSettled(SessionId session) {
        return entry(session).settled;
    }

    private Entry entry(SessionId session) {
        return entries.computeIfAbsent(session, _ -> new Entry());
    }

    @Override
    public synchronized void append(SessionId session, NodeId owner, long after, List<SessionEvent> events)
            throws LeaseLostException {
        Entry entry = entry(session);
        if (!owner.equals(entry.owner) || entry.log.size() != after) {
            throw new LeaseLostException(session);
        }
        entry.log.addAll(events);
        if (events.stream().anyMatch(SessionEvent::acts)) {
            entry.settled = false;
        }
    }

    @Override
    public synchronized List<Logged> since(SessionId session, long seq) {
        List<Logged> result = new ArrayList<>();
        List<SessionEvent> log = entries.containsKey(session) ? entry(session).log : List.of();
        for (int i = Math.toIntExact(seq); i < log.size(); i++) {
            result.add(new Logged(i + 1L, log.get(i)));
        }
        return result;
    }

    @Override
    public synchronized List<Summary> recent(int limit) {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().log.isEmpty())
                .map(entry -> summary(entry.getKey(), entry.getValue().log))
                .sorted(Comparator.comparing(Summary::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    private static Summary summary(SessionId id, List<SessionEvent> log) {
        Started started = (Started) log.getFirst();
        Status status = log.stream()
                .filter(Finished.class::isInstance)
                .map(event -> ((Finished) event).status())
                .findFirst()
                .orElse(Status.RUNNING);
        return new Summary(id, started.ritual(), started.intent(), status, started.at());
    }

    @Override
    public synchronized List<ReceiptChain.Stored> receipts(SessionId session) {
        return entry(session).log.stream()
                .filter(Receipted.class::isInstance)
                .map(Receipted.class::cast)
                .map(event ->
                        new ReceiptChain.Stored(event.receipt(), event.origin().result()))
                .toList();
    }

    @Override
    public synchronized boolean acquire(SessionId session, NodeId node) {
        Entry entry = entry(session);
        if (entry.owner == null || entry.owner.equals(node) || !beating.contains(entry.owner)) {
            entry.owner = node;
            return true;
        }
        return false;
    }

    @Override
    public synchronized boolean owns(SessionId session, NodeId node) {
        return node.equals(entries.getOrDefault(session, new Entry()).owner);
    }

    @Override
    public synchronized List<SessionId> claimAbandoned(NodeId node, int limit) {
        List<SessionId> claimed = new ArrayList<>();
        entries.forEach((id, entry) -> {
            boolean abandoned = entry.owner == null || !beating.contains(entry.owner);
            if (claimed.size() < limit
                    && !entry.settled
                    && !entry.log.isEmpty()
                    && !node.equals(entry.owner)
                    && abandoned) {
                entry.owner = node;
                claimed.add(id);
            }
        });
        return claimed;
    }

    @Override
    public synchronized List<SessionId> unsettled(NodeId owner, int limit) {
        return entries.entrySet().stream()
                .filter(each -> owner.equals(each.getValue().owner)
                        && !each.getValue().settled
                        && !each.getValue().log.isEmpty())
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void beat(NodeId node) {
        beating.add(node);
    }

    @Override
    public synchronized void leave(NodeId node) {
        beating.remove(node);
    }

    @Override
    public synchronized void undelivered(SessionId session, NodeId owner, String undelivered, boolean lost) {
        if (owner.equals(entry(session).owner) && !entry(session).settled) {
            entry(session).undelivered = undelivered;
        }
    }

    /** Why the end of a session has not reached the people; empty when it has, or nothing is known. */
    public synchronized String undelivered(SessionId session) {
        return entry(session).undelivered;
    }

    /** As after a fault: nobody remembers the session, and nothing of it is shown. */
    public synchronized void unsettle(SessionId session) {
        entry(session).settled = false;
    }

    @Override
    public synchronized void settle(SessionId session, NodeId owner, long length, String undelivered) {
        if (owner.equals(entry(session).owner) && entry(session).log.size() == length) {
            entry(session).settled = true;
            entry(session).undelivered = undelivered;
        }
    }
}
