package dev.opspilot.adapters.teams.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** A connector of Bot Framework that keeps Teams' rules: its rates, its sizes, its streams and its own ids. Thread-safe. */
public final class FakeConnector implements AutoCloseable {
    private static final int LARGEST = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A message as people see it.
     *
     * @param conversation its id, with the thread
     * @param revisions how often it was updated
     */
    public record Posted(String id, String conversation, JsonNode activity, int revisions) {
        public String text() {
            return activity.path("text").asText();
        }

        /** What the card says, all of it as JSON. */
        public String card() {
            return activity.at("/attachments/0/content").toString();
        }
    }

    /** A message that one person alone sees. */
    public record Targeted(String conversation, String reader, JsonNode activity) {}

    /** A call, with how it was answered; 0 for a connection that was closed instead. */
    public record Call(Instant at, String method, String conversation, String kind, int status) {}

    /** What goes wrong next. */
    private sealed interface Trouble {
        record Answer(int status, String code, String message, Optional<Integer> retryAfter) implements Trouble {}

        record DropBefore() implements Trouble {}

        record DropAfter() implements Trouble {}
    }

    /** An answer. */
    record Answered(int status, ObjectNode body, Optional<Integer> retryAfter) {
        static Answered of(int status) {
            return new Answered(status, JSON.createObjectNode(), Optional.empty());
        }

        static Answered id(int status, String id) {
            return new Answered(status, JSON.createObjectNode().put("id", id), Optional.empty());
        }

        static Answered error(int status, String code, String message) {
            ObjectNode body = JSON.createObjectNode();
            body.putObject("error").put("code", code).put("message", message);
            return new Answered(status, body, Optional.empty());
        }
    }

    private final HttpServer server;
    private final InstantSource clock;
    private final TeamsRates rates;
    private final StreamRules streams;
    private final TargetedRules targeted = new TargetedRules();
    private final Map<String, Posted> messages = new LinkedHashMap<>();
    private final Map<String, JsonNode> members = new HashMap<>();
    private final Set<String> outside = new HashSet<>();
    private final List<Call> calls = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private String troubled = "";
    private long ids = 1_700_000_000_000L;

    private FakeConnector(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.rates = new TeamsRates(clock);
        this.streams = new StreamRules(clock);
    }

