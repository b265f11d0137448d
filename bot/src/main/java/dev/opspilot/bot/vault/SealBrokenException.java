package dev.opspilot.bot.vault;

/** What was sealed cannot be opened: by another keyset, for something else, or changed since. */
public final class SealBrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    SealBrokenException(String message) {
        super(message);
    }
}
