package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lets everybody do everything, until a test says otherwise. */
final class ScriptedDesk implements FrontDesk {
    private volatile Function<Heard, Optional<Notice>> script = _ -> Optional.empty();

    private volatile Optional<OrderForm> form = Optional.empty();
    private volatile Function<Heard.Ordered, OrderForm.Tried> tried = _ -> new OrderForm.Tried.Right(List.of());

    void asks(Optional<OrderForm> by, Function<Heard.Ordered, OrderForm.Tried> checks) {
        form = by;
        tried = checks;
    }

    @Override
    public Optional<OrderForm> form(Heard.Ordered order) {
        return form;
    }

    @Override
    public OrderForm.Tried tried(Heard.Ordered order) {
        return tried.apply(order);
    }

    void refuses(Function<Heard, Optional<Notice>> why) {
        script = why;
    }

    @Override
    public Set<Command.Topic> topics() {
        return Set.of(Command.Topic.values());
    }

    @Override
    public Notice take(Heard.Ordered order) {
        return Notice.of("", order.order().topic().key());
    }

    @Override
    public Optional<Notice> refusal(Heard heard) {
        return script.apply(heard);
    }
}
