package dev.opspilot.bot;

import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All desks that take orders. Thread-safe. */
final class Desks implements FrontDesk {
    private final Map<Topic, OrderDesk> desks;

    Desks(List<OrderDesk> desks) {
        this.desks = desks.stream().collect(Collectors.toUnmodifiableMap(OrderDesk::topic, Function.identity()));
    }

    @Override
    public Set<Topic> topics() {
        return desks.keySet();
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
