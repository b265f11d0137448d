package dev.opspilot.rituals.session;

/** The store cannot be reached now; the same call may go through later. Other failures of a store are final. */
public final class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreAwayException(Throwable cause) {
        super("the store is away: " + cause.getMessage(), cause);
    }
}
