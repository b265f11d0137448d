package dev.opspilot.bot.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What somebody had done at the demo company by its tools, oldest first. Its figures follow from it. Immutable. */
record Deeds(List<Deed> all) {
    static final Deeds NONE = new Deeds(List.of());

    /** The kinds of things that can be done, and undone. */
    enum Kind {
        ROLLBACK,
        REVERT,
        UNDO,
        FAILOVER,
        PAUSE
    }

    /**
     * One thing done.
     *
     * @param subject what it was done to: a change, a provider, an experiment
     * @param to the provider that got the traffic; empty for all else
     */
    record Deed(Kind kind, String subject, String to, Instant at, Optional<Instant> undoneAt) {
        Deed {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(subject);
            Objects.requireNonNull(to);
            Objects.requireNonNull(undoneAt);
        }

        /** Whether it holds in a minute; what is done counts from the minute after. */
        boolean holdsIn(long minute) {
            return minute > Clocks.minute(at)
                    && undoneAt.map(end -> minute <= Clocks.minute(end)).orElse(true);
        }
    }

    Deeds {
        all = List.copyOf(all);
    }

    /** The deed of a kind to a subject that holds in a minute. */
    Optional<Deed> in(long minute, Kind kind, String subject) {
        return all.stream()
                .filter(deed -> deed.kind == kind && deed.subject.equals(subject) && deed.holdsIn(minute))
                .findFirst();
    }

    /** The deeds of a kind to a subject, undone ones too. */
    List<Deed> of(Kind kind, String subject) {
        return all.stream()
                .filter(deed -> deed.kind == kind && deed.subject.equals(subject))
                .toList();
    }

    /** The deeds of a kind that hold in a minute. */
    List<Deed> in(long minute, Kind kind) {
        return all.stream()
                .filter(deed -> deed.kind == kind && deed.holdsIn(minute))
                .toList();
    }

    /** Whether something was done and not undone. */
    boolean stands(Kind kind, String subject) {
        return all.stream()
                .anyMatch(deed -> deed.kind == kind && deed.subject.equals(subject) && deed.undoneAt.isEmpty());
    }

    Deeds and(Deed deed) {
        List<Deed> more = new ArrayList<>(all);
        more.add(deed);
        return new Deeds(more);
    }

    /** With what stands undone. */
    Deeds without(Kind kind, String subject, Instant at) {
        return new Deeds(all.stream()
                .map(deed -> deed.kind == kind && deed.subject.equals(subject) && deed.undoneAt.isEmpty()
                        ? new Deed(kind, subject, deed.to, deed.at, Optional.of(at))
                        : deed)
                .toList());
    }
}
