package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Signal;
import dev.opspilot.rituals.surface.Heard.Signalled;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.StepId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The runs of workflows, which of them wait for their turn, and what follows from the ends of sessions. Thread-safe; what
 * is heard in consequence is kept in the inbox in the same transaction, so that it is heard once.
 *
 * <p>Every method throws {@link dev.opspilot.rituals.session.StoreAwayException} when the database cannot be reached now.
 */
public final class PgAutomations {
    /** What one node does about turns, the others leave. */
    private static final long TURNS = 0x0A070A7E;

    private static final int BATCH = 100;
    private static final String RUN = "run/";

    private final Sql sql;

    public PgAutomations(Database database) {
        this.sql = new Sql(database.jdbi());
    }

    /** Where a run stands. */
    public enum State {
        QUEUED,
        RUNNING,
        ENDED
    }

    /**
     * A run.
     *
     * @param status where its session stands; empty where that has not begun
     * @param at when it was asked for; when it ended, if it has
     */
    public record Run(
            SessionId session, String automation, String cause, State state, Optional<Status> status, Instant at) {}

    /** A run that is asked for; its session's id and its key are those of the signal. */
    public record Asked(String automation, String cause, Signalled signal) {}

    /**
     * A session that has ended.
     *
     * @param automation whose run it was; empty where it was no run
     * @param begunBy the key of what began it
     * @param verdict what it came to, in one word; empty when it came to none
     */
    public record Ended(
            SessionId session,
            RitualName ritual,
            Optional<String> automation,
            String begunBy,
            Place place,
            Status status,
            String verdict) {

        /** Whether a step of a workflow asked for it. */
        public boolean isOfStep() {
            return begunBy.startsWith(RUN);
        }
    }

    /** Notes that a session has ended, as part of keeping that it has. */
    static void ended(Handle handle, SessionId session) {
        handle.createUpdate("insert into session_outcome (session_id) values (:id) on conflict do nothing")
                .bind("id", session.value())
                .execute();
    }

    /**
     * Asks for a run, once for its key.
     *
     * @return it, or what was asked for by this key before
     */
    public Run ask(Asked asked, Instant now) {
        return sql.inTransaction(handle -> {
            insert(handle, asked, now);
            return handle.createQuery("select *, status as stands from automation_run where key = :key")
                    .bind("key", asked.signal().key().value())
                    .map((row, _) -> run(row))
                    .one();
        });
    }

    private static void insert(Handle handle, Asked asked, Instant now) {
        handle.createUpdate("""
                        insert into automation_run (session_id, key, automation, cause, signal, state, asked_at)
                        values (:session, :key, :automation, :cause, :signal::json, 'QUEUED', :now)
                        on conflict do nothing
                        """)
                .bind("session", asked.signal().session().value())
                .bind("key", asked.signal().key().value())
                .bind("automation", asked.automation())
                .bind("cause", asked.cause())
                .bind("signal", StoreJson.tree(asked.signal()).toString())
                .bind("now", ReceiptRow.utc(now))
                .execute();
    }

    /**
     * Begins the runs whose turn it is, those that were asked for first before others.
     *
     * @param atOnce how many of a workflow go on at the same time; what waits for one that is not named goes on waiting, as
     *     another node may know it
     * @return what is to be heard; it is kept in the inbox
     */
    public List<Heard> begin(Map<String, Integer> atOnce, Instant now) {
        boolean waits = sql.with(
                handle -> handle.createQuery("select exists (select 1 from automation_run where state = 'QUEUED')")
                        .mapTo(Boolean.class)
                        .one());
        return waits ? sql.inTransaction(handle -> begin(handle, atOnce, now)) : List.of();
    }

    private static List<Heard> begin(Handle handle, Map<String, Integer> atOnce, Instant now) {
        handle.execute("select pg_advisory_xact_lock(?)", TURNS);
        Map<String, Integer> running = running(handle);
        List<Heard> heard = new ArrayList<>();
        for (String automation : waiting(handle)) {
            int free = atOnce.getOrDefault(automation, 0) - running.getOrDefault(automation, 0);
            heard.addAll(handle.createQuery("""
                            update automation_run set state = 'RUNNING', begun_at = :now
                            where session_id in (select session_id from automation_run
                                                 where automation = :automation and state = 'QUEUED'
                                                 order by asked_at, session_id limit :free)
                            returning signal
                            """)
                    .bind("automation", automation)
                    .bind("free", Math.max(0, free))
                    .bind("now", ReceiptRow.utc(now))
                    .map((row, _) -> StoreJson.read(row.getString("signal"), Heard.class))
                    .list());
        }
        return PgInbox.keep(handle, heard);
    }

    private static Map<String, Integer> running(Handle handle) {
        Map<String, Integer> running = new HashMap<>();
        handle.createQuery("select automation, count(*) as runs from automation_run where state = 'RUNNING' group by 1")
                .map((row, _) -> Map.entry(row.getString("automation"), row.getInt("runs")))
                .forEach(each -> running.put(each.getKey(), each.getValue()));
        return running;
    }

    private static List<String> waiting(Handle handle) {
        return handle.createQuery("select distinct automation from automation_run where state = 'QUEUED' order by 1")
                .mapTo(String.class)
                .list();
    }

    /**
     * Gives up what waits for its turn in vain: for a workflow that is not among these, and since before a moment.
     *
     * @return what was asked for
     */
    public List<Asked> giveUpUnknown(Collection<String> known, Instant before, Instant now) {
        return giveUp("not (automation = any(:names)) and asked_at < :before", known, before, now);
    }

    /** Gives up what waits for the turn of a workflow that is gone. */
    public void giveUp(String automation, Instant now) {
        var _ = giveUp("automation = any(:names) and asked_at <= :before", List.of(automation), now, now);
    }

