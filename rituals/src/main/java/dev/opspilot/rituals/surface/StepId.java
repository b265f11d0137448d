package dev.opspilot.rituals.surface;

import java.util.Objects;

/** Names a step of a session's plan. */
public record StepId(String value) {
    public StepId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
