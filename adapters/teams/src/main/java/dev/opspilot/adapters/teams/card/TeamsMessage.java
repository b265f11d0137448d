package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one message of Teams says: an activity without its addresses, that is with {@code text}, {@code summary},
 * {@code attachments}, {@code entities} and {@code channelData} as far as it has them. Immutable; safe for many threads.
 */
public final class TeamsMessage {
    private final ObjectNode activity;

    /** Takes a copy. */
    public TeamsMessage(ObjectNode activity) {
        this.activity = activity.deepCopy();
    }

    /** A copy, to be addressed and sent. */
    public ObjectNode activity() {
        return activity.deepCopy();
    }

    /** The text beside the card; empty where there is none. */
    public String text() {
        return activity.path("text").asText();
    }

    /** The first Adaptive Card. */
    public Optional<JsonNode> card() {
        return Optional.of(activity.at("/attachments/0/content"))
                .filter(JsonNode::isObject)
                .map(JsonNode::deepCopy);
    }

    /** How much it weighs on the wire without its addresses. */
    public int bytes() {
        return activity.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TeamsMessage message && activity.equals(message.activity);
    }

    @Override
    public int hashCode() {
        return activity.hashCode();
    }

    @Override
    public String toString() {
        return activity.toString();
    }
}
