package dev.opspilot.rituals.surface;

/** What nobody waits for was not done, and would not be if it were asked for again at once. */
public final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /** @param why what people are told, with what to do */
    public NotDoneException(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
