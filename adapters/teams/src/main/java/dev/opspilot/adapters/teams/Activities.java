package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.card.TeamsMessage;

/** The activities that are sent. Pure. */
final class Activities {
    private static final String STREAM_INFO = "streaminfo";

    private Activities() {}

    /**
     * A message by itself: of a card alone, or of words alone. Teams would make two of a text with a card, and refuses
     * that where a message is updated.
     */
    static ObjectNode message(TeamsMessage message) {
        return whole(message);
    }

    private static ObjectNode whole(TeamsMessage message) {
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

    /**
     * The message in which a stream ends; this one has both a text and a card.
     *
     * @param said what was streamed: Teams refuses an end that does not begin with it
     */
    static ObjectNode end(String stream, String said, TeamsMessage message) {
        ObjectNode activity = whole(message);
        if (!message.text().startsWith(said)) {
            String told = message.text();
            activity.put("text", told.isBlank() ? said : said + "\n\n" + told).put("textFormat", "markdown");
        }
        ArrayNode entities = activity.withArray("entities");
        ObjectNode info = entities.addObject();
        info.put("type", STREAM_INFO);
        info.put("streamType", "final");
        info.put("streamId", stream);
        return activity;
    }
}
