package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The conversation of an activity.
 *
 * @param channel its id without a thread
 * @param thread the message that the thread hangs on
 * @param tenant empty where the activity names none
 * @param team of a channel
 */
record ConversationRef(
        String channel, Optional<String> thread, Conversation.Kind kind, String tenant, Optional<String> team) {
    private static final String THREAD = ";messageid=";

    static ConversationRef read(JsonNode conversation, JsonNode channelData) {
        String id = conversation.path("id").asText();
        int thread = id.indexOf(THREAD);
        String tenant = channelData
                .path("tenant")
                .path("id")
                .asText(conversation.path("tenantId").asText());
        return new ConversationRef(
                thread < 0 ? id : id.substring(0, thread),
                thread < 0 ? Optional.empty() : Optional.of(id.substring(thread + THREAD.length())),
                kind(conversation, id),
                tenant,
                text(channelData.path("team").path("id")).or(() -> text(channelData.path("teamsTeamId"))));
    }

    /** The id under which a thread is written to. */
    static String id(String channel, Optional<String> thread) {
        return thread.map(each -> channel + THREAD + each).orElse(channel);
    }

    private static Conversation.Kind kind(JsonNode conversation, String id) {
        return switch (conversation.path("conversationType").asText()) {
            case "personal" -> Conversation.Kind.PERSONAL;
            case "groupChat" -> Conversation.Kind.GROUP;
            case "channel" -> Conversation.Kind.CHANNEL;
            default -> guessed(conversation.path("isGroup").asBoolean(), id);
        };
    }

    private static Conversation.Kind guessed(boolean group, String id) {
        if (id.contains(THREAD) || id.contains("@thread.tacv2") || id.contains("@thread.skype")) {
            return Conversation.Kind.CHANNEL;
        }
        return group || id.startsWith("19:") ? Conversation.Kind.GROUP : Conversation.Kind.PERSONAL;
    }

    private static Optional<String> text(JsonNode sent) {
        return Optional.of(sent.asText()).filter(each -> !each.isBlank());
    }
}
