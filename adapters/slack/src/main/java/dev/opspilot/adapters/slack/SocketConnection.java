package dev.opspilot.adapters.slack;

import com.slack.api.Slack;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's own WebSocket client, held to what a bot needs: it starts without Slack, comes back after any failure (the
 * SDK's own watch ends for good when Slack refuses a connection once), waits longer after each, and hands every message
 * over at once instead of looking for one a hundred times a second. Thread-safe.
 */
final class SocketConnection extends SocketModeClientJavaWSImpl {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final String BEFORE_THE_FIRST = "ws://unopened.invalid";
    private static final int NO_POLLING = 0;
    private static final Duration LOOKED_AT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock opening = new ReentrantLock();
    private int failures;

    private SocketConnection(Slack slack, String appToken) throws URISyntaxException {
        super(
                slack,
                appToken,
                BEFORE_THE_FIRST,
                NO_POLLING,
                new ConcurrentLinkedMessageQueue(),
                true,
                true,
                LOOKED_AT.toMillis());
    }

    static SocketConnection of(Slack slack, String appToken, Consumer<String> heard) {
        try {
            SocketConnection connection = new SocketConnection(slack, appToken);
            connection.addWebSocketMessageListener(heard::accept);
            return connection;
        } catch (URISyntaxException e) {
            throw new AssertionError("the address before the first is one", e);
        }
    }

    /** Connects for the first time, beside the caller; the SDK's timer then looks after the connection. */
    void open() {
        workers.execute(this::maintainCurrentSession);
    }

    @Override
    public void enqueueMessage(String message) {
        try {
            workers.execute(() -> process(message));
        } catch (RejectedExecutionException closed) {
            LOG.debug("a message came after the end");
        }
    }

    private void process(String message) {
        try {
            processMessage(message);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Slack's message could not be taken: {}", e.getMessage());
        }
    }

    /** One connection is opened at a time: Slack's farewell and the timer may both want one. */
    @Override
    public void connectToNewEndpoint() throws IOException {
        opening.lock();
        try {
            super.connectToNewEndpoint();
        } catch (RuntimeException refused) {
            throw new IOException(refused.getMessage(), refused);
        } finally {
            opening.unlock();
        }
    }

    /** When to look again. Never throws, for then the SDK's timer would stop. */
    @Override
    public long maintainCurrentSession() {
        if (!opening.tryLock()) {
            return System.currentTimeMillis();
        }
        try {
            if (!isAutoReconnectEnabled() || verifyConnection()) {
                failures = 0;
                return System.currentTimeMillis();
            }
            connectToNewEndpoint();
            return System.currentTimeMillis() + LOOKED_AT.toMillis();
        } catch (IOException | RuntimeException e) {
            failures++;
            Duration pause = LOOKED_AT.multipliedBy(1L << Math.min(failures, 6));
            Duration kept = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            LOG.error(
                    "Slack's socket cannot be opened: {}. Is SLACK_APP_TOKEN the app-level token (xapp-…) with the scope"
                            + " connections:write, and is Socket Mode on? The next try is in {} s.",
                    e.getMessage(),
                    kept.toSeconds());
            return System.currentTimeMillis() + kept.toMillis();
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        workers.shutdownNow();
    }
}
