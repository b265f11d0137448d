package dev.opspilot.rituals.surface;

import java.time.ZoneId;
import java.util.Optional;

/** Where people are in time. Thread-safe; may ask the platform, so it may take a while. */
public interface TimeZones {

    /** The time zone of a person's profile; empty where the platform tells none. */
    Optional<ZoneId> of(Person person, Place place);
}
