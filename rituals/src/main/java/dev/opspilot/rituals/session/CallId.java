package dev.opspilot.rituals.session;

import java.util.Objects;

/** Names a call of a session; a call that has a receipt is never made again. */
public record CallId(String value) {
    public CallId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
