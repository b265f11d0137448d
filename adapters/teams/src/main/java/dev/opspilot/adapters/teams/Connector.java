package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The calls of Bot Framework's connector that are made; blocks until Teams answers. Never throws for what Teams or the
 * net does, and never tries again by itself. Thread-safe.
 */
final class Connector {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final AccessTokens tokens;

    Connector(HttpClient http, AccessTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /** Posts into a chat or a thread. */
    CallResult post(Conversation to, Optional<String> thread, ObjectNode activity) {
        String id = ConversationRef.id(to.channel(), thread);
        return call("POST", to, "v3/conversations/" + part(id) + "/activities", addressed(activity, to, id));
    }

    /** Posts what one person alone sees. Teams knows the reader by the id that they have in this conversation. */
    CallResult postTo(Conversation to, Optional<String> thread, String person, ObjectNode activity) {
        String reader = reader(to, person);
        String id = ConversationRef.id(to.channel(), thread);
        ObjectNode addressed = addressed(activity, to, id);
        addressed.putObject("recipient").put("id", reader);
        return call("POST", to, "v3/conversations/" + part(id) + "/activities?isTargetedActivity=true", addressed);
    }

    private String reader(Conversation in, String person) {
        try {
            return member(in, person)
                    .map(member -> member.path("id").asText(person))
                    .orElse(person);
        } catch (IOException untold) {
            return person;
        }
    }

    /** Begins a thread in a channel. */
    CallResult begin(Conversation channel, ObjectNode activity) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("isGroup", true);
        wanted.putObject("bot").put("id", channel.bot());
        ObjectNode data = wanted.putObject("channelData");
        data.putObject("channel").put("id", channel.channel());
        if (!channel.tenant().isEmpty()) {
            wanted.put("tenantId", channel.tenant());
            data.putObject("tenant").put("id", channel.tenant());
        }
        wanted.set("activity", activity);
        return call("POST", channel, "v3/conversations", wanted);
    }

    CallResult update(Conversation in, Optional<String> thread, String message, ObjectNode activity) {
        String id = ConversationRef.id(in.channel(), thread);
        ObjectNode addressed = addressed(activity, in, id);
        addressed.put("id", message);
        return call("PUT", in, "v3/conversations/" + part(id) + "/activities/" + part(message), addressed);
    }

    CallResult delete(Conversation in, Optional<String> thread, String message) {
        String id = ConversationRef.id(in.channel(), thread);
        HttpRequest.Builder request = request(
                        in.serviceUrl(), "v3/conversations/" + part(id) + "/activities/" + part(message))
                .DELETE();
        return call(request);
    }

    /**
     * What Teams knows of somebody in a conversation.
     *
     * @return empty where it says that there is no such member
     * @throws IOException if it does not say
     */
    Optional<JsonNode> member(Conversation of, String person) throws IOException {
        HttpRequest.Builder request = request(
                        of.serviceUrl(), "v3/conversations/" + part(of.channel()) + "/members/" + part(person))
                .GET();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 200) {
            return Optional.of(JSON.readTree(response.body()));
        }
        if (Answers.isNoMember(response.statusCode(), response.body())) {
            return Optional.empty();
        }
        throw new IOException("Teams answers status " + response.statusCode());
    }

    private static ObjectNode addressed(ObjectNode activity, Conversation in, String id) {
        activity.putObject("from").put("id", in.bot());
        activity.putObject("conversation").put("id", id);
        return activity;
    }

    private CallResult call(String method, Conversation to, String path, ObjectNode body) {
        return call(request(to.serviceUrl(), path)
                .header("Content-Type", "application/json; charset=utf-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    private CallResult call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request);
            return Answers.read(response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
        } catch (ConnectException | HttpConnectTimeoutException | NoTokenException neverLeft) {
            return new CallResult.NotDone(neverLeft.toString());
        } catch (IOException e) {
            return new CallResult.Unsure(e.toString());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        Optional<String> token;
        try {
            token = tokens.token();
        } catch (IOException e) {
            throw new NoTokenException(e);
        }
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while Teams was called", e);
        }
    }

    /** A redirect is never followed: it would carry the token to where nobody allowed it. */
    private static HttpRequest.Builder request(URI serviceUrl, String path) {
        return HttpRequest.newBuilder(URI.create(serviceUrl + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "OpsPilot");
    }

    private static String part(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Nothing was sent, for lack of a token. */
    private static final class NoTokenException extends IOException {
        private static final long serialVersionUID = 1L;

        NoTokenException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
