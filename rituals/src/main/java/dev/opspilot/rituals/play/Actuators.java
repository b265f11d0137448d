package dev.opspilot.rituals.play;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.util.Optional;

/** The tools that change something. Thread-safe. */
public interface Actuators {

    /** Everything is done by hand. */
    Actuators NONE = new Actuators() {
        @Override
        public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
            return Optional.empty();
        }

        @Override
        public Act.Answer call(Act act) {
            throw new IllegalArgumentException("no tool is bound to " + act.name());
        }
    };

    /**
     * The exact calls for an intention.
     *
     * @param undo empty when a person has to undo it
     */
    record Binding(Bound bound, Optional<Act> undo) {}

    /**
     * Makes an intention exact. Pure: the same arguments give the same calls, and the same key for tools that take one.
     *
     * @return empty when no tool is bound to it, or when it does not know what the tool must be told
     */
    Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now);

    /** What a call carries for a tool that takes such a key: the same for the same play, also after a crash. */
    static String key(SessionId session, PlayId play) {
        return session + "/" + play;
    }

    /** Calls once, and blocks until the answer or the tool's time limit. Every expected failure is an answer. */
    Act.Answer call(Act act);
}
