package dev.opspilot.bot.store;

import java.time.Instant;
import java.util.List;

/** What schedules left in the inbox, for tests. */
public final class HeardRows {
    private HeardRows() {}

    /** One thing heard, by the key {@code schedule/ID/DUE}. */
    public record Row(String schedule, Instant due) {}

    /** All that schedules had heard for their due times, in the order in which it is acted on. */
    public static List<Row> inOrder(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select o.schedule_id, o.due_at from heard h join occurrence o on o.key = h.key
                                order by h.heard_at, o.due_at
                                """)
                        .map((row, _) -> new Row(row.getString("schedule_id"), ScheduleRow.instant(row, "due_at")))
                        .list());
    }

    public static int missed(Database database) {
        return count(database, "select count(*) from occurrence where state = 'MISSED'");
    }

    /** How many sessions that schedules began have come to their end. */
    public static int ended(Database database) {
        return count(database, """
                select count(*) from occurrence o join session s on s.id = o.session_id where s.status in ('DONE', 'FAILED')
                """);
    }

    /** How often sessions have begun. */
    public static int begun(Database database) {
        return count(database, "select count(*) from session_event where body->>'type' = 'Started'");
    }

    /** How many transactions the database has committed so far. */
    public static int transactions(Database database) {
        return count(database, "select xact_commit from pg_stat_database where datname = current_database()");
    }

    /** How long after its due time the last occurrence may run, in milliseconds. */
    public static int lastReleasedAfterMillis(Database database) {
        return count(database, "select (extract(epoch from max(release_at - due_at)) * 1000)::bigint from occurrence");
    }

    /** Leaves no schedule and nothing to post. */
    public static void forgetSchedules(Database database) {
        database.jdbi().useHandle(handle -> handle.execute("truncate schedule, occurrence, lane, schedule_note"));
    }

    private static int count(Database database, String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    /** As if every session that a schedule began had ended, and could not be posted. */
    public static void failAll(Database database, String undelivered) {
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into session (id, length, status, settled, undelivered)
                        select session_id, 1, 'DONE', true, ? from occurrence where state = 'STARTED'
                        """, undelivered));
    }
}
