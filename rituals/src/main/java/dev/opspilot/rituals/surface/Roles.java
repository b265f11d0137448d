package dev.opspilot.rituals.surface;

/** Who may do what. Thread-safe; may ask the platform, so it may take a while. */
public interface Roles {
    Role of(Person person, Place place);
}
