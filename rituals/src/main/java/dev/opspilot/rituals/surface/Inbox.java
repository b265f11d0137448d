package dev.opspilot.rituals.surface;

/** Takes what adapters heard. Thread-safe. */
public interface Inbox {

    /**
     * Keeps what was heard, so that it is acted on even after a crash, and returns before it is acted on.
     *
     * @return whether it is new; {@code false} when its key was heard before, and nothing more will happen
     */
    boolean accept(Heard heard);
}
