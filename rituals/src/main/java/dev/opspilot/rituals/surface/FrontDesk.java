package dev.opspilot.rituals.surface;

import java.util.Optional;
import java.util.Set;

/** Where orders come in: brings each to the {@link OrderDesk} of its topic. Thread-safe. */
public interface FrontDesk {

    /** What orders can be given about. */
    Set<Command.Topic> topics();

    /**
     * Carries an order out, once for its key.
     *
     * @return what came of it; where nobody takes orders of its topic, or from this person, a notice that says so
     */
    Notice take(Heard.Ordered order);

    /**
     * Why what was heard will not be done, so that no door promises it: it takes a role that the person does not have.
     * Empty where it may be done, and for a decision about a play, which is refused in its session's log. May ask the
     * platform, so it may take a while.
     *
     * @throws UnansweredException if the platform does not say now who the person is
     */
    Optional<Notice> refusal(Heard heard);
}
