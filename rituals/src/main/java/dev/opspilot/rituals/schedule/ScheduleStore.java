package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Keeps schedules and their occurrences. Thread-safe; each method is one transaction. */
public interface ScheduleStore {

    /**
     * Adds a schedule, once for its key.
     *
     * @return it, or what was added for this key before
     */
    Schedule add(HeardKey key, Schedule.Wanted wanted, Instant next, Instant now);

    Optional<Schedule> find(ScheduleId id);

    /** All schedules that may still run, those that are due soonest first. */
    List<Schedule> all();

    /** Changes a schedule as it stands at that moment; empty when there is none. */
    Optional<Schedule> change(ScheduleId id, UnaryOperator<Schedule> change);

    /** @return whether it was there */
    boolean delete(ScheduleId id);

    /** Adds an occurrence, once for its key. */
    void add(Occurrence occurrence);

    /** The latest occurrence of each schedule that had any. */
    List<Occurrence> latest();

    /**
     * Takes schedules whose time has come, earliest first, and gives their occurrences a time to run, all or nothing.
     * Those that another node is taking are left to it.
     *
     * @return how many were taken
     */
    int takeDue(Instant now, int limit, Function<Schedule, Due> rule);

    /**
     * Hands on occurrences whose time to run has come, earliest first: what is heard for each is kept in the inbox in the
     * same transaction, so that it is heard once.
     */
    List<Heard> release(Instant now, int limit);

    /** Learns how occurrences that were handed on have ended, and does what follows; the reason is empty where one went well. */
    void settle(Instant now, BiFunction<Ended, Schedule, Delivery> rule);

    /**
     * An occurrence that ended, with the reason where it failed.
     *
     * @param lost whether it failed for its place, which cannot be written to any more
     * @param told whether people have been told at its place how it ended
     */
    record Ended(Occurrence occurrence, Optional<String> failure, boolean lost, boolean told) {}

    /** When there is something to do next, as of now; empty when nothing is known. */
    Optional<Instant> nextWake(Instant now);

    /** What owners have not been told. */
    List<Untold> untold(int limit);

    /** Says that an owner was told. */
    void told(long note);

    /** A note that waits to be told. */
    record Untold(long id, Schedule schedule, Note note) {}
}
