package dev.opspilot.bot.store;

import dev.opspilot.rituals.schedule.Delivery;
import dev.opspilot.rituals.schedule.Due;
import dev.opspilot.rituals.schedule.Note;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Pacing;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleId;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Schedules and their occurrences in PostgreSQL. */
public final class PgScheduleStore implements ScheduleStore {
    /** How soon it is looked again at how what was handed on has ended. */
    private static final Duration SETTLES = Duration.ofSeconds(10);

    private static final int SETTLED_AT_ONCE = 500;

    private static final String INSERT_OCCURRENCE = """
            insert into occurrence (key, schedule_id, due_at, attempt, release_at, state, session_id, detail)
            values (:key, :schedule, :due, :attempt, :release, :state, :session, :detail)
            on conflict (key) do nothing
            """;

    private final Sql sql;

    public PgScheduleStore(Database database) {
        this.sql = new Sql(database.jdbi());
    }

    @Override
    public Schedule add(HeardKey key, Schedule.Wanted wanted, Instant next, Instant now) {
        return sql.inTransaction(handle -> {
            var _ = insert(handle, key.value(), wanted, next, now);
            return handle.createQuery("select " + ScheduleRow.SCHEDULE + " from schedule s where s.wish = :wish")
                    .bind("wish", key.value())
                    .map((row, _) -> ScheduleRow.schedule(row).orElseThrow())
                    .one();
        });
    }

    /** @return whether it is new */
    static boolean insert(Handle handle, String wish, Schedule.Wanted wanted, Instant next, Instant now) {
        return ScheduleRow.bind(handle.createUpdate("""
                                insert into schedule (wish, owner, asked, place, label, work, recurrence, zone, rests,
                                                      session_id, follow_up, title, state, next_at, set_at)
                                values (:wish, :owner::json, :asked::json, :place::json, :label, :work::json, :recurrence,
                                        :zone, :rests, :session, :followUp, :title, 'ACTIVE', :next, :now)
                                on conflict (wish) do nothing
                                """), wanted)
                        .bind("wish", wish)
                        .bind("next", ReceiptRow.utc(next))
                        .bind("now", ReceiptRow.utc(now))
                        .execute()
                == 1;
    }

    @Override
    public Optional<Schedule> find(ScheduleId id) {
        return sql.with(handle -> find(handle, id, ""));
    }

    private static Optional<Schedule> find(Handle handle, ScheduleId id, String lock) {
        return handle.createQuery("select " + ScheduleRow.SCHEDULE + " from schedule s where s.id = :id " + lock)
                .bind("id", id.value())
                .map((row, _) -> ScheduleRow.schedule(row))
                .findOne()
                .flatMap(Function.identity());
    }

