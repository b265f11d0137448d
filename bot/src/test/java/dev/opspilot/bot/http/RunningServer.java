package dev.opspilot.bot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opspilot.bot.http.EventStreams.Pace;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.MemoryScheduleStore;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Heard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a free port, with what it reads and hears in memory, and a client of it. */
final class RunningServer implements AutoCloseable {
    static final String TOKEN = "s3cret-of-the-test";
    static final JsonMapper JSON = new JsonMapper();
    private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(60));

    final TinyStore store = new TinyStore();
    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T09:41:19Z"));
    final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    private RunningServer(Optional<String> token, boolean demo, List<Mount> mounts, List<ReadyCheck> checks) {
        this(new HttpSettings("127.0.0.1", 0, token, demo, URI.create("https://opspilot.example")), mounts, checks);
    }

    private RunningServer(HttpSettings settings, List<Mount> mounts, List<ReadyCheck> checks) {
        server = HttpServer.start(
                settings,
                store,
                store,
                this::accept,
                now::get,
                HttpParts.NONE.withMounts(mounts).withChecks(checks).withSchedules(schedules(now::get)),
                QUICK);
    }

    static Schedules schedules(InstantSource clock) {
        return new Schedules(
                new MemoryScheduleStore(),
                _ -> {},
                Holidays.NONE,
                ZoneId.of("UTC"),
                Map.of("slack", (_, _) -> Optional.empty()),
                clock);
    }

    static RunningServer on(int port) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", port, Optional.of(TOKEN), false, URI.create("https://opspilot.example")),
                List.of(),
                List.of());
    }

    static RunningServer serve() {
        return new RunningServer(Optional.of(TOKEN), false, List.of(), List.of());
    }

    static RunningServer demo() {
        return demo("https://localhost");
    }

    static RunningServer demo(String publicUrl) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, Optional.of(TOKEN), true, URI.create(publicUrl)),
                List.of(),
                List.of());
    }

    static RunningServer withoutToken() {
        return new RunningServer(Optional.empty(), true, List.of(), List.of());
    }

    static RunningServer with(List<Mount> mounts, List<ReadyCheck> checks) {
        return new RunningServer(Optional.of(TOKEN), false, mounts, checks);
    }

    private boolean accept(Heard said) {
        boolean known = heard.stream().anyMatch(each -> each.key().equals(said.key()));
        return !known && heard.add(said);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpRequest.Builder withToken(String path) {
        return request(path).header("Authorization", "Bearer " + TOKEN);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(withToken(path));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(withToken(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> launch(String body, String... headers) throws Exception {
        HttpRequest.Builder request = withToken("/api/v1/sessions").POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends bytes that no well-behaved client would, and returns all that comes back. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
