package dev.opspilot.rituals.receipt;

import java.nio.charset.StandardCharsets;

/** Writes the canonical encoding that {@link Receipt} documents. */
final class CanonicalText {
    private final StringBuilder text = new StringBuilder(1024);

    CanonicalText field(String name, String value) {
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        text.append(name).append(':').append(length).append(':').append(value).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
