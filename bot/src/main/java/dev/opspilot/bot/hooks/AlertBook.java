package dev.opspilot.bot.hooks;

import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers which alerts belong to which incident, on all nodes alike. Thread-safe.
 *
 * <p>An alert that is known goes where it went before. A new one joins the incident that its place has, when that has an
 * alert of the same service or had any alert within {@link #STORM}. Otherwise it opens another. An incident is closed when
 * all its alerts are resolved; one of them that fires again within {@link #FLAPPING} opens it again.
 */
public interface AlertBook {
    /** Alerts this close after each other are of one incident, whatever they are about. */
    Duration STORM = Duration.ofMinutes(10);

    /** The longest that a storm without a common service goes on. */
    Duration LONGEST_STORM = Duration.ofHours(2);

    /** A resolved alert that fires again this soon was not over. */
    Duration FLAPPING = Duration.ofMinutes(10);

    /** An incident without an alert for so long is no longer joined. */
    Duration FORGOTTEN = Duration.ofDays(1);

    /**
     * Where alerts were filed.
     *
     * @param turn how often alerts of the incident have come, gone or come back; a delivery that comes again changes nothing
     */
    record Filed(SessionId session, long turn) {}

    /**
     * Finds or opens the incident of some alerts, and keeps them.
     *
     * @param fresh names its session, should it be a new one
     * @return empty when the alerts resolve what no incident has
     */
    Optional<Filed> file(Place place, String source, List<Incident> alerts, SessionId fresh, Instant now);
}
