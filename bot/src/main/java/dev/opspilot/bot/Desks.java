package dev.opspilot.bot;

import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All desks that take orders. They open one after the other as the bot starts, since some need the surfaces that lead
 * people here. Thread-safe.
 */
final class Desks implements FrontDesk {
    private final Map<Topic, OrderDesk> desks = new ConcurrentHashMap<>();

    /** Opens a desk; from now on it takes the orders of its topic. */
    void open(OrderDesk desk) {
        desks.put(desk.topic(), desk);
    }

    @Override
    public Set<Topic> topics() {
        return Set.copyOf(desks.keySet());
    }

    @Override
    public Notice take(Heard.Ordered ordered) {
        Topic topic = ordered.order().topic();
        OrderDesk desk = desks.get(topic);
        return desk == null
                ? Notice.of("Not available here", "This OpsPilot does not know “" + topic.key() + "”.")
                : desk.take(ordered);
    }
}
