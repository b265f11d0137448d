package dev.opspilot.adapters.slack.draw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.views.ViewsPublishRequest;
import com.slack.api.model.view.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.FormBody;

/** A message as the SDK sends it. */
public final class Rendered {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rendered() {}

    public static ObjectNode json(SlackMessage message) {
        FormBody form = RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                        .text(message.text())
                        .blocks(message.blocks())
                        .metadata(message.metadata())
                        .build())
                .build();
        ObjectNode json = JSON.createObjectNode().put("text", message.text());
        json.set("blocks", part(form, "blocks"));
        json.set("metadata", part(form, "metadata"));
        return json;
    }

    public static ObjectNode json(Drawn drawn) {
        FormBody form = RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                        .text(drawn.text())
                        .blocks(drawn.blocks())
                        .build())
                .build();
        ObjectNode json = JSON.createObjectNode().put("text", drawn.text());
        json.set("blocks", part(form, "blocks"));
        return json;
    }

    public static JsonNode json(View view) {
        return part(
                RequestFormBuilder.toForm(
                                ViewsPublishRequest.builder().view(view).build())
                        .build(),
                "view");
    }

    private static JsonNode part(FormBody form, String name) {
        for (int i = 0; i < form.size(); i++) {
            if (form.name(i).equals(name)) {
                return read(form.value(i));
            }
        }
        return JSON.missingNode();
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
