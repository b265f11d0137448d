package dev.opspilot.rituals.session;

import java.util.Objects;

/** Names one running process; a restarted one has a new name. */
public record NodeId(String value) {
    public NodeId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
