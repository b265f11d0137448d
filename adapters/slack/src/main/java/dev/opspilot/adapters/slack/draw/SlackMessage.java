package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.StepId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as Slack takes it.
 *
 * @param text what notifications and screen readers say, mrkdwn
 * @param key what the message is known by when it must be found again
 */
public record SlackMessage(PostKey key, String text, List<LayoutBlock> blocks) {
    public static final String EVENT_TYPE = "opspilot_session";

    public SlackMessage {
        blocks = List.copyOf(blocks);
    }

    /** The same, known by another key. */
    public SlackMessage knownBy(PostKey other) {
        return new SlackMessage(other, text, blocks);
    }

    public Message.Metadata metadata() {
        return mark(key);
    }

    /** The id of a task of a streamed message. */
    public static String task(PostKey key, StepId step) {
        return SlackText.line(tasksOf(key) + step.value(), SlackLimits.TASK_TEXT);
    }

    /** What the ids of all tasks of a streamed message begin with. */
    public static String tasksOf(PostKey key) {
        return key.session().value() + "/";
    }

    public static Message.Metadata mark(PostKey key) {
        Message.Metadata metadata = new Message.Metadata();
        metadata.setEventType(EVENT_TYPE);
        Map<String, Object> payload = new LinkedHashMap<>(); // in this order in every run
        payload.put("session_id", key.session().value());
        payload.put("slot", key.slot());
        metadata.setEventPayload(payload);
        return metadata;
    }
}
