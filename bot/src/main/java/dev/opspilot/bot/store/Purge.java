package dev.opspilot.bot.store;

import dev.opspilot.rituals.surface.PostBook;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, once an hour, what only served to know things again: where posts stand after {@link PostBook#KEPT}, what was
 * heard and acted on after {@link #HEARD_KEPT}, nodes that fell silent for {@link #NODES_KEPT}, and what became of
 * schedules after {@link #OCCURRENCES_KEPT}. Sessions, their logs and their receipts are never purged, nor is a schedule
 * that may still run. Thread-safe; any number of nodes may purge at once.
 */
public final class Purge implements AutoCloseable {
    /** Far longer than any platform delivers a thing again. */
    static final Duration HEARD_KEPT = Duration.ofDays(30);

    /** Far longer than any lease. */
    static final Duration NODES_KEPT = Duration.ofDays(1);

    /** How long it can be seen when a schedule or a workflow ran; the latest time stays as long as they do. */
    static final Duration OCCURRENCES_KEPT = Duration.ofDays(90);

    private static final Duration EVERY = Duration.ofHours(1);
    /* Few enough that nobody waits for the locks; the next hour takes the rest. */
    private static final int AT_ONCE = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final Jdbi jdbi;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("purge").daemon().factory());

    /** What was forgotten in one go. */
    record Purged(int posts, int heard, int nodes, int occurrences, int schedules, int lanes, int runs) {}

    public Purge(Database database) {
        this.jdbi = database.jdbi();
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::run, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void run() {
        try {
            Purged purged = now();
            LOG.info("Purged {}", purged);
        } catch (RuntimeException e) {
            LOG.warn("Old rows cannot be purged now; it is tried again in an hour", e);
        }
    }

    Purged now() {
        // What a session that goes on may still need is kept, however old it is.
        int posts = delete("""
                delete from post where (session_id, slot) in (
                    select p.session_id, p.slot from post p
                    where p.tried_at < now() - :age * interval '1 millisecond'
                      and not exists (select 1 from session s where s.id = p.session_id and not s.settled)
                    limit :limit)
                """, PostBook.KEPT);
        int heard = delete("""
                delete from heard where key in (
                    select key from heard where handled_at < now() - :age * interval '1 millisecond' limit :limit)
                """, HEARD_KEPT);
        int nodes = delete("""
                delete from node where id in (
                    select id from node where beat_at < now() - :age * interval '1 millisecond' limit :limit)
                """, NODES_KEPT);
        int occurrences = delete("""
                delete from occurrence where key in (
                    select o.key from occurrence o
                    where o.due_at < now() - :age * interval '1 millisecond' and o.state not in ('WAITING', 'STARTED')
                      and exists (select 1 from occurrence later
                                  where later.schedule_id = o.schedule_id
                                    and (later.due_at, later.attempt) > (o.due_at, o.attempt))
                    limit :limit)
                """, OCCURRENCES_KEPT);
        // One that came once and is over; what is left of it goes with it.
        int schedules = delete("""
                delete from schedule where id in (
                    select s.id from schedule s
                    where s.state = 'DONE' and s.set_at < now() - :age * interval '1 millisecond'
                      and not exists (select 1 from occurrence o
                                      where o.schedule_id = s.id
                                        and (o.state in ('WAITING', 'STARTED')
                                             or o.due_at >= now() - :age * interval '1 millisecond'))
                      and not exists (select 1 from schedule_note n where n.schedule_id = s.id and n.told_at is null)
                    limit :limit)
                """, OCCURRENCES_KEPT);
        int lanes = delete("""
                delete from lane where name in (
                    select name from lane where free_at < now() - :age * interval '1 millisecond' limit :limit)
                """, NODES_KEPT);
        // The latest of each workflow stays: it is told as its last.
        int runs = delete("""
                delete from automation_run where session_id in (
                    select r.session_id from automation_run r
                    where r.state = 'ENDED' and r.ended_at < now() - :age * interval '1 millisecond'
                      and exists (select 1 from automation_run later
                                  where later.automation = r.automation and later.state = 'ENDED'
                                    and later.ended_at > r.ended_at)
                    limit :limit)
                """, OCCURRENCES_KEPT);
        return new Purged(posts, heard, nodes, occurrences, schedules, lanes, runs);
    }

    private int delete(String sql, Duration age) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                .bind("age", age.toMillis())
                .bind("limit", AT_ONCE)
                .execute());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
