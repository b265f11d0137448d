package dev.opspilot.rituals.delivery;

/** A message that does not get to its platform; its text says why, and what to do. */
public final class GaveUpException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Gives up. */
    public GaveUpException(String message) {
        super(message);
    }
}
