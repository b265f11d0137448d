package dev.opspilot.bot.instruments;

import dev.opspilot.bot.instruments.Outcome.Answered;
import dev.opspilot.bot.instruments.Outcome.Trouble;
import dev.opspilot.bot.instruments.Outcome.Trouble.Kind;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One live session with a server, from greeting to goodbye. It is retired rather than closed: calls that are under way
 * on it still end, then it closes by itself. Thread-safe.
 */
final class Line {
    /** Longer than any binding may wait; the wait itself is ended by {@link #ask}. */
    private static final Duration LIBRARY_TIMEOUT = Duration.ofSeconds(65);

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final McpAsyncClient client;
    private final Troubles troubles;
    private volatile boolean proven;
    private volatile @Nullable Throwable noticed;
    private int calls;
    private boolean retired;

    Line(McpClientTransport transport, Troubles troubles) {
        this.troubles = troubles;
        this.client = McpClient.async(new WatchedTransport(transport, this::notice))
                .clientInfo(
                        McpSchema.Implementation.builder("opspilot", "0.1.0").build())
                .requestTimeout(LIBRARY_TIMEOUT)
                .initializationTimeout(LIBRARY_TIMEOUT)
                .build();
    }

    /** Whether an answer has come over this line before. */
    boolean isProven() {
        return proven;
    }

    /** Takes part; false when the line is retired. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        calls++;
        return true;
    }

    synchronized void leave() {
        calls--;
        closeIfUnused();
    }

    /** Lets nobody enter any more; the line closes after the last call on it. */
    synchronized void retire() {
        if (!retired) {
            retired = true;
            closeIfUnused();
        }
    }

    /** Closes now; calls under way fail. */
    void close() {
        synchronized (this) {
            retired = true;
        }
        client.close();
    }

    private void closeIfUnused() {
        if (retired && calls == 0) {
            client.closeGracefully().timeout(GOODBYE).onErrorComplete().subscribe(_ -> {}, _ -> {}, client::close);
        }
    }

    <T> Outcome<T> ask(Function<McpAsyncClient, Mono<T>> question, Duration timeout) {
        CompletableFuture<T> answer = question.apply(client).toFuture();
        try {
            T value = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            proven = true;
            return value == null
                    ? new Trouble<>(Kind.FAILED, "The server answered nothing at all.")
                    : new Answered<>(value);
        } catch (ExecutionException e) {
            Throwable known = noticed;
            return known instanceof ServerGoneException gone ? troubles.of(gone) : troubles.of(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            Throwable known = noticed;
            return new Trouble<>(
                    Kind.LATE, known == null ? "" : troubles.of(known).reason());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Trouble<>(Kind.FAILED, "The call was interrupted.");
        }
    }

    private void notice(Throwable trouble) {
        noticed = trouble;
        if (trouble instanceof ServerGoneException) {
            // Nothing will be heard on this line again: whoever waits on it must know now.
            close();
        }
    }
}
