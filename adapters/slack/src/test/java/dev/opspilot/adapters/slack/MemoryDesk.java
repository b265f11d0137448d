package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of each topic what a test wants it to say. */
public final class MemoryDesk implements FrontDesk {
    private final Map<Topic, Notice> notices = new EnumMap<>(Topic.class);
    private final List<Command.Order> taken = new ArrayList<>();

    public synchronized void says(Topic topic, Notice notice) {
        notices.put(topic, notice);
    }

    public synchronized void forget() {
        notices.clear();
        taken.clear();
    }

    public synchronized List<Command.Order> taken() {
        return List.copyOf(taken);
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
