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
                                order by h.heard_at
                                """)
                        .map((row, _) -> new Row(row.getString("schedule_id"), ScheduleRow.instant(row, "due_at")))
                        .list());
    }

    public static int missed(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from occurrence where state = 'MISSED'")
                        .mapTo(Integer.class)
                        .one());
    }

    /** As if every session that a schedule began had ended, and could not be posted. */
    public static void failAll(Database database, String undelivered) {
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into session (id, length, status, settled, undelivered)
                        select session_id, 1, 'DONE', true, ? from occurrence where state = 'STARTED'
                        """, undelivered));
    }
}
