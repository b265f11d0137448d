package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.ServerSpec;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpTransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Speaks with a child process over its standard input and output, a JSON message a line.
 *
 * <p>The library's own transport logs what the child says, ends at its first stray line, and leaves calls waiting when
 * it dies. This one says at once that the child is gone, answers in its place where an answer is too large, and tells
 * of stray lines without stopping for them. The child inherits a few harmless variables, not the bot's secrets.
 */
final class StdioTransport implements McpClientTransport {
    private static final List<String> INHERITED = List.of("HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TMPDIR", "USER");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"\\\\]{1,100})\"");
    private static final int ID_WITHIN = 300;
    private static final int GRACE_SECONDS = 2;

    private final ServerSpec.Stdio server;
    private final int maxBytes;
    private final McpJsonMapper json = Json.protocol();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Consumer<Throwable> trouble = _ -> {};
    private volatile @Nullable Process process;
    private volatile String gone = "The program has not been started.";

    StdioTransport(ServerSpec.Stdio server, int maxBytes) {
        this.server = server;
        this.maxBytes = maxBytes;
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        trouble = handler;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> start(handler));
    }

    private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        ProcessBuilder builder =
                new ProcessBuilder(server.command().stream().map(Secret::reveal).toList());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        server.env().forEach((name, value) -> environment.put(name, value.reveal()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process started = builder.start();
            process = started;
            Thread.ofVirtual().name("mcp-stdio-" + server.name()).start(() -> listen(started, handler));
        } catch (IOException e) {
            // The program's name alone: its arguments may hold secrets.
            gone = "The program “" + server.command().getFirst().reveal() + "” cannot be started.";
        }
    }

    private void listen(Process child, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (InputStream out = child.getInputStream()) {
            LineReader lines = new LineReader(out, maxBytes);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                heard(line.get(), handler);
            }
        } catch (IOException e) {
            child.destroyForcibly();
        } finally {
            ended(child);
        }
    }

    private void heard(LineReader.Line line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        if (line.text().isBlank()) {
            return;
        }
        if (line.cut()) {
            tooLarge(line.text(), handler);
            return;
        }
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line.text());
        } catch (IOException | IllegalArgumentException e) {
            trouble.accept(new McpTransportException("a line that is no message: " + Troubles.shown(line.text())));
            return;
        }
        handler.apply(Mono.just(message)).subscribe(_ -> {}, trouble);
    }

    private void tooLarge(String start, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        Matcher id = ID.matcher(start.substring(0, Math.min(start.length(), ID_WITHIN)));
        if (id.find()) {
            JSONRPCMessage instead = JSONRPCResponse.error(
                    id.group(1),
                    new JSONRPCResponse.JSONRPCError(Troubles.TOO_LARGE, "the answer was too large", null));
            handler.apply(Mono.just(instead)).subscribe(_ -> {}, trouble);
        } else {
            trouble.accept(new McpTransportException("a line that is larger than " + maxBytes + " bytes"));
        }
    }

    private void ended(Process child) {
        String how = "";
        try {
            how = child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS) ? " with code " + child.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        child.destroyForcibly();
        gone = "The program ended" + how + ".";
        trouble.accept(new ServerGoneException(gone));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> write(message));
    }

    private void write(JSONRPCMessage message) {
        Process child = process;
        if (child == null || !child.isAlive()) {
            throw new ServerGoneException(gone);
        }
        writing.lock();
        try {
            OutputStream in = child.getOutputStream();
            in.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new ServerGoneException("The program does not listen any more.");
        } finally {
            writing.unlock();
        }
    }

    /** Ends the child: its input is closed, it is asked to end, and if it does not, it is killed. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            Process child = process;
            if (child != null) {
                child.destroy();
                Thread.ofVirtual().name("mcp-stdio-end-" + server.name()).start(() -> ended(child));
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }
}
