package dev.opspilot.rituals.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are being written: one writer for each, kept until the message's last state is there. Thread-safe.
 *
 * @param <K> what a message is known by
 */
public final class Writers<K, D extends Draft, W extends Writers.Writer<D>> {
    private static final int ENDED_KEPT = 4_096;

    private final Map<K, W> open = new ConcurrentHashMap<>();
    private final Ended<K> ended = new Ended<>();

    /** Brings one message to its platform. */
    public interface Writer<D extends Draft> {

        /**
         * What the message is to say by now, unless something newer is wanted already.
         *
         * @param shown completes when that, or something newer, is there
         */
        void offer(D draft, CompletableFuture<Void> shown);

        /** Whether the message's last state is there. */
        boolean over();

        /** The version that is there. */
        long shown();
    }

    /**
     * Has the message's writer say so.
     *
     * @param begin makes the writer of a message that has none; what it is given is to be run whenever the writer rests
     * @return completes when the draft, or a newer one, is there
     */
    public CompletableFuture<Void> write(K key, D draft, Function<Runnable, W> begin) {
        if (ended.knows(key, draft.version())) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> shown = new CompletableFuture<>();
        open.compute(key, (_, known) -> {
            W writer = known == null ? begin.apply(() -> forgetIfOver(key)) : known;
            writer.offer(draft, shown);
            return writer;
        });
        return shown;
    }

    private void forgetIfOver(K key) {
        open.computeIfPresent(key, (_, writer) -> {
            if (!writer.over()) {
                return writer;
            }
            ended.add(key, writer.shown());
            return null;
        });
    }

    /** The writer of a message that is being written. */
    public Optional<W> find(K key) {
        return Optional.ofNullable(open.get(key));
    }

    /** How many messages are being written. */
    public int open() {
        return open.size();
    }

    /** The versions at which the latest messages ended, so that a draft which comes late cannot turn one back. */
    private static final class Ended<K> extends LinkedHashMap<K, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<K, Long> eldest) {
            return size() > ENDED_KEPT;
        }

        synchronized void add(K key, long version) {
            merge(key, version, Math::max);
        }

        synchronized boolean knows(K key, long version) {
            return getOrDefault(key, Long.MIN_VALUE) >= version;
        }
    }
}
