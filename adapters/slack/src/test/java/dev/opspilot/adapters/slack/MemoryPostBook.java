package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A post book that can be out of order for a while. */
final class MemoryPostBook implements PostBook {
    private final Map<PostKey, Entry> entries = new ConcurrentHashMap<>();
    private int failures;

    /** The next so many notes that a post stands are not taken. */
    void failToKeep(int times) {
        failures = times;
    }

    @Override
    public Entry look(PostKey key) {
        return entries.getOrDefault(key, new Entry.Unknown());
    }

    @Override
    public Optional<SessionId> sessionAt(PostRef ref) {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().equals(new Entry.Posted(ref)))
                .map(each -> each.getKey().session())
                .findFirst();
    }

    @Override
    public void trying(PostKey key) {
        entries.putIfAbsent(key, new Entry.Tried());
    }

    @Override
    public void posted(PostKey key, PostRef ref) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the book is closed");
        }
        entries.put(key, new Entry.Posted(ref));
    }
}
