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
                truncate session, post, heard, node, schedule, occurrence, lane, schedule_note cascade;
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
                insert into schedule (wish, owner, asked, place, label, work, recurrence, zone, rests, state, set_at)
                    select wish, '{}', '{}', '{}', '', '{}', '', 'UTC', false, state, now() - interval '300 days'
                    from (values ('daily', 'ACTIVE'), ('paused', 'PAUSED'), ('over', 'DONE'), ('lately', 'DONE'),
                                 ('runs', 'DONE'), ('untold', 'DONE')) as each (wish, state);
                insert into occurrence (key, schedule_id, due_at, attempt, release_at, state)
                    select key, s.id, now() - days * interval '1 day', attempt, now(), o.state
                    from (values ('daily/91', 'daily', 91, 1, 'DELIVERED'), ('daily/91/2', 'daily', 91, 2, 'FAILED'),
                                 ('daily/89', 'daily', 89, 1, 'DELIVERED'), ('daily/95', 'daily', 95, 1, 'STARTED'),
                                 ('paused/200', 'paused', 200, 1, 'MISSED'), ('paused/100', 'paused', 100, 1, 'DELIVERED'),
                                 ('over/91', 'over', 91, 1, 'DELIVERED'), ('lately/89', 'lately', 89, 1, 'DELIVERED'),
                                 ('runs/91', 'runs', 91, 1, 'WAITING'), ('untold/91', 'untold', 91, 1, 'FAILED'))
                         as o (key, wish, days, attempt, state) join schedule s on s.wish = o.wish;
                insert into schedule_note (schedule_id, kind, first_at, last_at, times, reason, told_at)
                    select id, 'FAILED', now(), now(), 1, '', case when wish = 'over' then now() end
                    from schedule where wish in ('untold', 'over');
                insert into automation_run (session_id, key, automation, cause, signal, state, asked_at, ended_at) values
                    ('older', 'k1', 'often', '', '{}', 'ENDED', now(), now() - interval '91 days'),
                    ('latest', 'k2', 'often', '', '{}', 'ENDED', now(), now() - interval '90 days'),
                    ('only', 'k3', 'once', '', '{}', 'ENDED', now(), now() - interval '300 days'),
                    ('waits', 'k4', 'once', '', '{}', 'QUEUED', now() - interval '300 days', null);
                insert into lane (name, free_at) values
                    ('old', now() - interval '25 hours'), ('young', now() - interval '23 hours');
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
            assertThat(purge.now()).isEqualTo(new Purge.Purged(2, 1, 1, 3, 1, 1, 1));
            assertThat(purge.now()).isEqualTo(new Purge.Purged(0, 0, 0, 0, 0, 0, 0));
        }

        assertThat(left("session_id || '/' || slot", "post")).containsExactly("open/old", "over/young");
        assertThat(left("key", "heard")).containsExactly("undone", "young");
        assertThat(left("id", "node")).containsExactly("silent");
        assertThat(left("id", "session")).containsExactly("open", "over");
        assertThat(left("key", "occurrence"))
                .containsExactly("daily/89", "daily/95", "lately/89", "paused/100", "runs/91", "untold/91");
        assertThat(left("wish", "schedule")).containsExactly("daily", "lately", "paused", "runs", "untold");
        assertThat(left("name", "lane")).containsExactly("young");
    }
}
