package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Schedule.Origin;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes schedules of what sessions want to come back to. Pure. */
public final class FollowUps {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private FollowUps() {}

    /**
     * The schedule of a follow-up, due its time after the session planned it; empty where the ritual is unknown, and where
     * the session was itself begun by a schedule: what comes back does not come back again by itself.
     *
     * @param begun the key of what began the session
     * @param place where the session is shown
     */
    public static Optional<Schedule.Wanted> wanted(
            SessionId session, HeardKey begun, Person actor, Place place, FollowUp followUp, Instant at) {
        if (begun.value().startsWith("schedule/")) {
            return Optional.empty();
        }
        Optional<Work> work = followUp.ritual().equals(FollowUp.POST_INCIDENT)
                ? Optional.of(new Work.Draft(session))
                : RitualName.of(followUp.ritual()).map(ritual -> new Work.Launch(ritual, followUp.intent()));
        return work.map(each -> new Schedule.Wanted(
                actor,
                place,
                place.outOfThread(),
                "",
                each,
                Timing.once(due(followUp, at), UTC),
                Optional.of(new Origin(session, followUp.id(), followUp.title()))));
    }

    /** When it is due, to the minute. */
    public static Instant due(FollowUp followUp, Instant at) {
        return at.plus(followUp.after()).truncatedTo(ChronoUnit.MINUTES);
    }

    /** Knows the follow-up again when its session plans it once more. */
    public static String key(SessionId session, FollowUp followUp) {
        return "follow-up/" + session + "/" + followUp.id();
    }
}
