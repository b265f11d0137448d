package dev.opspilot.rituals.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One thread that keeps the time, and a virtual thread for each piece of work. */
public final class ThreadWaits implements Waits, AutoCloseable {
    private final ScheduledExecutorService timer;
    private final ExecutorService work;

    /**
     * Starts.
     *
     * @param name begins the names of its threads, as in {@code slack}
     */
    public ThreadWaits(String name) {
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name + "-timer").factory());
        this.work = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    @Override
    public void run(Runnable task) {
        try {
            work.execute(task);
        } catch (RejectedExecutionException closed) {
            // What was left open is in the log and in the post book: the next start goes on from there.
        }
    }

    @Override
    public void after(Duration wait, Runnable task) {
        try {
            var _ = timer.schedule(() -> run(task), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }

    /** Begins nothing new, and does not wait for what is under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        work.shutdown();
    }
}
