package dev.opspilot.bot.store;

import dev.opspilot.rituals.schedule.Due;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Pacing;
import dev.opspilot.rituals.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Takes the schedules whose time has come: gives their occurrences a time to run, records what was missed, sets their next time. */
final class DueSchedules {
    private DueSchedules() {}

    /** @return how many were taken */
    static int take(Handle handle, Instant now, int limit, Function<Schedule, Due> rule) {
        Map<Long, Optional<Schedule>> rows = dueRows(handle, now, limit);
        disableUnreadable(handle, rows);
        List<Due> due =
                rows.values().stream().flatMap(Optional::stream).map(rule).toList();
        plan(handle, due, now);
        recordMissed(handle, due);
        ScheduleSql.update(handle, due.stream().map(Due::then).toList());
        return rows.size();
    }

    private static Map<Long, Optional<Schedule>> dueRows(Handle handle, Instant now, int limit) {
        Map<Long, Optional<Schedule>> rows = new LinkedHashMap<>();
        handle.createQuery("select " + ScheduleRow.SCHEDULE + """
                         from schedule s where s.state = 'ACTIVE' and s.next_at <= :now
                         order by s.next_at, s.id limit :limit for update skip locked
                        """)
                .bind("now", ReceiptRow.utc(now))
                .bind("limit", limit)
                .map((row, _) -> Map.entry(row.getLong("s_id"), ScheduleRow.schedule(row)))
                .forEach(each -> rows.put(each.getKey(), each.getValue()));
        return rows;
    }

    /** So that what this version cannot read stands in nobody's way. */
    private static void disableUnreadable(Handle handle, Map<Long, Optional<Schedule>> rows) {
        rows.forEach((id, schedule) -> {
            if (schedule.isEmpty()) {
                handle.createUpdate("""
                                update schedule set state = 'DISABLED', next_at = null,
                                                    reason = 'This version of OpsPilot cannot read it.'
                                where id = :id
                                """).bind("id", id).execute();
            }
        });
    }

    private static void plan(Handle handle, List<Due> due, Instant now) {
        List<Pacing.Candidate> candidates = due.stream()
                .flatMap(each -> each.runs().map(at -> new Pacing.Candidate(each.then(), at)).stream())
                .toList();
        List<String> lanes = candidates.stream()
                .flatMap(each -> Pacing.lanes(each.schedule().wanted().place()).stream())
                .distinct()
                .sorted()
                .toList();
        Pacing.Planned planned = Pacing.plan(candidates, free(handle, lanes), now);
        ScheduleSql.insert(handle, planned.occurrences());
        if (lanes.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into lane (name, free_at) values (:name, :free)
                on conflict (name) do update set free_at = excluded.free_at
                """);
        planned.free()
                .forEach((name, free) -> batch.bind("name", name)
                        .bind("free", ReceiptRow.utc(free))
                        .add());
        batch.execute();
    }

    private static Map<String, Instant> free(Handle handle, List<String> lanes) {
        return handle
                .createQuery("select name, free_at from lane where name = any(:names) order by name for update")
                .bindArray("names", String.class, lanes)
                .map((row, _) -> Map.entry(row.getString("name"), ScheduleRow.instant(row, "free_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void recordMissed(Handle handle, List<Due> due) {
        List<Occurrence> missed = new ArrayList<>();
        for (Due each : due) {
            each.note().ifPresent(note -> ScheduleSql.insert(handle, each.then().id(), note));
            missed.addAll(each.recorded());
        }
        ScheduleSql.insert(handle, missed);
    }
}
