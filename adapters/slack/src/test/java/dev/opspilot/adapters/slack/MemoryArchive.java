package dev.opspilot.adapters.slack;

import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions kept in memory, the way the archive of the running bot answers. */
public final class MemoryArchive implements Archive {
    private final Map<SessionId, SessionView> sessions = new LinkedHashMap<>();
    private final Map<SessionId, List<ReceiptChain.Stored>> receipts = new LinkedHashMap<>();

    public synchronized void keep(SessionView view) {
        sessions.put(view.id(), view);
    }

    public synchronized void keep(SessionId id, List<ReceiptChain.Stored> stored) {
        receipts.put(id, List.copyOf(stored));
    }

    public synchronized void forget() {
        sessions.clear();
        receipts.clear();
    }

    @Override
    public synchronized Page page(Query query) {
        List<SessionView> found = sessions.values().stream()
                .filter(view -> !query.live() || !view.status().isEnd())
                .filter(view -> view.intent().contains(query.words()))
                .filter(view -> query.reader().isEmpty()
                        || query.reader().get().id().equals(view.actor().id())
                        || !view.place().direct())
                .sorted(Comparator.comparing(SessionView::startedAt).reversed())
                .toList();
        int from = query.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(found.size(), from + query.size());
        List<Entry> entries = new ArrayList<>();
        found.subList(Math.min(from, to), to)
                .forEach(view -> entries.add(new Entry(
                        view.id(),
                        view.ritual(),
                        view.intent(),
                        view.status(),
                        view.verdict().map(each -> each.text()).orElse(""),
                        view.startedAt(),
                        view.actor())));
        Optional<String> next = to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page(entries, next, found.size());
    }

    @Override
    public synchronized Optional<SessionId> latestIn(Place place) {
        return sessions.values().stream()
                .filter(view -> view.place().equals(place))
                .max(Comparator.comparing(SessionView::startedAt))
                .map(SessionView::id);
    }

    @Override
    public synchronized Optional<SessionView> session(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public synchronized List<ReceiptChain.Stored> receipts(SessionId id) {
        return receipts.getOrDefault(id, List.of());
    }
}
