package dev.opspilot.rituals.surface;

/** Who may do what. Thread-safe; may ask the platform, so it may take a while. */
public interface Roles {
    /** @throws UnansweredException if the platform does not say now who the person is */
    Role of(Person person, Place place);

    /** The person as people call them there: platforms send ids alone with much of what they send. */
    default Person named(Person person, Place place) {
        return person;
    }
}
