package dev.opspilot.bot;

import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
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
    CompletableFuture<Boolean> take(Heard.Ordered ordered) {
        OrderDesk desk = desks.get(ordered.order().topic());
        Notice notice = desk == null
                ? Notice.of(
                        "Not available here",
                        "This OpsPilot does not know “"
                                + ordered.order().topic().key() + "”.")
                : desk.take(ordered);
        ChatSurface surface = surfaces.get(ordered.place().surface());
        return surface == null
                ? CompletableFuture.completedFuture(true)
                : surface.tell(ordered.key(), ordered.person(), ordered.place(), notice)
                        .handle((_, _) -> true);
    }
}
