package dev.opspilot.rituals.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that does not get to its platform; its text says why, and what to do. */
public final class GaveUpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String lost;

    /** Gives up for now. */
    public GaveUpException(String message) {
        this(message, Optional.empty());
    }

    /**
     * Gives up.
     *
     * @param lost why nothing can be written to that place until people change something there; empty where it may work
     *     again by itself
     */
    public GaveUpException(String message, Optional<String> lost) {
        super(message);
        this.lost = lost.orElse(null);
    }

    /** Why nothing can be written to that place until people change something there. */
    public Optional<String> lost() {
        return Optional.ofNullable(lost);
    }
}
