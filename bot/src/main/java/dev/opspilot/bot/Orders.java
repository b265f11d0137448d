package dev.opspilot.bot;

import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Role;
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
        return tell(ordered, desk.take(ordered));
    }

    /** Tells a person kindly that they may not do something. */
    CompletableFuture<Boolean> refuse(Heard heard, Role needed, Role role) {
        return tell(heard, refusal(needed, role));
    }

    /** Tells a person that nobody said in time who they are, and that it was not about them. */
    CompletableFuture<Boolean> unanswered(Heard heard) {
        String surface = heard.place().surface();
        String platform = Character.toUpperCase(surface.charAt(0)) + surface.substring(1);
        return tell(
                heard,
                Notice.of(
                        "This was not done yet",
                        platform
                                + " did not tell OpsPilot who you are, so it is not known what you may do. It was tried"
                                + " for two minutes. Please ask again in a moment."));
    }

    static Notice refusal(Role needed, Role role) {
        return Notice.of(
                "This was not done",
                "It takes the role “" + needed.key() + "”, and you are “" + role.key() + "” here.",
                "An admin gives roles to members in the section “roles” of opspilot.yml; guests only read and ask.");
    }

    private CompletableFuture<Boolean> tell(Heard heard, Notice notice) {
        ChatSurface surface = surfaces.get(heard.place().surface());
        return surface == null || heard.person().ofHouse()
                ? CompletableFuture.completedFuture(true)
                : surface.tell(heard.key(), heard.person(), heard.place(), notice)
                        .handle((_, _) -> true);
    }
}