    /** Listens on a free port of this machine. */
    public static FakeConnector start(InstantSource clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeConnector connector = new FakeConnector(server, clock);
            server.createContext("/", connector::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return connector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI serviceUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The messages of a conversation and of its threads, in the order in which they were made. */
    public synchronized List<Posted> messages(String channel) {
        return messages.values().stream()
                .filter(each -> each.conversation().equals(channel)
                        || each.conversation().startsWith(channel + ";messageid="))
                .toList();
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What one person alone was sent, in its order. */
    public synchronized List<Targeted> targeted() {
        return targeted.sent();
    }

    /** The lines of all streams, in their order. */
    public synchronized List<String> lines() {
        return streams.lines();
    }

    /** The next calls of a method are answered so, without being done. */
    public synchronized void refuse(String method, int status, String code, String message, int times) {
        trouble(method, new Trouble.Answer(status, code, message, Optional.empty()), times);
    }

    /** The next calls of a method are to come again later. */
    public synchronized void limit(String method, int seconds, int times) {
        trouble(method, new Trouble.Answer(429, "TooManyRequests", "slow down", Optional.of(seconds)), times);
    }

    /** The next calls of a method are not done, and their connections are closed. */
    public synchronized void dropBefore(String method, int times) {
        trouble(method, new Trouble.DropBefore(), times);
    }

    /** The next calls of a method are done, and their connections are closed. */
    public synchronized void dropAfter(String method, int times) {
        trouble(method, new Trouble.DropAfter(), times);
    }

    private void trouble(String method, Trouble trouble, int times) {
        troubled = method;
        for (int i = 0; i < times; i++) {
            troubles.addLast(trouble);
        }
    }

    /** The person stops the stream that is open in a chat. */
    public synchronized void stopStream(String chat) {
        streams.stop(chat);
    }

    /** The app is not in the conversation any more. */
    public synchronized void expel(String channel) {
        outside.add(channel);
    }

    public synchronized void member(String id, String role, String tenant) {
        members.put(
                id,
                JSON.createObjectNode()
                        .put("id", "29:" + id)
                        .put("aadObjectId", id)
                        .put("userRole", role)
                        .put("tenantId", tenant));
    }

    /** A person or an admin deletes a message. */
    public synchronized void delete(String id) {
        messages.remove(id);
    }

    public synchronized void forget() {
        messages.clear();
        members.clear();
        outside.clear();
        calls.clear();
        troubles.clear();
        streams.forget();
        targeted.forget();
        rates.forget();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Answered> answered = answered(exchange, body);
        if (answered.isEmpty()) {
            exchange.close();
            return;
        }
        byte[] sent = answered.get().body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        answered.get()
                .retryAfter()
                .ifPresent(seconds -> exchange.getResponseHeaders().add("Retry-After", String.valueOf(seconds)));
        exchange.sendResponseHeaders(answered.get().status(), sent.length);
        try (var out = exchange.getResponseBody()) {
            out.write(sent);
        }
    }

    /** Empty for a connection that is to be closed. */
    private synchronized Optional<Answered> answered(HttpExchange exchange, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        String[] path = exchange.getRequestURI().getRawPath().split("/");
        String conversation = path.length > 3 ? URLDecoder.decode(path[3], StandardCharsets.UTF_8) : "";
        JsonNode activity = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        Optional<Trouble> trouble =
                method.equals(troubled) ? Optional.ofNullable(troubles.pollFirst()) : Optional.empty();
        Optional<Answered> answered = switch (trouble.orElse(null)) {
            case null ->
                Optional.of(
                        "isTargetedActivity=true"
                                        .equals(exchange.getRequestURI().getQuery())
                                ? targeted.post(conversation, activity, members.values(), nextId())
                                : ruled(method, conversation, path, activity, body.length));
            case Trouble.Answer(int status, String code, String message, Optional<Integer> retryAfter) ->
                Optional.of(new Answered(
                        status, Answered.error(status, code, message).body(), retryAfter));
            case Trouble.DropBefore() -> Optional.empty();
            case Trouble.DropAfter() -> {
                var _ = ruled(method, conversation, path, activity, body.length);
                yield Optional.empty();
            }
        };
        calls.add(new Call(
                clock.instant(),
                method,
                conversation,
                StreamRules.kind(activity),
                answered.map(Answered::status).orElse(0)));
        return answered;
    }

    private Answered ruled(String method, String conversation, String[] path, JsonNode activity, int bytes) {
        String channel = conversation.isEmpty()
                ? activity.at("/channelData/channel/id").asText()
                : conversation.split(";messageid=", 2)[0];
        Optional<Integer> tooFast = rates.count(channel);
        if (tooFast.isPresent()) {
            return new Answered(
                    429, Answered.error(429, "TooManyRequests", "too fast").body(), tooFast);
        }
        if (bytes > LARGEST) {
            return Answered.error(413, "MessageSizeTooBig", "Message size too large.");
        }
        if (outside.contains(channel)) {
            return Answered.error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        }
        return switch (method) {
            case "GET" -> member(path);
            case "PUT" -> update(conversation, path, activity);
            case "DELETE" -> messages.remove(last(path)) == null ? gone() : Answered.of(200);
            default -> conversation.isEmpty() ? begin(channel, activity) : post(conversation, activity);
        };
    }

    private Answered post(String conversation, JsonNode activity) {
        if (streams.concerns(activity)) {
            return streams.line(
                    conversation,
                    activity,
                    this::nextId,
                    id -> messages.put(id, new Posted(id, conversation, activity, 0)));
        }
        if (!activity.path("type").asText().equals("message")) {
            return Answered.error(400, "BadSyntax", "no message");
        }
        if (isSeveral(activity)) {
            return several();
        }
        String id = nextId();
        messages.put(id, new Posted(id, conversation, activity, 0));
        return Answered.id(201, id);
    }

    private Answered begin(String channel, JsonNode wanted) {
        if (channel.isEmpty() || !wanted.path("activity").isObject()) {
            return Answered.error(400, "BadArgument", "no channel or no activity");
        }
        if (isSeveral(wanted.path("activity"))) {
            return several();
        }
        String id = nextId();
        String conversation = channel + ";messageid=" + id;
        messages.put(id, new Posted(id, conversation, wanted.path("activity"), 0));
        ObjectNode body = JSON.createObjectNode().put("id", conversation).put("activityId", id);
        return new Answered(201, body, Optional.empty());
    }

    private Answered update(String conversation, String[] path, JsonNode activity) {
        Posted before = messages.get(last(path));
        if (before == null || !before.conversation().equals(conversation)) {
            return gone();
        }
        if (isSeveral(activity)) {
            return several();
        }
        messages.put(before.id(), new Posted(before.id(), conversation, activity, before.revisions() + 1));
        return Answered.id(200, before.id());
    }

    /** Teams makes a message of the text and one of each card. */
    private static boolean isSeveral(JsonNode activity) {
        int texts = activity.path("text").asText().isEmpty() ? 0 : 1;
        return texts + activity.path("attachments").size() > 1;
    }

    private static Answered several() {
        return Answered.error(400, "BadSyntax", "Activity resulted into multiple skype activities");
    }

    private Answered member(String[] path) {
        JsonNode member = members.get(last(path));
        return member == null
                ? Answered.error(404, "MemberNotFoundInConversation", "unknown")
                : new Answered(200, member.deepCopy(), Optional.empty());
    }

    private static Answered gone() {
        return Answered.error(404, "ActivityNotFoundInConversation", "The message is gone.");
    }

    private static String last(String[] path) {
        return URLDecoder.decode(path[path.length - 1], StandardCharsets.UTF_8);
    }

    private String nextId() {
        return String.valueOf(ids++);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
