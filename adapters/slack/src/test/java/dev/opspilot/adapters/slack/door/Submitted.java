package dev.opspilot.adapters.slack.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A form as Slack sends it when a person submits it. */
final class Submitted {
    private final ObjectNode payload = JsonNodeFactory.instance.objectNode();
    private final ObjectNode values;

    private Submitted(String callback, String view, String metadata) {
        payload.put("type", "view_submission").put("trigger_id", "t");
        payload.putObject("team").put("id", "T1");
        payload.putObject("user").put("id", "U1").put("name", "ana").put("team_id", "T1");
        ObjectNode sent = payload.putObject("view")
                .put("id", view)
                .put("type", "modal")
                .put("callback_id", callback)
                .put("private_metadata", metadata);
        values = sent.putObject("state").putObject("values");
    }

    static Submitted form(String callback, String view, String metadata) {
        return new Submitted(callback, view, metadata);
    }

    Submitted text(String input, String value) {
        values.putObject(input).putObject(input).put("type", "plain_text_input").put("value", value);
        return this;
    }

    Submitted option(String input, String value) {
        values.putObject(input)
                .putObject(input)
                .put("type", "static_select")
                .putObject("selected_option")
                .put("value", value);
        return this;
    }

    Submitted conversation(String input, String channel) {
        values.putObject(input)
                .putObject(input)
                .put("type", "conversations_select")
                .put("selected_conversation", channel);
        return this;
    }

    String json() {
        return payload.toString();
    }
}
