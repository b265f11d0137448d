package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.surface.OrderForm.Tried;
import java.util.List;
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

    /** The form for what an order leaves out; empty where it leaves out nothing, or what it is about is gone. */
    default Optional<OrderForm> form(Heard.Ordered order) {
        return Optional.empty();
    }

    /** What an order would come to, by the same rules by which it is carried out; nothing is done. */
    default Tried tried(Heard.Ordered order) {
        return new Tried.Right(List.of());
    }

    /**
     * Why what was heard will not be done, so that no door promises it: it takes a role that the person does not have.
     * Empty where it may be done, and for a decision about a play, which is refused in its session's log. May ask the
     * platform, so it may take a while.
     *
     * @throws UnansweredException if the platform does not say now who the person is
     */
    Optional<Notice> refusal(Heard heard);
}
