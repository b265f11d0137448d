package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import java.util.Objects;

/** Something a person did on a surface, checked by its adapter and not yet acted on. */
public sealed interface Heard {
    HeardKey key();

    Person person();

    Place place();

    /** The session it belongs to. */
    SessionId session();

    /** A person asked for a ritual. The session's id is chosen by who heard it, so that the person can be told at once. */
    record Said(HeardKey key, Person person, Place place, SessionId session, RitualName ritual, String intent)
            implements Heard {
        public Said {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(ritual);
            if (intent.isBlank()) {
                throw new IllegalArgumentException("an intent says something");
            }
        }
    }

    /** A person pressed a button of a session's message; the place is where the answer belongs. */
    record Pressed(HeardKey key, Person person, Place place, SessionId session, Button button) implements Heard {
        public Pressed {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(button);
        }
    }

    /** What a button means, on every surface the same. */
    sealed interface Button {

        /** "Ask why" on a finding. */
        record Why(FindingId finding) implements Button {}
    }
}
