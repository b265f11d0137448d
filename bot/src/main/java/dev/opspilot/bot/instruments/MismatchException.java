package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;

/** A result is not as its mapping says. The message is the pointer, what was expected there, and what stood there. */
final class MismatchException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 80;

    MismatchException(String pointer, String expected, JsonNode found) {
        super((pointer.isEmpty() ? "the result" : pointer) + ": expected " + expected + ", found " + shown(found));
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        return CleanText.of(node.toString(), SHOWN);
    }
}
