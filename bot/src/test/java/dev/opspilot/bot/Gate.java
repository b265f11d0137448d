package dev.opspilot.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before an MCP server: counts the calls of each tool, holds those of some tools back until it is opened, and may
 * write answers anew.
 */
final class Gate implements AutoCloseable {
    private static final Pattern TOOL_CALL = Pattern.compile(
            "\"method\":\"tools/call\".*\"name\":\"([^\"]+)\"|\"name\":\"([^\"]+)\".*\"method\":\"tools/call\"");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI behind;
    private final Set<String> heldTools;
    private final UnaryOperator<String> rewriting;
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch reached;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Set<String> losing = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Integer>> answered = new ConcurrentHashMap<>();

    Gate(URI behind, String... heldTools) throws IOException {
        this(behind, Set.of(heldTools), UnaryOperator.identity());
    }

    /** @param rewriting of the text of what a tool answers */
    Gate(URI behind, Set<String> heldTools, UnaryOperator<String> rewriting) throws IOException {
        this.behind = behind;
        this.heldTools = heldTools;
        this.reached = new CountDownLatch(heldTools.size());
        this.rewriting = rewriting;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /** Is down once somebody waits at the gate, with each tool that is held back. */
    CountDownLatch reached() {
        return reached;
    }

    void open() {
        open.countDown();
    }

    /** Opens, and loses one of the calls of a tool that were held back on its way to the server. */
    void lose(String tool) {
        losing.add(tool);
        open();
    }

    /** How often a tool has answered. */
    int answered(String tool) {
        return answered.getOrDefault(tool, List.of()).size();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher call = TOOL_CALL.matcher(new String(body, StandardCharsets.UTF_8));
            String tool = call.find() ? (call.group(1) == null ? call.group(2) : call.group(1)) : "";
            if (heldTools.contains(tool)) {
                if (waiting.add(tool)) {
                    reached.countDown();
                }
                open.await();
                if (losing.remove(tool)) {
                    return;
                }
            }
            HttpResponse<byte[]> response =
                    client.send(forward(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            byte[] answer = tool.isEmpty()
                    ? response.body()
                    : rewriting
                            .apply(new String(response.body(), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
            response.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":")
                        && !name.equalsIgnoreCase("content-length")
                        && !name.equalsIgnoreCase("transfer-encoding")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
            if (!tool.isEmpty()) {
                answered.computeIfAbsent(tool, _ -> new CopyOnWriteArrayList<>())
                        .add(response.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest forward(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (List.of("accept", "content-type", "mcp-session-id", "mcp-protocol-version")
                    .contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        client.shutdownNow();
    }
}
