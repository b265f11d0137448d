package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.schedule.Occurrence.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows from how an occurrence ended. Pure.
 *
 * <p>What did not reach the people is tried {@value #TRIES} times in all, a minute and then five minutes later, unless it is
 * an hour late by then: the surfaces keep trying to show an end for longer than anybody wants to be briefed anew. What told
 * people that it failed is not tried again, for it would only tell so again. When {@value #FAILURES} due times one after
 * another came to nothing, the schedule is disabled; at once where its place is lost.
 *
 * @param retry the next attempt, if there is one
 * @param note what its owner is to be told
 */
public record Delivery(Occurrence ended, Schedule then, Optional<Occurrence> retry, Optional<Note> note) {
    /** How often a due time is tried in all. */
    static final int TRIES = 3;

    /** After how many failed due times in a row a schedule is disabled. */
    static final int FAILURES = 3;

    private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** How it ended: with the reason where it failed. */
    static Delivery of(Schedule schedule, ScheduleStore.Ended ended, Instant now) {
        Occurrence occurrence = ended.occurrence();
        if (ended.failure().isEmpty()) {
            return new Delivery(
                    occurrence.came(State.DELIVERED, ""),
                    schedule.delivered(occurrence.due()),
                    Optional.empty(),
                    Optional.empty());
        }
        String reason = ended.failure().get();
        if (!ended.lost()
                && !ended.told()
                && occurrence.attempt() < TRIES
                && now.isBefore(occurrence.due().plus(Due.GRACE))) {
            Instant again = now.plus(WAITS.get(occurrence.attempt() - 1));
            return new Delivery(
                    occurrence.came(State.RETRIED, reason),
                    schedule,
                    Optional.of(occurrence.again(again)),
                    Optional.empty());
        }
        int failures = schedule.failures() + 1;
        boolean disable = (ended.lost() || failures >= FAILURES) && schedule.state() == Schedule.State.ACTIVE;
        // The list of schedules shows what failed; nobody looks there for a workflow before they miss it.
        boolean tell = disable
                || schedule.state() == Schedule.State.DONE
                || schedule.wanted().work() instanceof Work.Run;
        Note.Kind kind = Note.Kind.FAILED;
        if (disable) {
            kind = ended.lost() ? Note.Kind.LOST : Note.Kind.DISABLED;
        }
        return new Delivery(
                occurrence.came(State.FAILED, reason),
                disable ? schedule.disabled(failures, reason) : schedule.failed(failures),
                Optional.empty(),
                tell ? Optional.of(new Note(kind, occurrence.due(), occurrence.due(), 1, reason)) : Optional.empty());
    }
}
