package dev.opspilot.rituals.session;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which a node works, one for each task. What waits for others is interrupted when the node stops; what is
 * its own work ends by itself, so that no connection to the database is cut in the middle of a word. What comes after that
 * is left to whoever takes over. Thread-safe.
 */
final class SessionThreads {
    private final ExecutorService own = threads("session-");
    private final ExecutorService outside = threads("session-outside-");

    private static ExecutorService threads(String name) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name, 0).factory());
    }

    /** For the node's own work, which is short. */
    Executor own() {
        return open(own);
    }

    /** For what waits for sources, tools and minds. */
    Executor outside() {
        return open(outside);
    }

    private static Executor open(ExecutorService threads) {
        return task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                if (!threads.isShutdown()) {
                    throw e;
                }
            }
        };
    }

    /**
     * Stops.
     *
     * @return whether all has ended within that time; what has not is interrupted
     */
    boolean stop(Duration most) throws InterruptedException {
        outside.shutdownNow();
        own.shutdown();
        long until = System.nanoTime() + most.toNanos();
        boolean ended = own.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS)
                && outside.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        own.shutdownNow();
        return ended;
    }
}
