package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button.Decide;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import dev.opspilot.rituals.surface.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says of each topic what a test wants it to say. */
public final class MemoryDesk implements FrontDesk {
    private final Map<Topic, Notice> notices = new EnumMap<>(Topic.class);
    private final List<Command.Order> taken = new ArrayList<>();
    private @Nullable Supplier<Notice> refusal;
    private @Nullable OrderForm form;
    private Role ordersNeed = Role.VIEWER;
    private Function<Command.Order, Tried> tries = _ -> new Tried.Wrong("Nothing is asked.");

    public synchronized void says(Topic topic, Notice notice) {
        notices.put(topic, notice);
    }

    public synchronized void forget() {
        notices.clear();
        taken.clear();
        refusal = null;
        form = null;
        ordersNeed = Role.VIEWER;
    }

    public synchronized List<Command.Order> taken() {
        return List.copyOf(taken);
    }

    /** From now on, until it forgets, nobody may do what takes more than to look. */
    public synchronized void refuses(Supplier<Notice> why) {
        refusal = why;
    }

    @Override
    public synchronized Optional<Notice> refusal(Heard heard) {
        Role needs = heard instanceof Heard.Ordered ? ordersNeed : heard.needs();
        return needs == Role.VIEWER || heard instanceof Heard.Pressed(var _, var _, var _, var _, Decide _)
                ? Optional.empty()
                : Optional.ofNullable(refusal).map(Supplier::get);
    }

    /** What every order takes from now on, until it forgets. */
    public synchronized void needs(Role role) {
        ordersNeed = role;
    }

    /** From now on, until it forgets, the form is asked for what is left out, and what is filled in comes to this. */
    public synchronized void asks(OrderForm asked, Function<Command.Order, Tried> rule) {
        form = asked;
        tries = rule;
    }

    @Override
    public synchronized Optional<OrderForm> form(Heard.Ordered order) {
        return Optional.ofNullable(form);
    }

    @Override
    public synchronized Tried tried(Heard.Ordered order) {
        return tries.apply(order.order());
    }

    @Override
    public synchronized Set<Topic> topics() {
        return Set.copyOf(notices.keySet());
    }

    @Override
    public synchronized Notice take(Heard.Ordered order) {
        taken.add(order.order());
        return notices.getOrDefault(order.order().topic(), Notice.of("Not available here"));
    }
}
