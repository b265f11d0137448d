package dev.opspilot.bot.instruments;

/** A server that runs as a child process is gone, or was never there. The message is a sentence. */
final class ServerGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServerGoneException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
