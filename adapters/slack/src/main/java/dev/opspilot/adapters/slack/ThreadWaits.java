package dev.opspilot.adapters.slack;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One thread that keeps the time, and a virtual thread for each piece of work. */
final class ThreadWaits implements Waits, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slack-timer").factory());
    private final ExecutorService work = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("slack-", 0).factory());

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
