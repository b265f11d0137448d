package dev.opspilot.bot.schedule;

import dev.opspilot.rituals.schedule.Alarm;
import dev.opspilot.rituals.schedule.Due;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleNotices;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.ScheduleStore.Untold;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
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

    /** Between rounds while much waits for its channel to be free. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

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
        boolean busy = false;
        do {
            Instant now = clock.instant();
            taken = store.takeDue(now, BATCH, schedule -> due(schedule, now));
            List<Heard> heard = store.release(now, BATCH);
            heard.forEach(listener);
            released = heard.size();
            busy |= released > 0;
        } while (taken == BATCH || released == BATCH);
        Instant now = clock.instant();
        Instant soonest = busy ? now.plus(PAUSE) : now;
        store.settle(now, (ended, schedule) -> schedules.delivery(schedule, ended, now));
        tell();
        store.nextWake(now).map(next -> next.isBefore(soonest) ? soonest : next).ifPresent(alarm::ringAt);
    }

    /** What can be written nowhere is not begun. */
    private Due due(Schedule schedule, Instant now) {
        Due due = schedules.due(schedule, now);
        Place place = schedule.wanted().place();
        return Optional.ofNullable(surfaces.get(place.surface()))
                .flatMap(surface -> surface.lost(place))
                .map(due::lost)
                .orElse(due);
    }

    private void tell() {
        for (Untold untold : store.untold(TOLD_AT_ONCE)) {
            Notice notice = ScheduleNotices.note(untold.schedule(), untold.note());
            var _ = tell(untold, notice)
                    .handle((_, failure) -> Optional.ofNullable(failure))
                    .thenAccept(failure -> {
                        failure.ifPresent(why -> LOG.warn("{} could not be told: {}", notice.title(), why.toString()));
                        store.told(untold.id());
                    });
        }
    }

    /** To the person first: the channel may be gone, or nobody look at it. What a workflow set has no other place. */
    private CompletableFuture<Void> tell(Untold untold, Notice notice) {
        Person owner = untold.schedule().wanted().owner();
        Place asked = untold.schedule().wanted().asked();
        ChatSurface surface = surfaces.get(asked.surface());
        if (surface == null) {
            LOG.warn("{}", notice.title());
            return CompletableFuture.completedFuture(null);
        }
        HeardKey key = new HeardKey("schedule-note/" + untold.id());
        if (owner.ofHouse()) {
            return surface.tell(key, owner, asked, notice);
        }
        Place toThem = new Place(asked.surface(), asked.workspace(), owner.id(), Optional.empty());
        return surface.tell(key, owner, toThem, notice)
                .exceptionallyCompose(_ -> surface.tell(key, owner, asked, notice));
    }
}
