package dev.opspilot.rituals.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of a schedule whose time has come. Pure.
 *
 * <p>What was missed while OpsPilot was down runs once when the latest of its times is within its grace: an hour, or half
 * the time to the next where that is less; a day for what comes once only, since nothing makes up for it later. All that
 * came before is missed.
 *
 * @param runs the time that it runs for; empty when all were missed or fell on holidays
 * @param missed in order, those of the last week
 * @param lost why its place cannot be written to any more, and it is disabled; empty while it can
 */
public record Due(Optional<Instant> runs, List<Instant> missed, Schedule then, Optional<String> lost) {
    /** How late something that comes again may run. */
    static final Duration GRACE = Duration.ofHours(1);

    /** How late something that comes once may run. */
    static final Duration GRACE_ONCE = Duration.ofDays(1);

    private static final int RECORDED = 20;
    private static final Duration TOLD = Duration.ofDays(7);

    public Due {
        missed = List.copyOf(missed);
    }

    /** Decides as of now, for a schedule whose next time is not after it. */
    static Due of(Schedule schedule, Instant now, Holidays holidays) {
        Timing timing = schedule.wanted().timing();
        List<Instant> times = new ArrayList<>();
        Optional<Instant> at = schedule.next();
        if (at.filter(each -> each.isBefore(now.minus(TOLD))).isPresent()
                && !(timing.recurrence() instanceof Recurrence.Once)) {
            at = timing.next(now.minus(TOLD), holidays);
        }
        while (at.isPresent() && !at.get().isAfter(now)) {
            if (!timing.restsOnHolidays()
                    || !holidays.holds(at.get().atZone(timing.zone()).toLocalDate())) {
                times.add(at.get());
            }
            at = timing.next(at.get(), holidays);
        }
        Schedule then = schedule.dueAt(at);
        if (times.isEmpty()) {
            return new Due(Optional.empty(), List.of(), then, Optional.empty());
        }
        Instant latest = times.getLast();
        if (now.isAfter(latest.plus(grace(timing, latest, at)))) {
            return new Due(Optional.empty(), times, then, Optional.empty());
        }
        return new Due(Optional.of(latest), times.subList(0, times.size() - 1), then, Optional.empty());
    }

    /** The same where nothing can be written to its place any more: nothing runs, and it is disabled, with the reason. */
    public Due lost(String reason) {
        List<Instant> times = new ArrayList<>(missed);
        runs.ifPresent(times::add);
        return times.isEmpty()
                ? this
                : new Due(Optional.empty(), times, then.disabled(then.failures(), reason), Optional.of(reason));
    }

    private static Duration grace(Timing timing, Instant latest, Optional<Instant> next) {
        if (timing.recurrence() instanceof Recurrence.Once) {
            return GRACE_ONCE;
        }
        return next.map(each -> Duration.between(latest, each).dividedBy(2))
                .filter(half -> half.compareTo(GRACE) < 0)
                .orElse(GRACE);
    }

    /** What the owner is to be told of what was missed. */
    public Optional<Note> note() {
        Note.Kind kind = lost.isPresent() ? Note.Kind.LOST : Note.Kind.MISSED;
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Note(kind, missed.getFirst(), missed.getLast(), missed.size(), lost.orElse("")));
    }

    /** What was missed, the latest {@value #RECORDED} of it, as it is kept. */
    public List<Occurrence> recorded() {
        return missed.subList(Math.max(0, missed.size() - RECORDED), missed.size()).stream()
                .map(at -> Occurrence.missed(then.id(), at, lost.orElse("OpsPilot was down.")))
                .toList();
    }
}
