package dev.opspilot.rituals.surface;

import java.util.Objects;

/** Where a post stands on its platform: what a later update needs. */
public record PostRef(String channel, String message) {
    public PostRef {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(message);
    }
}
