package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PurgeTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.jdbi().useHandle(handle -> handle.execute("""
                truncate session, post, heard, node cascade;
                insert into session (id, settled) values ('over', true), ('open', false);
                insert into post (session_id, slot, tried_at) values
                    ('over', 'old', now() - interval '181 days'), ('over', 'young', now() - interval '179 days'),
                    ('open', 'old', now() - interval '181 days'), ('gone', 'old', now() - interval '181 days');
                insert into heard (key, session_id, body, heard_at, handled_at) values
                    ('old', 'over', '{}', now() - interval '40 days', now() - interval '31 days'),
                    ('young', 'over', '{}', now() - interval '40 days', now() - interval '29 days'),
                    ('undone', 'open', '{}', now() - interval '40 days', null);
                insert into node (id, beat_at) values
                    ('dead', now() - interval '25 hours'), ('silent', now() - interval '23 hours');
                """));
    }

    private static List<String> left(String columns, String table) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + columns + " from " + table + " order by 1")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void forgetsWhatIsOldAndKeepsWhatMayStillBeNeeded() {
        try (Purge purge = new Purge(database)) {
            assertThat(purge.now()).isEqualTo(new Purge.Purged(2, 1, 1));
            assertThat(purge.now()).isEqualTo(new Purge.Purged(0, 0, 0));
        }

        assertThat(left("session_id || '/' || slot", "post")).containsExactly("open/old", "over/young");
        assertThat(left("key", "heard")).containsExactly("undone", "young");
        assertThat(left("id", "node")).containsExactly("silent");
        assertThat(left("id", "session")).containsExactly("open", "over");
    }
}
