package dev.opspilot.bot.store;

import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.session.SessionStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PgSessionStoreTest extends SessionStoreContract {
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
    protected SessionStore store() {
        return new PgSessionStore(database, Duration.ofSeconds(10));
    }

    @Override
    protected void silence(NodeId node) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update node set beat_at = now() - interval '1 hour' where id = :id")
                        .bind("id", node.value())
                        .execute());
    }
}
