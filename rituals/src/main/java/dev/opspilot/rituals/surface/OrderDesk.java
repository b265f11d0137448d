package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.surface.OrderForm.Tried;
import java.util.List;
import java.util.Optional;

/** Takes the orders of one topic. Thread-safe. */
public interface OrderDesk {

    Command.Topic topic();

    /** What somebody must be to give this order. */
    Role needs(Command.Order order);

    /** See {@link FrontDesk#form}; what is asked by a form is said by {@link Notice.Action#asks}. */
    default Optional<OrderForm> form(Heard.Ordered order) {
        return Optional.empty();
    }

    /** See {@link FrontDesk#tried}; of use for what a form is filled in for. */
    default Tried tried(Heard.Ordered order) {
        return new Tried.Right(List.of());
    }

    /**
     * Carries an order out, once for its key, and says what came of it; a mistake in its words is said, not thrown.
     *
     * @throws NotDoneException if it was refused, and was given by OpsPilot itself, which hears nothing
     */
    Notice take(Heard.Ordered order);
}