    private List<Asked> giveUp(String which, Collection<String> names, Instant before, Instant now) {
        return sql.with(handle -> handle.createQuery("""
                        update automation_run set state = 'ENDED', status = 'CANCELLED', ended_at = :now
                        where state = 'QUEUED' and %s returning automation, cause, signal
                        """.formatted(which))
                .bindArray("names", String.class, List.copyOf(names))
                .bind("before", ReceiptRow.utc(before))
                .bind("now", ReceiptRow.utc(now))
                .map((row, _) -> new Asked(
                        row.getString("automation"),
                        row.getString("cause"),
                        StoreJson.read(row.getString("signal"), Signalled.class)))
                .list());
    }

    /**
     * Takes sessions that have ended, does what follows for workflows that wait for them, and asks for what they begin.
     *
     * @param rule which runs an end begins
     * @return what is to be heard; it is kept in the inbox
     */
    public List<Heard> relay(Function<Ended, List<Asked>> rule, Instant now) {
        List<Heard> heard = new ArrayList<>();
        while (true) {
            List<Ended> ends = sql.inTransaction(handle -> {
                List<Ended> taken = take(handle);
                List<Heard> told = new ArrayList<>();
                for (Ended each : taken) {
                    close(handle, each, now);
                    told(each).ifPresent(told::add);
                    rule.apply(each).forEach(asked -> insert(handle, asked, now));
                }
                heard.addAll(PgInbox.keep(handle, told));
                return taken;
            });
            if (ends.size() < BATCH) {
                return heard;
            }
        }
    }

    private static List<Ended> take(Handle handle) {
        List<String> ids =
                handle.createQuery("""
                        delete from session_outcome
                        where session_id in (select session_id from session_outcome
                                             order by at limit :batch for update skip locked)
                        returning session_id
                        """).bind("batch", BATCH).mapTo(String.class).list();
        if (ids.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select s.id, s.ritual, s.status, r.automation, e.body->>'key' as begun_by, e.body->'place' as place,
                               (select lower(d.body->'diagnosis'->>'verdict') from session_event d
                                where d.session_id = s.id and d.type = 'Diagnosed'
                                order by d.seq desc limit 1) as verdict
                        from session s
                        join session_event e on e.session_id = s.id and e.seq = 1
                        left join automation_run r on r.session_id = s.id
                        where s.id = any(:ids)
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> new Ended(
                        new SessionId(row.getString("id")),
                        RitualName.valueOf(row.getString("ritual")),
                        Optional.ofNullable(row.getString("automation")),
                        row.getString("begun_by"),
                        StoreJson.read(row.getString("place"), Place.class),
                        Status.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getString("verdict")).orElse("")))
                .list();
    }

    private static void close(Handle handle, Ended ended, Instant now) {
        handle.createUpdate("""
                        update automation_run set state = 'ENDED', status = :status, ended_at = :now
                        where session_id = :id and state <> 'ENDED'
                        """)
                .bind("id", ended.session().value())
                .bind("status", ended.status().name())
                .bind("now", ReceiptRow.utc(now))
                .execute();
    }

    /** Tells the run whose step asked for the session; the key of what began it names both. */
    private static Optional<Heard> told(Ended ended) {
        String[] parts = ended.begunBy().split("/", -1);
        if (!ended.isOfStep() || parts.length != 4) {
            return Optional.empty();
        }
        return Optional.of(new Signalled(
                new HeardKey("ended/" + ended.session()),
                Person.AUTOMATION,
                ended.place(),
                new SessionId(parts[1]),
                new Signal.Ended(new StepId(parts[2]), ended.session(), ended.status(), ended.verdict())));
    }

    /** Ends runs that could not be begun, however often that was tried, so that others get their turn. */
    public void giveUpUnheard(Instant now) {
        var _ = sql.with(handle ->
                handle.createUpdate("""
                        update automation_run r set state = 'ENDED', status = 'FAILED', ended_at = :now
                        where r.state = 'RUNNING'
                          and exists (select 1 from heard h where h.key = r.key and h.handled_at is not null)
                          and not exists (select 1 from session s where s.id = r.session_id and s.length > 0)
                        """).bind("now", ReceiptRow.utc(now)).execute());
    }

    /** Of these workflows the latest run that has ended, and all that have not. */
    public List<Run> runs(Collection<String> automations) {
        return sql.with(handle -> handle.createQuery("""
                        select r.session_id, r.automation, r.cause, r.state, coalesce(r.status, s.status) as stands,
                               r.asked_at, r.ended_at
                        from automation_run r left join session s on s.id = r.session_id and s.length > 0
                        where r.state <> 'ENDED' and r.automation = any(:names)
                        union all
                        select l.*
                        from unnest(:names) as n(name)
                        cross join lateral (
                            select session_id, automation, cause, state, status as stands, asked_at, ended_at
                            from automation_run where automation = n.name and state = 'ENDED'
                            order by ended_at desc limit 1) l
                        """)
                .bindArray("names", String.class, List.copyOf(automations))
                .map((row, _) -> run(row))
                .list());
    }

    /** Whether a run waits for its turn. */
    public boolean isQueued(SessionId session) {
        return sql.with(handle -> handle.createQuery(
                        "select exists (select 1 from automation_run where session_id = :id and state = 'QUEUED')")
                .bind("id", session.value())
                .mapTo(Boolean.class)
                .one());
    }

    private static Run run(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new Run(
                new SessionId(row.getString("session_id")),
                row.getString("automation"),
                row.getString("cause"),
                state,
                Optional.ofNullable(row.getString("stands")).map(Status::valueOf),
                ScheduleRow.instant(row, state == State.ENDED ? "ended_at" : "asked_at"));
    }
}
