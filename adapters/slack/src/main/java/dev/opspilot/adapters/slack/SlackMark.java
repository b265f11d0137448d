package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.PostKey;
import java.util.Map;

/** What tells a message of ours from others when it is found on Slack. */
record SlackMark(SlackReply.Found message) {

    boolean isOf(PostKey key) {
        SlackReply.Mark mark = message.metadata();
        if (mark == null || !SlackMessage.EVENT_TYPE.equals(mark.eventType()) || mark.eventPayload() == null) {
            return false;
        }
        Map<String, Object> payload = mark.eventPayload();
        return key.session().value().equals(payload.get("session_id"))
                && key.slot().equals(payload.get("slot"));
    }
}
