package dev.opspilot.adapters.slack;

/** A message that does not get to Slack; its text says why, and what to do. */
final class SlackGaveUpException extends Exception {
    private static final long serialVersionUID = 1L;

    SlackGaveUpException(String message) {
        super(message);
    }
}
