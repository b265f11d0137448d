package dev.opspilot.bot.store;

import dev.opspilot.rituals.schedule.Delivery;
import dev.opspilot.rituals.schedule.Due;
import dev.opspilot.rituals.schedule.Note;
import dev.opspilot.rituals.schedule.Occurrence;
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
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Schedules and their occurrences in PostgreSQL. */
public final class PgScheduleStore implements ScheduleStore {
    /** How soon it is looked again at how what was handed on has ended. */
    private static final Duration SETTLES = Duration.ofSeconds(10);

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
        return sql.with(handle -> ScheduleSql.find(handle, id, ""));
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
            Optional<Schedule> changed =
                    ScheduleSql.find(handle, id, "for update").map(change);
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
        var _ = sql.with(handle -> ScheduleRow.bind(handle.createUpdate(ScheduleSql.INSERT_OCCURRENCE), occurrence)
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
        return sql.inTransaction(handle -> DueSchedules.take(handle, now, limit, rule));
    }

    @Override
    public List<Heard> release(Instant now, int limit) {
        return sql.inTransaction(handle -> Occurrences.release(handle, now, limit));
    }

    @Override
    public void settle(Instant now, BiFunction<Ended, Schedule, Delivery> rule) {
        var _ = sql.inTransaction(handle -> Occurrences.settle(handle, rule));
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
