package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What an endpoint answers; {@link Replies} is the one place where it becomes HTTP. */
sealed interface Reply {

    /** A document. */
    record Json(int status, JsonNode body, Map<String, String> headers) implements Reply {
        static Json ok(JsonNode body) {
            return new Json(200, body, Map.of());
        }
    }

    /** Text of another kind. */
    record Text(String type, String body) implements Reply {}

    /** Nothing but headers. */
    record Empty(Map<String, String> headers) implements Reply {}

    /** An expected failure, with what to do next. */
    record Failed(Problem problem, String detail, Map<String, String> headers) implements Reply {
        static Failed of(Problem problem) {
            return of(problem, problem.advice());
        }

        static Failed of(Problem problem, String detail) {
            return new Failed(problem, detail, Map.of());
        }
    }

    /** Events, until the body returns or the client is gone. */
    record Events(Body body) implements Reply {

        /** Writes events; an {@link IOException} means that nobody reads them any more. */
        interface Body {
            void writeTo(OutputStream out) throws IOException, InterruptedException;
        }
    }
}
