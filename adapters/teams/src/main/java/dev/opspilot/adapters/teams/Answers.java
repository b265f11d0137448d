package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the connector's answers mean. Pure. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OUTSIDE = Map.of(
            "BotNotInConversationRoster", "the app was removed from it",
            "BotDisabledByAdmin", "an administrator blocked the app",
            "ConversationBlockedByUser", "the person blocked the app",
            "MessageWritesBlocked", "the person blocked or removed the app",
            "ConversationNotFound", "it was deleted, or the app was removed from it",
            "NotEnoughPermissions", "the app may not write there any more");
    private static final int LONGEST_ERROR = 300;

    private Answers() {}

    static CallResult read(int status, Optional<String> retryAfter, String body) {
        JsonNode sent = json(body);
        String code = code(sent);
        String message = sent.at("/error/message").asText(sent.path("message").asText());
        String error = clipped("status " + status + (code.isEmpty() ? "" : " " + code + ": " + message));
        return switch (status) {
            case 200, 201, 202, 204 -> done(sent);
            case 412, 429 -> new CallResult.Limited(retryAfter.flatMap(Answers::seconds));
            case 413 -> new CallResult.TooBig();
            case 400 -> malformed(code, message, error);
            case 401 -> new CallResult.Refused(error, "check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID");
            case 403 -> forbidden(code, message, error);
            case 404 ->
                Optional.ofNullable(OUTSIDE.get(code))
                        .<CallResult>map(why -> new CallResult.Outside(error, why))
                        .orElseGet(() -> new CallResult.Refused(error, "the message or the conversation is gone"));
            // Teams refuses these before it does anything, or cannot tell: the writer asks again.
            case 408, 502, 504 -> new CallResult.Unsure(error);
            case 503 ->
                retryAfter.isPresent()
                        ? new CallResult.Limited(retryAfter.flatMap(Answers::seconds))
                        : new CallResult.Unsure(error);
            default ->
                status >= 500
                        ? new CallResult.Unsure(error)
                        : new CallResult.Refused(error, "this is not how Teams answers; look at the service URL");
        };
    }

    /**
     * Whether the answer to who somebody is says that it is no member of that conversation. A 403 for another reason comes
     * and goes by itself.
     */
    static boolean isNoMember(int status, String body) {
        String code = code(json(body));
        return status == 404 || (status == 403 && code.endsWith("NotInConversationRoster"));
    }

    private static String code(JsonNode sent) {
        return sent.at("/error/code").asText(sent.path("code").asText());
    }

    private static CallResult done(JsonNode sent) {
        Optional<String> activity = text(sent.path("activityId"));
        return activity.isPresent()
                ? new CallResult.Done(activity, text(sent.path("id")))
                : new CallResult.Done(text(sent.path("id")), Optional.empty());
    }

    private static CallResult malformed(String code, String message, String error) {
        if (code.equals("MessageSizeTooBig") || message.contains("too large")) {
            return new CallResult.TooBig();
        }
        return new CallResult.Unfit(error);
    }

    /** A 403 that names no known reason comes and goes by itself. */
    private static CallResult forbidden(String code, String message, String error) {
        String said = (code + " " + message).toLowerCase(Locale.ROOT);
        if (said.contains("contentstreamnotallowed") || said.contains("content stream")) {
            return new CallResult.StreamOver(error, said.contains("cancel"));
        }
        String why = OUTSIDE.get(code);
        return why == null ? new CallResult.NotDone(error) : new CallResult.Outside(error, why);
    }

    private static Optional<Duration> seconds(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Math.clamp(Long.parseLong(header.strip()), 1, 3_600)));
        } catch (NumberFormatException notSeconds) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<String> text(JsonNode sent) {
        return Optional.of(sent.asText()).filter(each -> !each.isBlank());
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }
}
