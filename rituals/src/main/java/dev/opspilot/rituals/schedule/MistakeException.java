package dev.opspilot.rituals.schedule;

/** The words cannot be followed; the message says to their writer what to type instead. */
final class MistakeException extends Exception {
    private static final long serialVersionUID = 1;

    MistakeException(String says) {
        super(says);
    }

    /** What to tell the writer. */
    String says() {
        return String.valueOf(getMessage());
    }
}
