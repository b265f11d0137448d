package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.opspilot.rituals.instrument.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of 50 MB each, from a server that makes them up while it sends them. */
final class HugeAnswersTest {
    private static final int PIECES = 800;
    private static final byte[] PIECE = new byte[1 << 16];
    private static final int SESSIONS = 40;

    static {
        Arrays.fill(PIECE, (byte) 'x');
    }

    private final AtomicLong sent = new AtomicLong();
    private HttpServer http;
    private ExecutorService threads;

    @BeforeEach
    void start() throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SESSIONS);
        http.setExecutor(threads);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
        threads.shutdownNow();
    }

    /** Without a limit these would need twice the memory that tests run in. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream"})
    void areCutOffBeforeTheyAreInMemory(String type) throws Exception {
        http.createContext("/mcp", exchange -> answer(exchange, type));
        String address = "{url: \"http://127.0.0.1:" + http.getAddress().getPort() + "/mcp\"}";
        try (McpInstruments sources = Bindings.to(address, "deploys", "60s", "1MiB")) {
            List<Future<Reading>> readings = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                readings.add(threads.submit(() -> Bindings.read(sources)));
            }
            for (Future<Reading> reading : readings) {
                assertThat(reading.get(60, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                Reading.Failed.class,
                                failed -> assertThat(failed.reason())
                                        .isEqualTo("The answer is larger than the 1.0 MiB that are read of it."));
            }
        }
        assertThat(sent.get()).isLessThan((long) SESSIONS * PIECES * PIECE.length / 2);
    }

    private void answer(HttpExchange exchange, String type) throws IOException {
        try (exchange) {
            JsonNode message = JsonMapper.builder().build().readTree(exchange.getRequestBody());
            switch (message.path("method").asText()) {
                case "initialize" -> greet(exchange, message.path("id"));
                case "tools/call" -> flood(exchange, type);
                default -> exchange.sendResponseHeaders(message.has("method") ? 202 : 405, -1);
            }
        }
    }

    private static void greet(HttpExchange exchange, JsonNode id) throws IOException {
        ObjectNode greeting = JsonMapper.builder().build().createObjectNode().put("jsonrpc", "2.0");
        greeting.set("id", id);
        ObjectNode result = greeting.putObject("result").put("protocolVersion", "2025-06-18");
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "huge").put("version", "1");
        byte[] body = greeting.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void flood(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write((type.contains("json") ? "{" : "data: {").getBytes(StandardCharsets.UTF_8));
        for (int piece = 0; piece < PIECES; piece++) {
            body.write(PIECE);
            sent.addAndGet(PIECE.length);
        }
    }
}
