package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells a message of ours from others when it is found on Slack: its metadata, or, as a stream has none before its
 * end, the ids of its tasks.
 */
record SlackMark(SlackReply.Found message) {
    /** Where the message stands, if it is the one of the key. */
    Optional<MessageEvent.Searched.Found> find(PostKey key, String channel) {
        String ts = message.ts();
        boolean marked = isOf(key);
        boolean streamed = !marked && hasPlanOf(key);
        return ts == null || !(marked || streamed)
                ? Optional.empty()
                : Optional.of(new MessageEvent.Searched.Found(new PostRef(channel, ts), streamed));
    }

    private boolean hasPlanOf(PostKey key) {
        return key.equals(PostKey.board(key.session()))
                && message.metadata() == null
                && tasks(message.blocks()).anyMatch(id -> id.startsWith(SlackMessage.tasksOf(key)));
    }

    private static Stream<String> tasks(@Nullable List<SlackReply.Part> parts) {
        return parts == null
                ? Stream.empty()
                : parts.stream().flatMap(part -> Stream.concat(Stream.ofNullable(part.taskId()), tasks(part.tasks())));
    }

    private boolean isOf(PostKey key) {
        SlackReply.Mark mark = message.metadata();
        if (mark == null || !SlackMessage.EVENT_TYPE.equals(mark.eventType()) || mark.eventPayload() == null) {
            return false;
        }
        Map<String, Object> payload = mark.eventPayload();
        return key.session().value().equals(payload.get("session_id"))
                && key.slot().equals(payload.get("slot"));
    }
}
