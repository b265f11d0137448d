package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A client of the ritual API, for tests; its headers say who it is. */
record Api(HttpClient client, URI base, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Api {
        headers = Map.copyOf(headers);
    }

    Api(int port, String token) {
        this(HttpClient.newHttpClient(), at(port), Map.of("Authorization", "Bearer " + token));
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** One that a demo lets in as it opens the page. */
    static Api page(int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> page =
                client.send(HttpRequest.newBuilder(at(port)).build(), HttpResponse.BodyHandlers.ofString());
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        return new Api(
                client,
                at(port),
                Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')), "Sec-Fetch-Site", "same-origin"));
    }

    /** One that says nothing of who it is. */
    static Api nobody(int port) {
        return new Api(HttpClient.newHttpClient(), at(port), Map.of());
    }

    /** Starts a drill and returns its id. */
    String drill(String intent) throws IOException, InterruptedException {
        return start("incident", intent);
    }

    /** Starts a ritual and returns the session's id. */
    String start(String ritual, String intent) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("ritual", ritual)
                .put("intent", intent)
                .toString();
        HttpResponse<String> response = client.send(
                request("/api/v1/sessions")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(202);
        return JSON.readTree(response.body()).path("id").asText();
    }

    JsonNode get(String path) {
        return look(path).orElseThrow(() -> new AssertionError("there is no " + path));
    }

    /** What is there; a missing node when nothing is. */
    JsonNode find(String path) {
        return look(path).orElseGet(MissingNode::getInstance);
    }

    /** The text that stands there. */
    String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** What is there; empty when nothing is. */
    private Optional<JsonNode> look(String path) {
        try {
            HttpResponse<String> response = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 404) {
                return Optional.empty();
            }
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return Optional.of(JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a request with a body comes to, whatever its status. */
    record Answer(int status, JsonNode body) {}

    Answer post(String path, JsonNode body) {
        try {
            HttpResponse<String> response = client.send(
                    request(path)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What stands in the log of an ended session, as its stream of events tells it. */
    String log(String session) {
        try {
            HttpResponse<String> response = client.send(
                    request("/api/v1/sessions/" + session + "/events").build(), HttpResponse.BodyHandlers.ofString());
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Decides about a play. */
    Answer decide(String session, String play, String decision, String digest, String reason) {
        return post(
                "/api/v1/sessions/" + session + "/plays/" + play + "/decisions",
                JSON.createObjectNode()
                        .put("decision", decision)
                        .put("digest", digest)
                        .put("reason", reason));
    }

    /** Gives an order. */
    Answer order(String command) {
        return post("/api/v1/orders", JSON.createObjectNode().put("command", command));
    }

    /** A play of a session once it has a status. */
    JsonNode play(String session, String play, String... statuses) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> StreamSupport.stream(
                                        get("/api/v1/sessions/" + session)
                                                .path("plays")
                                                .spliterator(),
                                        false)
                                .filter(each -> each.path("id").asText().equals(play))
                                .findFirst()
                                .orElseThrow(),
                        found -> List.of(statuses).contains(found.path("status").asText()));
    }

    /** The session once it has ended; one that an alert begins is known a moment after the alert was taken. */
    JsonNode ended(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> look("/api/v1/sessions/" + id),
                        session -> session.map(each -> each.path("status").asText())
                                .filter(status -> !List.of("running", "waiting").contains(status))
                                .isPresent())
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        return request;
    }
}
