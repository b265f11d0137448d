package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.TimeZones;
import java.time.ZoneId;
import java.util.Optional;

/** The time zones of people, from what Teams sends with what they say: it has no call for them. Thread-safe. */
record HeardTimeZones(Conversations conversations) implements TimeZones {
    @Override
    public Optional<ZoneId> of(Person person, Place place) {
        return person.surface().equals(TeamsSurface.NAME) ? conversations.zoneOf(person.id()) : Optional.empty();
    }
}