    @Override
    public List<Schedule> all() {
        return sql.with(
                handle -> handle
                        .createQuery("select " + ScheduleRow.SCHEDULE + """
                         from schedule s where s.state <> 'DONE' order by s.next_at nulls last, s.id
                        """)
                        .map((row, _) -> ScheduleRow.schedule(row))
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    @Override
    public Optional<Schedule> change(ScheduleId id, UnaryOperator<Schedule> change) {
        return sql.inTransaction(handle -> {
            Optional<Schedule> changed = find(handle, id, "for update").map(change);
            changed.ifPresent(each -> ScheduleRow.bind(handle.createUpdate(ScheduleRow.UPDATE), each)
                    .execute());
            return changed;
        });
    }

    @Override
    public boolean delete(ScheduleId id) {
        return sql.with(handle -> handle.createUpdate("delete from schedule where id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1);
    }

    @Override
    public void add(Occurrence occurrence) {
        var _ = sql.with(handle -> ScheduleRow.bind(handle.createUpdate(INSERT_OCCURRENCE), occurrence)
                .execute());
    }

    @Override
    public List<Occurrence> latest() {
        return sql.with(
                handle -> handle.createQuery("select distinct on (o.schedule_id) " + ScheduleRow.OCCURRENCE + """
                         from occurrence o join schedule s on s.id = o.schedule_id
                         where s.state <> 'DONE' and o.state <> 'WAITING'
                         order by o.schedule_id, o.due_at desc, o.attempt desc
                        """)
                        .map((row, _) -> ScheduleRow.occurrence(row))
                        .list());
    }

    @Override
    public int takeDue(Instant now, int limit, Function<Schedule, Due> rule) {
        return sql.inTransaction(handle -> {
            Map<Long, Optional<Schedule>> rows = dueRows(handle, now, limit);
            disableUnreadable(handle, rows);
            List<Due> due =
                    rows.values().stream().flatMap(Optional::stream).map(rule).toList();
            plan(handle, due, now);
            recordMissed(handle, due);
            update(handle, due.stream().map(Due::then).toList());
            return rows.size();
        });
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
        insert(handle, planned.occurrences());
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

    private static void insert(Handle handle, Collection<Occurrence> occurrences) {
        if (!occurrences.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(INSERT_OCCURRENCE);
            occurrences.forEach(each -> ScheduleRow.bind(batch, each).add());
            batch.execute();
        }
    }

    private static void recordMissed(Handle handle, List<Due> due) {
        List<Occurrence> missed = new ArrayList<>();
        for (Due each : due) {
            each.note().ifPresent(note -> insert(handle, each.then().id(), note));
            missed.addAll(each.recorded());
        }
        insert(handle, missed);
    }

    private static void insert(Handle handle, ScheduleId schedule, Note note) {
        handle.createUpdate("""
                        insert into schedule_note (schedule_id, kind, first_at, last_at, times, reason)
                        values (:schedule, :kind, :first, :last, :times, :reason)
                        """)
                .bind("schedule", schedule.value())
                .bind("kind", note.kind().name())
                .bind("first", ReceiptRow.utc(note.first()))
                .bind("last", ReceiptRow.utc(note.last()))
                .bind("times", note.times())
                .bind("reason", note.reason())
                .execute();
    }

    private static void update(Handle handle, List<Schedule> schedules) {
        if (!schedules.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(ScheduleRow.UPDATE);
            schedules.forEach(each -> ScheduleRow.bind(batch, each).add());
            batch.execute();
        }
    }

    private record Pair(Occurrence occurrence, Optional<Schedule> schedule, Optional<String> failure) {
        static Pair of(ResultSet row, Optional<String> failure) throws SQLException {
            return new Pair(ScheduleRow.occurrence(row), ScheduleRow.schedule(row), failure);
        }
    }

    @Override
    public List<Heard> release(Instant now, int limit) {
        return sql.inTransaction(handle -> {
            List<Pair> pairs = handle.createQuery(
                            "select " + ScheduleRow.OCCURRENCE + ", " + ScheduleRow.SCHEDULE + """
                             from occurrence o join schedule s on s.id = o.schedule_id
                             where o.state = 'WAITING' and o.release_at <= :now
                             order by o.due_at, o.release_at, o.key limit :limit for update of o skip locked
                            """)
                    .bind("now", ReceiptRow.utc(now))
                    .bind("limit", limit)
                    .map((row, _) -> Pair.of(row, Optional.empty()))
                    .list();
            List<Heard> heard = new ArrayList<>();
            PreparedBatch batch = handle.prepareBatch(
                    "update occurrence set state = :state, session_id = :session, detail = :detail where key = :key");
            for (Pair each : pairs) {
                Optional<Occurrence> started = each.schedule().map(each.occurrence()::started);
                ScheduleRow.bind(
                                batch, started.orElseGet(() -> each.occurrence().unreadable()))
                        .add();
                each.schedule().map(each.occurrence()::heard).ifPresent(heard::add);
            }
            if (!pairs.isEmpty()) {
                batch.execute();
            }
            return PgInbox.keep(handle, heard);
        });
    }

    @Override
    public void settle(Instant now, BiFunction<Ended, Schedule, Delivery> rule) {
        var _ = sql.inTransaction(handle -> {
            for (Pair each : ended(handle)) {
                each.schedule().ifPresent(known -> {
                    // Read anew: an earlier one of the same schedule may just have changed it.
                    Schedule schedule = find(handle, known.id(), "for update").orElse(known);
                    Delivery delivery = rule.apply(new Ended(each.occurrence(), each.failure()), schedule);
                    write(handle, delivery);
                });
            }
            return true;
        });
    }

    /** A launched ritual has ended once its end was shown, or never can be; what was given up in the inbox, too. */
    private static List<Pair> ended(Handle handle) {
        return handle.createQuery("select " + ScheduleRow.OCCURRENCE + ", " + ScheduleRow.SCHEDULE + """
                        , case when s.work->>'type' in ('Draft', 'Run') then
                                   case when h.attempts >= 5 then 'It could not be made.' end
                               when e.id is null then 'It could not be begun.'
                               when e.undelivered <> '' then e.undelivered
                               when e.status = 'FAILED' then
                                   coalesce((select v.body->>'reason' from session_event v
                                             where v.session_id = e.id and v.body->>'type' = 'Finished'
                                             order by v.seq desc limit 1), 'The session failed.')
                          end as failure
                        from occurrence o
                        join schedule s on s.id = o.schedule_id
                        left join session e on e.id = o.session_id and e.length > 0
                        left join heard h on h.key = o.key
                        where o.state = 'STARTED'
                          and ((s.work->>'type' = 'Launch' and e.settled)
                               or (h.handled_at is not null and (s.work->>'type' in ('Draft', 'Run') or e.id is null)))
                        order by o.due_at limit :limit for update of o skip locked
                        """)
                .bind("limit", SETTLED_AT_ONCE)
                .map((row, _) -> Pair.of(row, Optional.ofNullable(row.getString("failure"))))
                .list();
    }

    private static void write(Handle handle, Delivery delivery) {
        Occurrence ended = delivery.ended();
        handle.createUpdate("update occurrence set state = :state, detail = :detail where key = :key")
                .bind("state", ended.state().name())
                .bind("detail", ended.detail())
                .bind("key", ended.key().value())
                .execute();
        update(handle, List.of(delivery.then()));
        insert(handle, delivery.retry().stream().toList());
        delivery.note().ifPresent(note -> insert(handle, delivery.then().id(), note));
    }

    @Override
    public Optional<Instant> nextWake(Instant now) {
        return sql.with(handle -> handle.createQuery("""
                        select least((select min(next_at) from schedule where state = 'ACTIVE'),
                                     (select min(release_at) from occurrence where state = 'WAITING'),
                                     (select :settles::timestamptz
                                      where exists (select 1 from occurrence where state = 'STARTED'))) as wake
                        """)
                .bind("settles", ReceiptRow.utc(now.plus(SETTLES)))
                .map((row, _) -> Optional.ofNullable(row.getObject("wake", OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant));
    }

    @Override
    public List<Untold> untold(int limit) {
        return sql.with(handle -> handle
                .createQuery("select n.*, " + ScheduleRow.SCHEDULE + """
                         from schedule_note n join schedule s on s.id = n.schedule_id
                         where n.told_at is null order by n.id limit :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> untold(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Untold> untold(ResultSet row) throws SQLException {
        Note note = new Note(
                Note.Kind.valueOf(row.getString("kind")),
                ScheduleRow.instant(row, "first_at"),
                ScheduleRow.instant(row, "last_at"),
                row.getInt("times"),
                row.getString("reason"));
        long id = row.getLong("id");
        return ScheduleRow.schedule(row).map(schedule -> new Untold(id, schedule, note));
    }

    @Override
    public void told(long note) {
        var _ = sql.with(handle -> handle.createUpdate("update schedule_note set told_at = now() where id = :id")
                .bind("id", note)
                .execute());
    }
}
