package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that runs by itself. Immutable.
 *
 * @param next when it is due; empty when it is not
 * @param last the latest due time that reached the people
 * @param failures how many of its last due times failed one after another
 * @param reason why it was disabled; empty otherwise
 */
public record Schedule(
        ScheduleId id,
        Wanted wanted,
        State state,
        Optional<Instant> next,
        Optional<Instant> last,
        int failures,
        String reason,
        Instant setAt) {

    /**
     * What somebody asked for.
     *
     * @param owner whose name it runs in, and who is told when it fails
     * @param asked where the owner asked for it
     * @param place where it posts
     * @param label of that place, as in {@code #ops}; empty when it is where it was asked for
     * @param origin the session that it comes from; empty when a person set it
     */
    public record Wanted(
            Person owner, Place asked, Place place, String label, Work work, Timing timing, Optional<Origin> origin) {
        public Wanted {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(asked);
            Objects.requireNonNull(place);
            Objects.requireNonNull(label);
            Objects.requireNonNull(work);
            Objects.requireNonNull(timing);
            Objects.requireNonNull(origin);
        }

        /** The same at other times, and at another place where one is named. */
        Wanted with(Timing other, Optional<Target> target) {
            return new Wanted(
                    owner,
                    asked,
                    target.map(Target::place).orElse(place),
                    target.map(Target::label).orElse(label),
                    work,
                    other,
                    origin);
        }
    }

    /** A place with what people call it. */
    public record Target(Place place, String label) {}

    /**
     * A follow-up of a session.
     *
     * @param followUp its id within the session
     */
    public record Origin(SessionId session, String followUp, String title) {
        public Origin {
            Objects.requireNonNull(session);
            Objects.requireNonNull(followUp);
            Objects.requireNonNull(title);
        }
    }

    /** Where a schedule stands. */
    public enum State {
        /** It runs when it is due. */
        ACTIVE,
        /** Somebody stopped it for now. */
        PAUSED,
        /** It failed too often. */
        DISABLED,
        /** Its last time has come. */
        DONE
    }

    public Schedule {
        Objects.requireNonNull(id);
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(state);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(setAt);
        if (next.isPresent() != (state == State.ACTIVE)) {
            throw new IllegalArgumentException("a schedule has a next time just while it is active");
        }
    }

    /** Due next at a time, or done when there is none. */
    Schedule dueAt(Optional<Instant> time) {
        State then = time.isPresent() ? State.ACTIVE : State.DONE;
        return new Schedule(id, wanted, then, time, last, failures, "", setAt);
    }

    /** As asked anew: what failed before is forgiven. */
    Schedule renewed(Wanted other, Instant now, Holidays holidays) {
        return new Schedule(id, other, state, next, last, 0, "", setAt)
                .dueAt(other.timing().next(now, holidays));
    }

    Schedule paused() {
        return new Schedule(id, wanted, State.PAUSED, Optional.empty(), last, failures, "", setAt);
    }

    Schedule disabled(int failures, String reason) {
        return new Schedule(id, wanted, State.DISABLED, Optional.empty(), last, failures, reason, setAt);
    }

    Schedule failed(int failures) {
        return new Schedule(id, wanted, state, next, last, failures, reason, setAt);
    }

    Schedule delivered(Instant due) {
        Optional<Instant> latest = last.filter(each -> each.isAfter(due)).or(() -> Optional.of(due));
        return new Schedule(id, wanted, state, next, latest, 0, reason, setAt);
    }

    /** What it asks: empty where the title says it all. */
    public String asks() {
        return wanted.work().asks();
    }

    /** What it is, as people call it. */
    public String title() {
        return wanted.origin().map(Origin::title).orElseGet(() -> wanted.work().title());
    }
}
