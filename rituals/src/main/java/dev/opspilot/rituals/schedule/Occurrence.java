package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One due time of a schedule, and what came of it. Immutable.
 *
 * @param key what is heard when it runs; the same on every node, so that it runs once
 * @param attempt from 1
 * @param releaseAt when it may run; later than due where its channel is busy
 * @param session that it runs as; empty when it did not
 * @param detail why it failed or was missed; empty otherwise
 */
public record Occurrence(
        HeardKey key,
        ScheduleId schedule,
        Instant due,
        int attempt,
        Instant releaseAt,
        State state,
        Optional<SessionId> session,
        String detail) {
    private static final int SESSION_ID = 32;
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** What a brief can tell of, with some room; for other stretches it finds its own. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(13);

    /** What came of it. */
    public enum State {
        /** Due, and waits for its turn. */
        WAITING,
        /** Handed on. */
        STARTED,
        /** It reached the people. */
        DELIVERED,
        /** It did not, and is tried again. */
        RETRIED,
        /** It did not, and is given up. */
        FAILED,
        /** OpsPilot was down, for longer than it could be made up for. */
        MISSED
    }

    public Occurrence {
        Objects.requireNonNull(key);
        Objects.requireNonNull(schedule);
        Objects.requireNonNull(due);
        Objects.requireNonNull(releaseAt);
        Objects.requireNonNull(state);
        Objects.requireNonNull(session);
        Objects.requireNonNull(detail);
    }

    /** A time that is due. */
    static Occurrence due(ScheduleId schedule, Instant due, Instant releaseAt) {
        return waiting(new HeardKey("schedule/" + schedule + "/" + due), schedule, due, 1, releaseAt);
    }

    /** Beside its due times, because somebody asked. */
    static Occurrence asked(ScheduleId schedule, HeardKey order, Instant now) {
        String of = Digest.of(order.value()).hex().substring(0, SESSION_ID);
        return waiting(new HeardKey("schedule/" + schedule + "/asked/" + of), schedule, now, 1, now);
    }

    static Occurrence missed(ScheduleId schedule, Instant due, String detail) {
        HeardKey key = new HeardKey("schedule/" + schedule + "/" + due);
        return new Occurrence(key, schedule, due, 1, due, State.MISSED, Optional.empty(), detail);
    }

    private static Occurrence waiting(HeardKey key, ScheduleId schedule, Instant due, int attempt, Instant releaseAt) {
        return new Occurrence(key, schedule, due, attempt, releaseAt, State.WAITING, Optional.empty(), "");
    }

    /** The next attempt. */
    Occurrence again(Instant releaseAt) {
        String first = attempt == 1
                ? key.value()
                : key.value().substring(0, key.value().lastIndexOf('/'));
        return waiting(new HeardKey(first + "/" + (attempt + 1)), schedule, due, attempt + 1, releaseAt);
    }

    Occurrence came(State to, String detail) {
        return new Occurrence(key, schedule, due, attempt, releaseAt, to, session, detail);
    }

    /** It, handed on. */
    public Occurrence started(Schedule of) {
        SessionId runsAs = switch (of.wanted().work()) {
            case Work.Launch _, Work.Run _ -> sessionId();
            case Work.Draft(SessionId session) -> session;
        };
        return new Occurrence(key, schedule, due, attempt, releaseAt, State.STARTED, Optional.of(runsAs), "");
    }

    private SessionId sessionId() {
        return new SessionId(Digest.of(key.value()).hex().substring(0, SESSION_ID));
    }

    /** It, given up because its schedule cannot be read. */
    public Occurrence unreadable() {
        return came(State.FAILED, "This version of OpsPilot cannot read its schedule.");
    }

    /** What is heard when it runs. */
    public Heard heard(Schedule of) {
        Schedule.Wanted wanted = of.wanted();
        return switch (wanted.work()) {
            case Work.Launch launch ->
                new Heard.Said(
                        key,
                        wanted.owner(),
                        wanted.place(),
                        sessionId(),
                        launch.ritual(),
                        words(launch, of),
                        Optional.empty());
            case Work.Draft(SessionId session) ->
                new Heard.Pressed(key, wanted.owner(), wanted.place(), session, new Heard.Button.PostIncident());
            case Work.Run(String automation) ->
                new Heard.Ordered(
                        key,
                        wanted.owner(),
                        wanted.place(),
                        new Command.Order(Command.Topic.AUTOMATION, "run " + automation));
        };
    }

    /**
     * A brief speaks of days and nights, so it is told whose; and one that goes on from the last of its schedule is told
     * since when, however many others there were in between.
     */
    private String words(Work.Launch launch, Schedule of) {
        if (launch.ritual() != RitualName.BRIEF) {
            return launch.intent();
        }
        ZoneId zone = of.wanted().timing().zone();
        boolean usual = launch.intent().equals(Work.Launch.SINCE_LAST);
        return of.last()
                        .filter(last -> usual
                                && !Duration.between(last, due).minus(SHORTEST).isNegative())
                        .filter(last -> Duration.between(last, due).compareTo(LONGEST) < 0)
                        .map(last -> "What changed since " + SINCE.format(last.atZone(zone)) + "?")
                        .orElseGet(launch::intent)
                + " (" + zone.getId() + ")";
    }
}
