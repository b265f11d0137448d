package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Slack's end of socket mode: says hello, sends envelopes, keeps the acks, and says goodbye. Thread-safe. */
public final class FakeSocket implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> acks = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    private final List<String> tickets = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Server server = new Server();

    /** One that listens on a free port. */
    public static FakeSocket start() throws InterruptedException {
        FakeSocket socket = new FakeSocket();
        socket.server.setReuseAddr(true);
        socket.server.setDaemon(true);
        socket.server.start();
        if (!socket.started.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the fake socket does not listen");
        }
        return socket;
    }

    /** Makes {@code apps.connections.open} hand out addresses of this socket, each with a ticket of its own. */
    public void servedBy(FakeSlack slack) {
        slack.stub("apps.connections.open", (token, _) -> {
            if (!token.equals("xapp-1")) {
                return FakeSlack.refusal("invalid_auth");
            }
            return FakeSlack.ok()
                    .put("url", "ws://127.0.0.1:" + server.getPort() + "/link/?ticket=" + System.nanoTime());
        });
    }

    /** The next connection that was opened. */
    public WebSocket opened() throws InterruptedException {
        return within(opened, "a connection");
    }

    /** Sends an envelope on a connection. */
    public void send(WebSocket connection, String type, String id, boolean takesAnswer, JsonNode payload) {
        ObjectNode envelope = JSON.createObjectNode()
                .put("type", type)
                .put("envelope_id", id)
                .put("accepts_response_payload", takesAnswer);
        connection.send(envelope.set("payload", payload).toString());
    }

    /** Tells a client to come again, as Slack does every few hours, and hangs up. */
    public void refresh(WebSocket connection) {
        connection.send(JSON.createObjectNode()
                .put("type", "disconnect")
                .put("reason", "refresh_requested")
                .toString());
    }

    /** The next ack. */
    public JsonNode ack() throws InterruptedException {
        return within(acks, "an ack");
    }

    /** Whether nothing is acked that was not asked for. */
    public boolean isSilent() {
        return acks.isEmpty();
    }

    /** The addresses that were connected to so far. */
    public List<String> tickets() {
        synchronized (tickets) {
            return List.copyOf(tickets);
        }
    }

    private static <T> T within(BlockingQueue<T> queue, String what) throws InterruptedException {
        @Nullable T got = queue.poll(30, TimeUnit.SECONDS);
        if (got == null) {
            throw new AssertionError(what + " did not come");
        }
        return got;
    }

    @Override
    public void close() throws InterruptedException {
        server.stop(1_000);
    }

    private final class Server extends WebSocketServer {
        Server() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            synchronized (tickets) {
                tickets.add(URI.create(handshake.getResourceDescriptor()).getQuery());
            }
            connection.send(JSON.createObjectNode()
                    .put("type", "hello")
                    .put("num_connections", 1)
                    .toString());
            opened.add(connection);
        }

        @Override
        public void onMessage(WebSocket connection, String message) {
            try {
                acks.add(JSON.readTree(message));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {
            // the client's own affair
        }

        @Override
        public void onError(@Nullable WebSocket connection, Exception e) {
            // shows in what the test waits for
        }
    }
}
