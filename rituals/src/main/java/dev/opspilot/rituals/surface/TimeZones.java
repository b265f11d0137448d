package dev.opspilot.rituals.surface;

import java.time.ZoneId;
import java.util.Optional;

/** In which time zone people live, as their platform knows it. Thread-safe; may ask the platform, so it may take a while. */
public interface TimeZones {

    /** The zone of a person's profile; empty where it names none, or the platform does not answer. */
    Optional<ZoneId> of(Person person, Place place);
}
