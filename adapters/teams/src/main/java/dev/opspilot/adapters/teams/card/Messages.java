package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The messages that carry a text, a card or both. */
final class Messages {
    static final String CARD = "application/vnd.microsoft.card.adaptive";

    private Messages() {}

    /**
     * A message without its card.
     *
     * @param text Markdown; may be empty where a card comes
     * @param summary for notifications, plain
     * @param byModel whether a language model wrote any of it, which Teams then says
     */
    static ObjectNode said(String text, String summary, ArrayNode citations, boolean byModel) {
        ObjectNode activity = JsonNodeFactory.instance.objectNode().put("type", "message");
        if (!text.isEmpty()) {
            activity.put("textFormat", "markdown").put("text", text);
        }
        activity.put("summary", summary);
        if (byModel || !citations.isEmpty()) {
            activity.putArray("entities").add(root(citations, byModel));
        }
        return activity;
    }

    /** The one entity that carries both citations and the AI label. */
    private static ObjectNode root(ArrayNode citations, boolean byModel) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("type", "https://schema.org/Message")
                .put("@type", "Message")
                .put("@context", "https://schema.org")
                .put("@id", "");
        if (byModel) {
            root.putArray("additionalType").add("AIGeneratedContent");
        }
        if (!citations.isEmpty()) {
            root.set("citation", citations);
        }
        return root;
    }

    static TeamsMessage with(ObjectNode activity, ObjectNode card) {
        ObjectNode attachment = activity.putArray("attachments").addObject().put("contentType", CARD);
        attachment.set("content", card);
        return new TeamsMessage(activity);
    }

    /** Lets people say whether it was of use. */
    static ObjectNode rated(ObjectNode activity) {
        activity.putObject("channelData").putObject("feedbackLoop").put("type", "default");
        return activity;
    }
}
