package dev.opspilot.bot;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.Roles;
import dev.opspilot.rituals.surface.UnansweredException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
        Optional<Role> role = role(ordered, needed);
        if (role.isPresent() && !role.get().covers(needed)) {
            return Orders.refusal(needed, role.get());
        }
        Notice told = desk.take(ordered);
        return role.map(each -> offered(told, each)).orElse(told);
    }

    /** What the person is; empty where nobody says so and it need not be known, and for OpsPilot itself. */
    private Optional<Role> role(Heard heard, Role needed) {
        try {
            Role role = roles.of(heard.person(), heard.place());
            return heard.person().ofHouse() && role.covers(needed) ? Optional.empty() : Optional.of(role);
        } catch (UnansweredException e) {
            if (needed == Role.VIEWER) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<OrderForm> form(Heard.Ordered ordered) {
        return Optional.ofNullable(desks.get(ordered.order().topic())).flatMap(desk -> desk.form(ordered));
    }

    @Override
    public Tried tried(Heard.Ordered ordered) {
        OrderDesk desk = desks.get(ordered.order().topic());
        return desk == null ? new Tried.Wrong("Nobody takes that order here.") : desk.tried(ordered);
    }

    @Override
    public Optional<Notice> refusal(Heard heard) {
        Role needed = needed(heard);
        if (needed == Role.VIEWER) {
            return Optional.empty();
        }
        Role role = roles.of(heard.person(), heard.place());
        return role.covers(needed) ? Optional.empty() : Optional.of(Orders.refusal(needed, role));
    }

    private Role needed(Heard heard) {
        if (heard instanceof Heard.Ordered ordered) {
            return needed(ordered.order());
        }
        return heard.decides() ? Role.VIEWER : heard.needs();
    }

    private Role needed(Command.Order order) {
        OrderDesk desk = desks.get(order.topic());
        return desk == null ? Role.VIEWER : desk.needs(order);
    }

    /** Only the buttons that the person may press; of the others it is said whose they are. */
    private Notice offered(Notice notice, Role role) {
        Map<Role, Set<String>> others = new EnumMap<>(Role.class);
        List<Notice.Line> lines = new ArrayList<>();
        for (Notice.Line line : notice.lines()) {
            List<Notice.Action> may = offered(line.actions(), role, others);
            lines.add(may.equals(line.actions()) ? line : new Notice.Line(line.text(), may));
        }
        List<Notice.Action> actions = offered(notice.actions(), role, others);
        others.forEach((needed, labels) -> lines.add(
                Notice.Line.of(labels.stream().map(each -> "“" + each + "”").collect(Collectors.joining(", "))
                        + (labels.size() == 1 ? " takes" : " take")
                        + " the role “" + needed.key() + "”; you are “" + role.key() + "” here.")));
        return new Notice(notice.title(), lines, actions);
    }

    private List<Notice.Action> offered(List<Notice.Action> actions, Role role, Map<Role, Set<String>> others) {
        List<Notice.Action> offered = new ArrayList<>();
        for (Notice.Action action : actions) {
            Role needed = switch (Command.parse(action.command())) {
                case Command.Order order -> needed(order);
                case Command.Launch _ -> Role.OPERATOR;
                case Command.Help _ -> Role.VIEWER;
            };
            if (role.covers(needed)) {
                offered.add(action);
            } else {
                others.computeIfAbsent(needed, _ -> new LinkedHashSet<>()).add(action.label());
            }
        }
        return offered;
    }
}
