package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A language mind. Thread-safe; may be asked by many sessions at once. What it says is believed only where it is proven. */
public interface Mind {

    /**
     * What a session may spend on it.
     *
     * @param calls at most so many, 1 to 20
     * @param tokens at most so many in all, prompts included
     * @param time of one call
     */
    record Budget(int calls, long tokens, Duration time) {
        public Budget {
            if (calls < 1 || calls > 20 || tokens < 1 || time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a budget has 1 to 20 calls, 1 token or more, and some time");
            }
        }
    }

    /** As people read it, as in {@code Analyst (claude-sonnet-4-5)}. */
    String name();

    Budget budget();

    /** What it may ask to be read. */
    Set<Capability> mayRead();

    /**
     * Thinks, and blocks until it is done; interrupting the thread ends it early.
     *
     * @param said is told each sentence as soon as it is whole; all of them come again with the result
     */
    Thought think(Assignment assignment, Consumer<Claim> said);

    /** Says which ritual plain words ask for; empty when it cannot tell. Blocks for some seconds at most. */
    Optional<RitualName> choose(String words);
}
