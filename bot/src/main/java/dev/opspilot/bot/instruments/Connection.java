package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.ServerSpec;
import dev.opspilot.bot.instruments.Outcome.Answered;
import dev.opspilot.bot.instruments.Outcome.Trouble;
import dev.opspilot.bot.instruments.Outcome.Trouble.Kind;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to one configured server: opened by the first question, opened anew after it broke. Thread-safe.
 *
 * <p>The library keeps a call that was given up, with its HTTP exchange, until the session ends. So a line on which
 * something came too late is retired, and the next question opens another.
 */
final class Connection implements AutoCloseable {
    /** Bounds the sockets and the answers in memory; more questions wait their turn, within their own time. */
    private static final int AT_ONCE = 128;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofSeconds(65);

    private final ServerSpec server;
    private final int maxBytes;
    private final Executor executor;
    private final Troubles troubles;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private @Nullable Line line;
    private boolean closed;
    private volatile ServerHealth.State state = new ServerHealth.State.NotAsked();

    Connection(ServerSpec server, int maxBytes, Executor executor) {
        this.server = server;
        this.maxBytes = maxBytes;
        this.executor = executor;
        this.troubles = new Troubles(server.name(), maxBytes);
    }

    String name() {
        return server.name();
    }

    ServerHealth health() {
        return new ServerHealth(server.name(), state);
    }

    /** Takes note of how the server is. */
    void found(ServerHealth.State now) {
        state = now;
    }

    /** Asks, and blocks until the answer or the timeout. Never throws for what a server or a network can do. */
    <T> Outcome<T> ask(Duration timeout, Function<McpAsyncClient, Mono<T>> question) {
        return inTurn(timeout, end -> askInTurn(end, question, true));
    }

    /** The same for a call that changes something: it is made once, unless it certainly never left. */
    <T> Outcome<T> tell(Duration timeout, Function<McpAsyncClient, Mono<T>> call) {
        return inTurn(timeout, end -> askInTurn(end, call, false));
    }

    private <T> Outcome<T> inTurn(Duration timeout, LongFunction<Outcome<T>> turn) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Trouble<>(Kind.UNSENT, "No turn within " + shown(timeout) + ": too many calls at once.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trouble<>(Kind.FAILED, "The call was interrupted.");
        }
        try {
            Outcome<T> outcome = worded(timeout, turn.apply(end));
            state = after(state, outcome);
            return outcome;
        } finally {
            turns.release();
        }
    }

    /** A line that worked before may have died unnoticed; then a new one gets one chance. */
    private <T> Outcome<T> askInTurn(long end, Function<McpAsyncClient, Mono<T>> question, boolean mayRepeat) {
        for (boolean again = false; ; again = true) {
            Line current = enter();
            boolean proven = current.isProven();
            Outcome<T> outcome;
            try {
                outcome = current.ask(question, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            } finally {
                current.leave();
            }
            if (!(outcome instanceof Trouble<T>(Kind kind, String _)) || kind == Kind.FAILED || kind == Kind.DENIED) {
                return outcome;
            }
            current.retire();
            boolean repeats = mayRepeat || kind == Kind.UNSENT;
            if (kind == Kind.LATE || again || !proven || !repeats) {
                return outcome;
            }
        }
    }

    private static <T> ServerHealth.State after(ServerHealth.State before, Outcome<T> outcome) {
        return switch (outcome) {
            case Answered<T> _ ->
                before instanceof ServerHealth.State.Ok ? before : new ServerHealth.State.Ok(List.of());
            case Trouble<T>(Kind kind, String reason) ->
                // One answer that is of no use says nothing about the next.
                kind == Kind.FAILED ? before : new ServerHealth.State.Failed(reason);
        };
    }

    private static <T> Outcome<T> worded(Duration timeout, Outcome<T> outcome) {
        return switch (outcome) {
            case Answered<T> answered -> answered;
            case Trouble<T>(Kind kind, String reason)
            when kind == Kind.LATE ->
                new Trouble<>(
                        Kind.LATE,
                        "No answer within " + shown(timeout) + "."
                                + (reason.isEmpty() ? "" : " Meanwhile on this connection: " + reason));
            case Trouble<T> trouble -> trouble;
        };
    }

    private synchronized Line enter() {
        Line current = line;
        if (current != null && current.enter()) {
            return current;
        }
        if (closed) {
            throw new IllegalStateException("the connection to " + server.name() + " is closed");
        }
        Line fresh = new Line(transport(), troubles);
        fresh.enter();
        line = fresh;
        return fresh;
    }

    private McpClientTransport transport() {
        return switch (server) {
            case ServerSpec.Http http -> http(http);
            case ServerSpec.Stdio stdio -> new StdioTransport(stdio, maxBytes);
        };
    }

    private McpClientTransport http(ServerSpec.Http http) {
        URI url = http.url();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(FORGOTTEN);
        http.headers().forEach((name, value) -> request.header(name, value.reveal()));
        return HttpClientStreamableHttpTransport.builder(url.resolve("/").toString())
                .endpoint(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .clientBuilder(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(executor))
                .requestBuilder(request)
                .connectTimeout(CONNECT)
                .resumableStreams(false)
                .maxResponseSize(maxBytes)
                .jsonMapper(Json.protocol())
                .build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (line != null) {
            line.retire();
        }
    }

    static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
