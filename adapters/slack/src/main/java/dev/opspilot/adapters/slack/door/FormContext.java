package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a form carries through Slack unseen: the button that opened it, and where that stood.
 *
 * @param value what the form is about, as the button carried it
 * @param thread of the message that the button stood on
 */
record FormContext(String value, String channel, Optional<String> thread) {
    private static final String BETWEEN = "\n";

    static FormContext of(Press press, String value) {
        Place place = press.thread();
        return new FormContext(value, place.channel(), place.thread());
    }

    String metadata() {
        return channel + BETWEEN + thread.orElse("") + BETWEEN + value;
    }

    /** Empty for what no form of ours carries. */
    static Optional<FormContext> read(@Nullable String metadata) {
        String[] parts = metadata == null ? new String[0] : metadata.split(BETWEEN, 3);
        return parts.length == 3 && !parts[0].isEmpty()
                ? Optional.of(new FormContext(
                        parts[2], parts[0], Optional.of(parts[1]).filter(each -> !each.isEmpty())))
                : Optional.empty();
    }

    Place place(String workspace) {
        return SlackIds.place(workspace, channel, thread);
    }
}
