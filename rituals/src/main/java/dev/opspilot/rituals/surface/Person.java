package dev.opspilot.rituals.surface;

import java.util.Objects;

/**
 * Somebody who asked or pressed.
 *
 * @param id the platform's id of the person, never a display name
 */
public record Person(String surface, String id, String name) {
    public Person {
        Objects.requireNonNull(surface);
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
    }

    /** The actor as it stands on receipts, as in {@code slack:U123}. */
    public String actor() {
        return surface + ":" + id;
    }
}
