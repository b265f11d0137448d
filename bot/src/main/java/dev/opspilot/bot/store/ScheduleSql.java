package dev.opspilot.bot.store;

import dev.opspilot.rituals.schedule.Note;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What every step of the schedules writes, within the step's transaction. */
final class ScheduleSql {
    static final String INSERT_OCCURRENCE = """
            insert into occurrence (key, schedule_id, due_at, attempt, release_at, state, session_id, detail)
            values (:key, :schedule, :due, :attempt, :release, :state, :session, :detail)
            on conflict (key) do nothing
            """;

    private ScheduleSql() {}

    /** @param lock how the row is locked; empty for not at all */
    static Optional<Schedule> find(Handle handle, ScheduleId id, String lock) {
        return handle.createQuery("select " + ScheduleRow.SCHEDULE + " from schedule s where s.id = :id " + lock)
                .bind("id", id.value())
                .map((row, _) -> ScheduleRow.schedule(row))
                .findOne()
                .flatMap(Function.identity());
    }

    static void insert(Handle handle, Collection<Occurrence> occurrences) {
        if (!occurrences.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(INSERT_OCCURRENCE);
            occurrences.forEach(each -> ScheduleRow.bind(batch, each).add());
            batch.execute();
        }
    }

    static void insert(Handle handle, ScheduleId schedule, Note note) {
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

    static void update(Handle handle, List<Schedule> schedules) {
        if (!schedules.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(ScheduleRow.UPDATE);
            schedules.forEach(each -> ScheduleRow.bind(batch, each).add());
            batch.execute();
        }
    }
}
