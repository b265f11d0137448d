package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.play.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Takes what people decide about plays where they wait for what becomes of it. Thread-safe. */
public interface Decisions {

    /** What became of a decision. */
    sealed interface Outcome {

        /** It counts; where the play stands now is in the session's log. */
        record Counts() implements Outcome {}

        /** It does not count. */
        record Refused(Refusal refusal) implements Outcome {
            public Refused {
                Objects.requireNonNull(refusal);
            }
        }

        /** Its key was used before, for another decision: this one was not heard. */
        record KeyUsed() implements Outcome {}
    }

    /**
     * Keeps a decision as {@link Inbox#accept} does, and waits until the session's log says what became of it. The same
     * key is told the same thing again.
     *
     * @param pressed a {@link Heard.Button.Decide}
     * @param patience how long at most, once it is kept
     * @return empty when that is not known by then: it is acted on all the same
     * @throws IllegalArgumentException if another button was pressed
     */
    Optional<Outcome> decide(Heard.Pressed pressed, Duration patience);
}
