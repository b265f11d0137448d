package dev.opspilot.rituals.surface;

import java.util.Objects;

/** Knows one thing heard again when the platform sends it twice. At most 200 characters. */
public record HeardKey(String value) {
    public HeardKey {
        Objects.requireNonNull(value);
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("a key of what was heard has 1 to 200 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
