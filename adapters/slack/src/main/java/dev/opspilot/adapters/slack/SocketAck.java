package dev.opspilot.adapters.slack;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;

/** What answers an envelope: its id, and what the listener has to say where the envelope takes an answer. */
final class SocketAck {
    private SocketAck() {}

    static String of(SocketModeRequest request, Response response, Gson gson) {
        JsonObject ack = new JsonObject();
        ack.addProperty("envelope_id", request.getEnvelope().getEnvelopeId());
        String body = response.getBody();
        boolean takesAnswer = Boolean.TRUE.equals(request.getEnvelope().getAcceptsResponsePayload());
        if (takesAnswer && body != null && !body.isBlank()) {
            ack.add("payload", payload(response, body, gson));
        }
        return gson.toJson(ack);
    }

    private static JsonElement payload(Response response, String body, Gson gson) {
        String type = response.getContentType();
        if (type != null && type.startsWith("application/json")) {
            return gson.fromJson(body, JsonElement.class);
        }
        JsonObject text = new JsonObject();
        text.addProperty("text", body);
        return text;
    }
}
