package dev.opspilot.bot.schedule;

import dev.opspilot.rituals.schedule.Alarm;
import dev.opspilot.rituals.schedule.ScheduleNotices;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.ScheduleStore.Untold;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at all that is due: takes it, hands on what may run, learns how what ran has ended, and tells owners what they
 * must know. Each step is a transaction of its own; a round that dies between two is finished by the next.
 */
final class Round {
    private static final int BATCH = 500;
    private static final int TOLD_AT_ONCE = 50;
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final ScheduleStore store;
    private final Schedules schedules;
    private final Consumer<Heard> listener;
    private final Map<String, ChatSurface> surfaces;
    private final InstantSource clock;

    /** @param listener is handed what was kept in the inbox, to act on it at once if it can */
    Round(
            ScheduleStore store,
            Schedules schedules,
            Consumer<Heard> listener,
            List<ChatSurface> surfaces,
            InstantSource clock) {
        this.store = store;
        this.schedules = schedules;
        this.listener = listener;
        this.surfaces = surfaces.stream().collect(Collectors.toUnmodifiableMap(ChatSurface::name, Function.identity()));
        this.clock = clock;
    }

    /** Looks, and sets the alarm for the next time. */
    void run(Alarm alarm) {
        int taken;
        int released;
        do {
            Instant now = clock.instant();
            taken = store.takeDue(now, BATCH, schedule -> schedules.due(schedule, now));
            List<Heard> heard = store.release(now, BATCH);
            heard.forEach(listener);
            released = heard.size();
        } while (taken == BATCH || released == BATCH);
        Instant now = clock.instant();
        store.settle(now, (ended, schedule) -> schedules.delivery(schedule, ended, now));
        tell();
        store.nextWake(now).ifPresent(alarm::ringAt);
    }

    private void tell() {
        for (Untold untold : store.untold(TOLD_AT_ONCE)) {
            Person owner = untold.schedule().wanted().owner();
            Place asked = untold.schedule().wanted().asked();
            Optional<ChatSurface> surface = Optional.ofNullable(surfaces.get(asked.surface()));
            if (surface.isEmpty()) {
                LOG.warn(
                        "{}",
                        ScheduleNotices.note(untold.schedule(), untold.note()).title());
            }
            // To the person, not to the channel: that may be gone, or its members be asleep.
            Place toThem = new Place(asked.surface(), asked.workspace(), owner.id(), Optional.empty());
            var _ = surface.map(each -> each.tell(
                            new HeardKey("schedule-note/" + untold.id()),
                            owner,
                            toThem,
                            ScheduleNotices.note(untold.schedule(), untold.note())))
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .whenComplete((_, failure) -> told(untold, failure == null ? "" : failure.toString()));
        }
    }

    private void told(Untold untold, String failure) {
        if (!failure.isEmpty()) {
            LOG.warn(
                    "The owner of schedule {} could not be told: {}",
                    untold.schedule().id(),
                    failure);
        }
        store.told(untold.id());
    }
}
