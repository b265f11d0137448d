package dev.opspilot.bot.store;

import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostBookContract;
import dev.opspilot.rituals.surface.PostKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PgPostBookTest extends PostBookContract {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    protected PostBook book() {
        return new PgPostBook(database);
    }

    @Override
    protected void pass(PostKey key, Duration time) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        update post set claimed_until = claimed_until - :time * interval '1 millisecond'
                        where session_id = :session and slot = :slot
                        """)
                        .bind("time", time.toMillis())
                        .bind("session", key.session().value())
                        .bind("slot", key.slot())
                        .execute());
    }
}
