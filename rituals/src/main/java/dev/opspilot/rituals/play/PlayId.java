package dev.opspilot.rituals.play;

import java.util.Objects;

/** Names a play within its session. */
public record PlayId(String value) {
    public PlayId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
