package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Schedules in memory, for what is set and shown; nothing is ever due here. */
public final class MemoryScheduleStore implements ScheduleStore {
    private final Map<HeardKey, ScheduleId> keys = new LinkedHashMap<>();
    private final Map<ScheduleId, Schedule> schedules = new LinkedHashMap<>();
    private final Map<HeardKey, Occurrence> occurrences = new LinkedHashMap<>();

    public synchronized List<Occurrence> occurrences() {
        return List.copyOf(occurrences.values());
    }

    @Override
    public synchronized Schedule add(HeardKey key, Schedule.Wanted wanted, Instant next, Instant now) {
        ScheduleId id = keys.computeIfAbsent(key, _ -> new ScheduleId(keys.size() + 1L));
        return schedules.computeIfAbsent(
                id,
                _ -> new Schedule(id, wanted, Schedule.State.ACTIVE, Optional.of(next), Optional.empty(), 0, "", now));
    }

    @Override
    public synchronized Optional<Schedule> find(ScheduleId id) {
        return Optional.ofNullable(schedules.get(id));
    }

    @Override
    public synchronized List<Schedule> all() {
        return schedules.values().stream()
                .sorted(Comparator.comparing(each -> each.next().orElse(Instant.MAX)))
                .toList();
    }

    @Override
    public synchronized Optional<Schedule> change(ScheduleId id, UnaryOperator<Schedule> change) {
        return Optional.ofNullable(schedules.computeIfPresent(id, (_, each) -> change.apply(each)));
    }

    @Override
    public synchronized boolean delete(ScheduleId id) {
        return schedules.remove(id) != null;
    }

    @Override
    public synchronized void add(Occurrence occurrence) {
        occurrences.putIfAbsent(occurrence.key(), occurrence);
    }

    @Override
    public synchronized List<Occurrence> latest() {
        return new ArrayList<>(occurrences.values());
    }

    @Override
    public int takeDue(Instant now, int limit, Function<Schedule, Due> rule) {
        return 0;
    }

    @Override
    public List<Heard> release(Instant now, int limit) {
        return List.of();
    }

    @Override
    public void settle(Instant now, BiFunction<Ended, Schedule, Delivery> rule) {}

    @Override
    public Optional<Instant> nextWake(Instant now) {
        return Optional.empty();
    }

    @Override
    public List<Untold> untold(int limit) {
        return List.of();
    }

    @Override
    public void told(long note) {}
}
