package dev.opspilot.rituals.delivery;

/** What a message should say; a higher version replaces a lower one. */
public interface Draft {
    long version();

    /** Whether nothing more is expected after it. */
    boolean last();
}
