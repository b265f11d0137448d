package dev.opspilot.rituals.play;

import java.time.Instant;
import java.util.Objects;

/**
 * The kill switch, pressed: nothing acts.
 *
 * @param by who pressed it, as people read it
 * @param reason may be empty
 */
public record Halt(String by, Instant since, String reason) {
    public Halt {
        Objects.requireNonNull(by);
        Objects.requireNonNull(since);
        Objects.requireNonNull(reason);
    }

    /** What it means for somebody who wants to act, one sentence. */
    public String words() {
        return "The kill switch is on: " + by + " stopped everything that acts"
                + (reason.isEmpty() ? "." : " (" + reason + ").");
    }
}
