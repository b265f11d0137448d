package dev.opspilot.bot;

import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.Roles;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All desks that take orders. They open one after the other as the bot starts, since some need the surfaces that lead
 * people here. Thread-safe.
 */
final class Desks implements FrontDesk {
    private final Map<Topic, OrderDesk> desks = new ConcurrentHashMap<>();
    private volatile Roles roles = (_, _) -> Role.VIEWER;

    /** Opens a desk; from now on it takes the orders of its topic. */
    void open(OrderDesk desk) {
        desks.put(desk.topic(), desk);
    }

    /** Lets people give orders by their roles; until then everybody only looks. */
    void guard(Roles by) {
        roles = by;
    }

    @Override
    public Set<Topic> topics() {
        return Set.copyOf(desks.keySet());
    }

    @Override
    public Notice take(Heard.Ordered ordered) {
        Topic topic = ordered.order().topic();
        OrderDesk desk = desks.get(topic);
        if (desk == null) {
            return Notice.of("Not available here", "This OpsPilot does not know “" + topic.key() + "”.");
        }
        Role needed = desk.needs(ordered.order());
        Role role = roles.of(ordered.person(), ordered.place());
        return role.covers(needed) ? desk.take(ordered) : Orders.refusal(needed, role);
    }
}
