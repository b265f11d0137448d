package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A post book of one process, which can be out of order for a while. */
public final class MemoryPostBook implements PostBook {
    private record Row(Optional<Writer> writer, Instant until, long tries, Optional<Entry.Posted> posted) {
        boolean isFreeFor(Writer asking, Instant now) {
            return writer.isEmpty() || writer.get().equals(asking) || !until.isAfter(now);
        }

        Entry entry() {
            return posted.<Entry>map(each -> each)
                    .orElseGet(() -> tries == 0 ? new Entry.Unknown() : new Entry.Tried(tries));
        }
    }

    private static final Row NONE = new Row(Optional.empty(), Instant.MIN, 0, Optional.empty());

    private final InstantSource clock;
    private final Map<PostKey, Row> rows = new HashMap<>();
    private int failures;
    private int blind;

    /** An empty one. */
    public MemoryPostBook(InstantSource clock) {
        this.clock = clock;
    }

    /** The next so many notes that a post stands are not taken. */
    public synchronized void failToKeep(int times) {
        failures = times;
    }

    /** The next so many looks at a post fail. */
    public synchronized void failToLook(int times) {
        blind = times;
    }

    @Override
    public synchronized Entry look(PostKey key) {
        if (blind > 0) {
            blind--;
            throw new IllegalStateException("the book is closed");
        }
        return rows.getOrDefault(key, NONE).entry();
    }

    @Override
    public synchronized Claim claim(PostKey key, Writer writer) {
        Instant now = clock.instant();
        Row row = rows.getOrDefault(key, NONE);
        if (!row.isFreeFor(writer, now)) {
            return new Claim.Held(Duration.between(now, row.until));
        }
        rows.put(key, new Row(Optional.of(writer), now.plus(CLAIM), row.tries + 1, row.posted));
        return new Claim.Granted(row.entry());
    }

    @Override
    public synchronized boolean written(PostKey key, Writer writer, Entry.Posted posted) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the book is closed");
        }
        Row row = rows.getOrDefault(key, NONE);
        boolean held = row.writer.filter(writer::equals).isPresent();
        if (held) {
            rows.put(key, new Row(Optional.empty(), Instant.MIN, row.tries, Optional.of(posted)));
        }
        return held;
    }

    @Override
    public synchronized void release(PostKey key, Writer writer) {
        Row row = rows.getOrDefault(key, NONE);
        if (row.writer.filter(writer::equals).isPresent()) {
            rows.put(key, new Row(Optional.empty(), Instant.MIN, row.tries - 1, row.posted));
        }
    }

    @Override
    public synchronized Optional<SessionId> sessionAt(PostRef ref) {
        return rows.entrySet().stream()
                .filter(each -> each.getValue()
                        .posted
                        .filter(posted -> posted.ref().equals(ref))
                        .isPresent())
                .map(Map.Entry::getKey)
                .filter(key -> !key.slot().startsWith(PostKey.ANNOUNCEMENT))
                .map(PostKey::session)
                .findFirst();
    }

    /** Puts a post in the book, as if it had been made. */
    public void put(PostKey key, PostRef ref) {
        Writer somebody = new Writer("somebody");
        claim(key, somebody);
        var _ = written(key, somebody, new Entry.Posted(ref, 1, false));
    }
}
