package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Teams sends, made by hand. */
final class Sent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sent() {}

    static ObjectNode activity(String type, String id, String conversation, String kind, String serviceUrl) {
        ObjectNode activity = JSON.createObjectNode()
                .put("type", type)
                .put("id", id)
                .put("channelId", "msteams")
                .put("serviceUrl", serviceUrl)
                .put("timestamp", "2026-11-23T14:00:00Z");
        activity.putObject("from").put("id", "29:ana").put("name", "Ana").put("aadObjectId", "aad-ana");
        activity.putObject("recipient").put("id", "28:app").put("name", "OpsPilot");
        activity.putObject("conversation")
                .put("id", conversation)
                .put("conversationType", kind)
                .put("tenantId", TeamsDoor.TENANT);
        activity.putObject("channelData").putObject("tenant").put("id", TeamsDoor.TENANT);
        return activity;
    }

    /** In a channel's thread, mentioning the app. */
    static ObjectNode mention(String id, String words, String serviceUrl) {
        ObjectNode activity = activity("message", id, "19:ops@thread.tacv2;messageid=1000", "channel", serviceUrl);
        activity.put("text", "<at>OpsPilot</at> " + words);
        ObjectNode mention = activity.putArray("entities").addObject().put("type", "mention");
        mention.put("text", "<at>OpsPilot</at>")
                .putObject("mentioned")
                .put("id", "28:app")
                .put("name", "OpsPilot");
        activity.withObject("/channelData").putObject("team").put("id", "19:team@thread.tacv2");
        return activity;
    }

    static ObjectNode personal(String id, String words, String serviceUrl) {
        return activity("message", id, "a:ana", "personal", serviceUrl).put("text", words);
    }

    static ObjectNode invoke(String id, String name, ObjectNode value, String serviceUrl) {
        ObjectNode activity = activity("invoke", id, "19:ops@thread.tacv2;messageid=1000", "channel", serviceUrl)
                .put("name", name);
        activity.set("value", value);
        return activity;
    }

    static ObjectNode press(String verb, ObjectNode data) {
        ObjectNode value = JSON.createObjectNode();
        ObjectNode action =
                value.putObject("action").put("type", "Action.Execute").put("verb", verb);
        action.set("data", data);
        return value;
    }
}
