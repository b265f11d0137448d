package dev.opspilot.rituals.surface;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Who it is, whatever people call them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Person person && surface.equals(person.surface) && id.equals(person.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(surface, id);
    }

    /** The surface of what OpsPilot begins by itself; nobody on a platform is ever of it. */
    public static final String HOUSE = "opspilot";

    /** OpsPilot itself, where a workflow's trigger and no person begins something. */
    public static final Person AUTOMATION = new Person(HOUSE, "automation", "Automation");

    /** Whether it is OpsPilot itself, which reads nothing: what it is told, all are told who are at that place. */
    public boolean ofHouse() {
        return surface.equals(HOUSE);
    }

    /** The actor as it stands on receipts, as in {@code slack:U123}. */
    public String actor() {
        return surface + ":" + id;
    }
}
