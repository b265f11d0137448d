package dev.opspilot.rituals.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one message should say by now, and who waits for it: the newest draft wins, and only it is kept. Thread-safe.
 *
 * @param <D> what is written
 */
public final class Wanted<D extends Draft> {
    private record Waiter(long version, CompletableFuture<Void> shown) {}

    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable D newest;
    private long shown = Long.MIN_VALUE;
    private boolean busy;
    private @Nullable GaveUpException gaveUp;
    private Instant gaveUpUntil = Instant.MIN;

    /**
     * Takes a draft; while the message has just been given up, only its last state is tried again.
     *
     * @param future completes when the draft or a newer one stands on the platform
     * @return whether writing has to begin
     */
    public synchronized boolean offer(D draft, Instant now, CompletableFuture<Void> future) {
        if (draft.version() <= shown) {
            future.complete(null);
            return false;
        }
        if (gaveUp != null && now.isBefore(gaveUpUntil) && !draft.last()) {
            future.completeExceptionally(gaveUp);
            return false;
        }
        gaveUp = null;
        waiters.add(new Waiter(draft.version(), future));
        if (newest == null || draft.version() > newest.version()) {
            newest = draft;
        }
        boolean begin = !busy;
        busy = true;
        return begin;
    }

    public synchronized D newest() {
        if (newest == null) {
            throw new IllegalStateException("nothing was offered yet");
        }
        return newest;
    }

    /** Says that a draft stands on the platform; answers whether there is a newer one by now. */
    public boolean shown(D draft) {
        return shownUpTo(draft.version());
    }

    /** Says that a version stands on the platform, whoever brought it there; answers whether a newer one is wanted. */
    public boolean shownUpTo(long version) {
        List<Waiter> served;
        boolean more;
        synchronized (this) {
            shown = Math.max(shown, version);
            served = waiters.stream().filter(each -> each.version() <= shown).toList();
            waiters.removeAll(served);
            more = newest().version() > shown;
            busy = more;
        }
        served.forEach(each -> each.shown().complete(null));
        return more;
    }

    public void giveUp(GaveUpException why, Instant until) {
        List<Waiter> left;
        synchronized (this) {
            gaveUp = why;
            gaveUpUntil = until;
            left = List.copyOf(waiters);
            waiters.clear();
            busy = false;
        }
        left.forEach(each -> each.shown().completeExceptionally(why));
    }

    /** Whether its last draft came, and there is nothing left to write. */
    public synchronized boolean over() {
        return newest != null && newest.last() && !busy;
    }

    /** The version that stands on the platform; the smallest number while there is none. */
    public synchronized long shown() {
        return shown;
    }
}
