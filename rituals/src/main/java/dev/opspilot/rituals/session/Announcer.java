package dev.opspilot.rituals.session;

import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Has the announcements of one session posted, and tells what came of it. */
final class Announcer {
    private final SessionId session;
    private final Workbench workbench;
    private final Consumer<Input> tell;

    Announcer(SessionId session, Workbench workbench, Consumer<Input> tell) {
        this.session = session;
        this.workbench = workbench;
        this.tell = tell;
    }

    void announce(Announcement announcement) {
        Instant askedAt = workbench.clock().instant();
        long start = System.nanoTime();
        var _ = posted(announcement).whenComplete((ref, failure) -> {
            Optional<String> why = Optional.ofNullable(failure).map(EffectRunner::reason);
            String result = why.orElseGet(() -> "message " + ref.message() + " in " + ref.channel());
            tell.accept(new Input.Announced(
                    announcement.key(),
                    askedAt,
                    Duration.ofNanos(System.nanoTime() - start),
                    origin(announcement, result),
                    why));
        });
    }

    private CompletableFuture<PostRef> posted(Announcement announcement) {
        String name = announcement.to().surface();
        ChatSurface surface = workbench.surfaces().get(name);
        return surface == null
                ? CompletableFuture.failedFuture(
                        new GaveUpException("OpsPilot is not connected to " + Wording.surface(name) + "."))
                : surface.announce(session, announcement);
    }

    /** What was posted where stands for the arguments of a call. */
    private Reading.Origin origin(Announcement announcement, String result) {
        Place to = announcement.to();
        String thread = to.thread().map(each -> "/" + each).orElse("");
        return new Reading.Origin(
                Wording.surface(to.surface()),
                to.surface() + "/announce",
                to.workspace() + "/" + to.channel() + thread + "\n" + announcement.text(),
                workbench.clock().instant(),
                false,
                result,
                Optional.empty());
    }
}
