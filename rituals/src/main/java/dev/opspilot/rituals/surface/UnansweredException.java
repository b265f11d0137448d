package dev.opspilot.rituals.surface;

/** A platform does not say now who somebody is; asked again a moment later it may. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was asked, and what became of it; for the log */
    public UnansweredException(String message) {
        super(message);
    }
}
