package dev.opspilot.bot;

import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings each order to the desk of its topic, and what came of it back to the person. Thread-safe. */
final class Orders {
    private final Map<Topic, OrderDesk> desks;
    private final Map<String, ChatSurface> surfaces;

    Orders(List<OrderDesk> desks, List<ChatSurface> surfaces) {
        this.desks = desks.stream().collect(Collectors.toUnmodifiableMap(OrderDesk::topic, Function.identity()));
        this.surfaces = surfaces.stream().collect(Collectors.toUnmodifiableMap(ChatSurface::name, Function.identity()));
    }

    /** Carries an order out; completes once the person was told, or cannot be. */
    CompletableFuture<Boolean> take(Heard.Ordered ordered, Role role) {
        return tell(ordered, answer(ordered, role));
    }

    /** Carries an order out, if the person may give it. */
    Notice answer(Heard.Ordered ordered, Role role) {
        OrderDesk desk = desks.get(ordered.order().topic());
        if (desk == null) {
            return Notice.of(
                    "Not available here",
                    "This OpsPilot does not know “" + ordered.order().topic().key() + "”.");
        }
        Role needed = desk.needs(ordered.order());
        return role.covers(needed) ? desk.take(ordered) : refusal(needed, role);
    }

    /** Tells a person kindly that they may not do something. */
    CompletableFuture<Boolean> refuse(Heard heard, Role needed, Role role) {
        return tell(heard, refusal(needed, role));
    }

    private static Notice refusal(Role needed, Role role) {
        return Notice.of(
                "This was not done",
                "It takes the role “" + needed.key() + "”, and you are “" + role.key() + "” here.",
                "An admin gives roles in the section “roles” of opspilot.yml.");
    }

    private CompletableFuture<Boolean> tell(Heard heard, Notice notice) {
        ChatSurface surface = surfaces.get(heard.place().surface());
        return surface == null
                ? CompletableFuture.completedFuture(true)
                : surface.tell(heard.key(), heard.person(), heard.place(), notice)
                        .handle((_, _) -> true);
    }
}
