package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An archive in which a test puts sessions and receipts; nobody browses it. */
final class KnownSessions implements Archive {
    private final Map<SessionId, SessionView> views = new ConcurrentHashMap<>();
    private final Map<SessionId, List<ReceiptChain.Stored>> receipts = new ConcurrentHashMap<>();

    void put(SessionId id, SessionView view) {
        views.put(id, view);
    }

    void put(SessionId id, List<ReceiptChain.Stored> stored) {
        receipts.put(id, stored);
    }

    void clear() {
        views.clear();
        receipts.clear();
    }

    @Override
    public Optional<SessionView> session(SessionId id) {
        return Optional.ofNullable(views.get(id));
    }

    @Override
    public List<ReceiptChain.Stored> receipts(SessionId id) {
        return receipts.getOrDefault(id, List.of());
    }

    @Override
    public Page page(Query query) {
        return new Page(List.of(), Optional.empty(), 0);
    }

    @Override
    public Optional<SessionId> latestIn(Place place) {
        return Optional.empty();
    }
}
