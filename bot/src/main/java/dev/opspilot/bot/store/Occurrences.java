package dev.opspilot.bot.store;

import dev.opspilot.rituals.schedule.Delivery;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.surface.Heard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Hands occurrences on when they may run, and learns how they have ended. */
final class Occurrences {
    private static final int SETTLED_AT_ONCE = 500;

    private Occurrences() {}

    private record Pair(
            Occurrence occurrence, Optional<Schedule> schedule, Optional<String> failure, boolean lost, boolean told) {
        static Pair of(ResultSet row, Optional<String> failure, boolean lost, boolean told) throws SQLException {
            return new Pair(ScheduleRow.occurrence(row), ScheduleRow.schedule(row), failure, lost, told);
        }
    }

    /** What is heard for those whose time to run has come, earliest first; it is kept in the inbox. */
    static List<Heard> release(Handle handle, Instant now, int limit) {
        List<Pair> pairs = handle.createQuery("select " + ScheduleRow.OCCURRENCE + ", " + ScheduleRow.SCHEDULE + """
                         from occurrence o join schedule s on s.id = o.schedule_id
                         where o.state = 'WAITING' and o.release_at <= :now
                         order by o.due_at, o.release_at, o.key limit :limit for update of o skip locked
                        """)
                .bind("now", ReceiptRow.utc(now))
                .bind("limit", limit)
                .map((row, _) -> Pair.of(row, Optional.empty(), false, false))
                .list();
        List<Heard> heard = new ArrayList<>();
        PreparedBatch batch = handle.prepareBatch(
                "update occurrence set state = :state, session_id = :session, detail = :detail where key = :key");
        for (Pair each : pairs) {
            Optional<Occurrence> started = each.schedule().map(each.occurrence()::started);
            ScheduleRow.bind(batch, started.orElseGet(() -> each.occurrence().unreadable()))
                    .add();
            each.schedule().map(each.occurrence()::heard).ifPresent(heard::add);
        }
        if (!pairs.isEmpty()) {
            batch.execute();
        }
        return PgInbox.keep(handle, heard);
    }

    /** @return whether any had ended */
    static boolean settle(Handle handle, BiFunction<ScheduleStore.Ended, Schedule, Delivery> rule) {
        for (Pair each : ended(handle)) {
            each.schedule().ifPresent(known -> {
                // Read anew: an earlier one of the same schedule may just have changed it.
                Schedule schedule =
                        ScheduleSql.find(handle, known.id(), "for update").orElse(known);
                Delivery delivery = rule.apply(
                        new ScheduleStore.Ended(each.occurrence(), each.failure(), each.lost(), each.told()), schedule);
                write(handle, delivery);
            });
        }
        return true;
    }

    /** A launched ritual has ended once its end was shown, or never can be as its place is now; what was given up in the inbox, too. */
    private static List<Pair> ended(Handle handle) {
        return handle.createQuery("select " + ScheduleRow.OCCURRENCE + ", " + ScheduleRow.SCHEDULE + """
                        , case when s.work->>'type' in ('Draft', 'Run') then
                                   case when h.attempts >= 5 then coalesce(nullif(h.failure, ''), 'It could not be made.') end
                               when e.id is null then 'It could not be begun.'
                               when e.undelivered <> '' then e.undelivered
                               when e.status = 'FAILED' then
                                   coalesce((select v.body->>'reason' from session_event v
                                             where v.session_id = e.id and v.type = 'Finished'
                                             order by v.seq desc limit 1), 'The session failed.')
                          end as failure, coalesce(e.lost, false) as lost,
                               coalesce(s.work->>'type' = 'Launch' and e.settled and e.undelivered = '', false) as told
                        from occurrence o
                        join schedule s on s.id = o.schedule_id
                        left join session e on e.id = o.session_id and e.length > 0
                        left join heard h on h.key = o.key
                        where o.state = 'STARTED'
                          and ((s.work->>'type' = 'Launch' and (e.settled or e.lost))
                               or (h.handled_at is not null and (s.work->>'type' in ('Draft', 'Run') or e.id is null)))
                        order by o.due_at limit :limit for update of o skip locked
                        """)
                .bind("limit", SETTLED_AT_ONCE)
                .map((row, _) -> Pair.of(
                        row,
                        Optional.ofNullable(row.getString("failure")),
                        row.getBoolean("lost"),
                        row.getBoolean("told")))
                .list();
    }

    private static void write(Handle handle, Delivery delivery) {
        Occurrence ended = delivery.ended();
        handle.createUpdate("update occurrence set state = :state, detail = :detail where key = :key")
                .bind("state", ended.state().name())
                .bind("detail", ended.detail())
                .bind("key", ended.key().value())
                .execute();
        ScheduleSql.update(handle, List.of(delivery.then()));
        ScheduleSql.insert(handle, delivery.retry().stream().toList());
        delivery.note()
                .ifPresent(note -> ScheduleSql.insert(handle, delivery.then().id(), note));
    }
}
