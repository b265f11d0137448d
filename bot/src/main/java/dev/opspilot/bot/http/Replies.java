package dev.opspilot.bot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies as HTTP; the one mapping of problems to answers. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Replies() {}

    static void write(Context ctx, Reply reply) {
        switch (reply) {
            case Reply.Json json -> body(ctx, json.status(), "application/json", json.headers(), json.body());
            case Reply.Failed failed ->
                body(
                        ctx,
                        failed.problem().status(),
                        "application/problem+json",
                        failed.headers(),
                        problem(failed.problem(), failed.detail()));
            case Reply.Empty empty -> {
                empty.headers().forEach(ctx::header);
                ctx.status(204);
            }
            case Reply.Text text -> ctx.status(200).contentType(text.type()).result(text.body());
            case Reply.Events events -> stream(ctx, events.body());
        }
    }

    /** RFC 9457. */
    static ObjectNode problem(Problem problem, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", detail);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    private static void body(Context ctx, int status, String type, Map<String, String> headers, JsonNode json) {
        headers.forEach(ctx::header);
        ctx.status(status).contentType(type).result(bytes(json));
    }

    /** Past Javalin's own output, which compresses and so holds back what should be seen at once. */
    private static void stream(Context ctx, Reply.Events.Body body) {
        ctx.status(200).contentType("text/event-stream; charset=utf-8");
        // Proxies that buffer answers by default, nginx among them, pass these on as they come.
        ctx.header("X-Accel-Buffering", "no");
        try {
            body.writeTo(ctx.res().getOutputStream());
        } catch (IOException e) {
            LOG.debug("a reader of events is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
