package dev.opspilot.rituals.surface;

/** Takes the orders of one topic. Thread-safe. */
public interface OrderDesk {

    Command.Topic topic();

    /** What somebody must be to give this order. */
    Role needs(Command.Order order);

    /**
     * Carries an order out, once for its key, and says what came of it; a mistake in its words is said, not thrown.
     *
     * @throws NotDoneException if it was refused, and was given by OpsPilot itself, which hears nothing
     */
    Notice take(Heard.Ordered order);
}
