package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.card.TeamsMessage;

/** The activities that are sent. Pure. */
final class Activities {
    private static final String STREAM_INFO = "streaminfo";

    private Activities() {}

    static ObjectNode message(TeamsMessage message) {
        ObjectNode activity = message.activity();
        activity.put("type", "message");
        return activity;
    }

    /** A line above a stream, or more of its text. */
    static ObjectNode line(Stream stream, boolean informative, String text) {
        ObjectNode activity = JsonNodeFactory.instance.objectNode();
        activity.put("type", "typing");
        activity.put("text", text);
        ObjectNode info = activity.putArray("entities").addObject();
        info.put("type", STREAM_INFO);
        info.put("streamType", informative ? "informative" : "streaming");
        info.put("streamSequence", stream.sequence() + 1);
        stream.id().ifPresent(id -> info.put("streamId", id));
        return activity;
    }

    /** The message in which a stream ends. */
    static ObjectNode end(String stream, TeamsMessage message) {
        ObjectNode activity = message(message);
        ArrayNode entities = activity.withArray("entities");
        ObjectNode info = entities.addObject();
        info.put("type", STREAM_INFO);
        info.put("streamType", "final");
        info.put("streamId", stream);
        return activity;
    }
}
