package dev.opspilot.bot.mesh;

import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks each second at which sessions have ended and whose turn it is. Every node has one; they do not disturb each other. */
public final class Relay implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Automations automations;
    private final ScheduleStore schedules;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("automations").daemon().factory());

    public Relay(Automations automations, ScheduleStore schedules) {
        this.automations = automations;
        this.schedules = schedules;
    }

    /**
     * Begins to look, after the schedules of workflows are set.
     *
     * @param listener is handed what was kept in the inbox, to act on it at once if it can
     * @param surfaces where it is told that a trigger came to nothing
     */
    public void start(Consumer<Heard> listener, List<ChatSurface> surfaces) {
        Map<String, ChatSurface> byName =
                surfaces.stream().collect(Collectors.toUnmodifiableMap(ChatSurface::name, Function.identity()));
        automations.flaws().forEach(flaw -> LOG.error("A workflow cannot be used: {}", flaw));
        automations.start(listener, (about, place, notice) -> {
            LOG.warn("{}: {}", notice.title(), notice.lines());
            Optional.ofNullable(byName.get(place.surface())).ifPresent(surface -> {
                var _ = surface.tell(about, Person.AUTOMATION, place, notice);
            });
        });
        automations.schedule(schedules);
        var _ = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            automations.relay();
        } catch (RuntimeException e) {
            LOG.warn("What follows from the ends of sessions cannot be looked up now", e);
        }
    }

    /** Stops, after a look that is under way. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(2, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
