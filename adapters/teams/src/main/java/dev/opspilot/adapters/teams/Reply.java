package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is answered to one request of Teams. Pure. */
record Reply(int status, Optional<JsonNode> body) {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final String WORDS = "application/vnd.microsoft.activity.message";
    private static final String ERROR = "application/vnd.microsoft.error";

    /** Heard. */
    static Reply ok() {
        return new Reply(200, Optional.empty());
    }

    /** An invoke that nobody here knows. */
    static Reply unknown() {
        return new Reply(501, Optional.empty());
    }

    /** It could not be kept; Teams may try again. */
    static Reply later() {
        return new Reply(503, Optional.empty());
    }

    static Reply empty() {
        return json(JsonNodeFactory.instance.objectNode());
    }

    /** To a press on a card: the card as it is now. */
    static Reply card(ObjectNode card) {
        ObjectNode body = pressed(200, CARD);
        body.set("value", card);
        return json(body);
    }

    /** To a press on a card: words, shown for a moment. */
    static Reply words(String text) {
        return json(pressed(200, WORDS).put("value", text));
    }

    /** To a press on a card that cannot be done. */
    static Reply error(int status, String code, String message) {
        ObjectNode body = pressed(status, ERROR);
        body.putObject("value").put("code", code).put("message", message);
        return json(body);
    }

    /** A dialog with a card. */
    static Reply dialog(String title, ObjectNode card) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode task = body.putObject("task").put("type", "continue");
        ObjectNode value = task.putObject("value")
                .put("title", title)
                .put("height", "medium")
                .put("width", "medium");
        value.putObject("card").put("contentType", CARD).set("content", card);
        return json(body);
    }

    /** The last words of a dialog. */
    static Reply dialogWords(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("task").put("type", "message").put("value", text);
        return json(body);
    }

    private static ObjectNode pressed(int status, String type) {
        return JsonNodeFactory.instance.objectNode().put("statusCode", status).put("type", type);
    }

    private static Reply json(ObjectNode body) {
        return new Reply(200, Optional.of(body));
    }
}
