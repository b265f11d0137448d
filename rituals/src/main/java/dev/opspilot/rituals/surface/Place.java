package dev.opspilot.rituals.surface;

import java.util.Objects;
import java.util.Optional;

/**
 * Where something is said or shown.
 *
 * @param surface which adapter it belongs to, as in {@code slack}
 * @param workspace the tenant within the platform; empty where there is one only
 * @param channel the platform's id of the conversation
 * @param thread the platform's id of the thread within it
 */
public record Place(String surface, String workspace, String channel, Optional<String> thread) {
    public Place {
        Objects.requireNonNull(surface);
        Objects.requireNonNull(workspace);
        Objects.requireNonNull(channel);
        Objects.requireNonNull(thread);
    }

    /** Whether one person alone reads it: Slack's D channels, or the person's own id; Teams' begin with {@code a:}. */
    public boolean direct() {
        return switch (surface) {
            case "slack" -> channel.matches("[DUW].*");
            case "teams" -> channel.startsWith("a:");
            default -> false;
        };
    }

    /** The conversation itself, where something new belongs. */
    public Place outOfThread() {
        return new Place(surface, workspace, channel, Optional.empty());
    }

    public Place inThread(String id) {
        return new Place(surface, workspace, channel, Optional.of(id));
    }
}
