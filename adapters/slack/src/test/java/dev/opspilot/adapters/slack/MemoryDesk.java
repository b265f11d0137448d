package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button.Decide;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says of each topic what a test wants it to say. */
public final class MemoryDesk implements FrontDesk {
    private final Map<Topic, Notice> notices = new EnumMap<>(Topic.class);
    private final List<Command.Order> taken = new ArrayList<>();
    private @Nullable Supplier<Notice> refusal;

    public synchronized void says(Topic topic, Notice notice) {
        notices.put(topic, notice);
    }

    public synchronized void forget() {
        notices.clear();
        taken.clear();
        refusal = null;
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
        return heard.needs() == Role.VIEWER || heard instanceof Heard.Pressed(var _, var _, var _, var _, Decide _)
                ? Optional.empty()
                : Optional.ofNullable(refusal).map(Supplier::get);
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
