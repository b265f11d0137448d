package dev.opspilot.rituals.surface;

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
}
