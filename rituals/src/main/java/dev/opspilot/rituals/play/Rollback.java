package dev.opspilot.rituals.play;

import java.util.Objects;
import java.util.Optional;

/** The way back from a play. Every play names one, or says that there is none. */
public sealed interface Rollback {

    /**
     * Something undoes it.
     *
     * @param how in plain words
     * @param act the exact call; empty when a person has to do it
     */
    record Undo(String how, Optional<Act> act) implements Rollback {
        public Undo {
            Objects.requireNonNull(how);
            Objects.requireNonNull(act);
        }

        /** One that a person has to do. */
        public Undo(String how) {
            this(how, Optional.empty());
        }
    }

    /** It cannot be undone. */
    record Irreversible(String because) implements Rollback {
        public Irreversible {
            Objects.requireNonNull(because);
        }
    }
}
