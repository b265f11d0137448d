package dev.opspilot.bot;

import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has each order carried out, and brings what came of it back to the person. Thread-safe. */
final class Orders {
    private final FrontDesk desk;
    private final Map<String, ChatSurface> surfaces;

    Orders(FrontDesk desk, List<ChatSurface> surfaces) {
        this.desk = desk;
        this.surfaces = surfaces.stream().collect(Collectors.toUnmodifiableMap(ChatSurface::name, Function.identity()));
    }

    /** Carries an order out; completes once the person was told, or cannot be. */
    CompletableFuture<Boolean> take(Heard.Ordered ordered) {
        Notice notice = desk.take(ordered);
        ChatSurface surface = surfaces.get(ordered.place().surface());
        return surface == null
                ? CompletableFuture.completedFuture(true)
                : surface.tell(ordered.key(), ordered.person(), ordered.place(), notice)
                        .handle((_, _) -> true);
    }
}
