package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.FollowUps;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.FollowUpPlanned;
import dev.opspilot.rituals.session.SessionEvent.Receipted;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StatusMoved;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The logs of sessions in PostgreSQL. */
public final class PgSessionStore implements SessionStore {
    private static final String MAY_TAKE = """
            (owner is null or owner = :node
             or not exists (select 1 from node where id = owner and beat_at > now() - :lease * interval '1 millisecond'))
            """;

    private final Sql sql;
    private final Sql beating;
    private final long leaseMillis;
    private final ReceiptRow receiptRow = new ReceiptRow();

    /**
     * A store on a migrated database.
     *
     * @param lease how long a node that has stopped beating keeps its sessions
     */
    public PgSessionStore(Database database, Duration lease) {
        this.sql = new Sql(database.jdbi());
        this.beating = new Sql(database.urgent());
        this.leaseMillis = lease.toMillis();
    }

    /** Says that no other node works on this database, so that what one left behind can be taken over at once. */
    public void declareAlone() {
        var _ = sql.with(handle -> handle.execute("delete from node"));
    }

    @Override
    public void append(SessionId session, NodeId owner, long after, List<SessionEvent> events)
            throws LeaseLostException {
        boolean appended = sql.inTransaction(handle -> {
            if (!grow(handle, session, owner, after, events)) {
                handle.rollback();
                return false;
            }
            insertReceipts(handle, events);
            insertEvents(handle, session, after, events);
            insertFollowUps(handle, session, events);
            return true;
        });
        if (!appended) {
            throw new LeaseLostException(session);
        }
    }

    private static boolean grow(Handle handle, SessionId session, NodeId owner, long after, List<SessionEvent> events) {
        int rows = handle.createUpdate("""
                        update session set length = length + :added, settled = settled and not :acts
                        where id = :id and owner = :owner and length = :after
                        """)
                .bind("added", events.size())
                .bind("acts", events.stream().anyMatch(SessionEvent::acts))
                .bind("id", session.value())
                .bind("owner", owner.value())
                .bind("after", after)
                .execute();
        for (SessionEvent event : events) {
            if (event instanceof Started started) {
                describe(handle, session, started);
            } else if (event instanceof FindingMade(Instant _, Finding finding)
                    && finding.id().equals(FindingId.VERDICT)) {
                set(handle, session, "headline", finding.text());
            } else if (event instanceof StatusMoved moved) {
                set(handle, session, "status", moved.status().name());
            } else if (event instanceof Finished finished) {
                set(handle, session, "status", finished.status().name());
                PgAutomations.ended(handle, session);
            }
        }
        return rows == 1;
    }

    private static void set(Handle handle, SessionId session, String column, String value) {
        handle.createUpdate("update session set " + column + " = :value where id = :id")
                .bind("value", value)
                .bind("id", session.value())
                .execute();
    }

    private static void describe(Handle handle, SessionId session, Started started) {
        handle.createUpdate("""
                        update session set ritual = :ritual, intent = :intent, status = :status, started_at = :at,
                            surface = :surface, workspace = :workspace, channel = :channel, thread = :thread,
                            actor_surface = :actorSurface, actor_id = :actorId, actor_name = :actorName
                        where id = :id
                        """)
                .bind("ritual", started.ritual().name())
                .bind("intent", started.intent())
                .bind("status", Status.RUNNING.name())
                .bind("at", ReceiptRow.utc(started.at()))
                .bind("surface", started.place().surface())
                .bind("workspace", started.place().workspace())
                .bind("channel", started.place().channel())
                .bind("thread", started.place().thread().orElse(null))
                .bind("actorSurface", started.actor().surface())
                .bind("actorId", started.actor().id())
                .bind("actorName", started.actor().name())
                .bind("id", session.value())
                .execute();
    }

    private static void insertReceipts(Handle handle, List<SessionEvent> events) {
        PreparedBatch batch = handle.prepareBatch(ReceiptRow.INSERT);
        for (SessionEvent event : events) {
            if (event instanceof Receipted left) {
                ReceiptRow.add(batch, left.receipt(), left.origin().result());
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void insertEvents(Handle handle, SessionId session, long after, List<SessionEvent> events) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into session_event (session_id, seq, at, body, receipt_seq)
                values (:session, :seq, :at, :body::json, :receiptSeq)
                """);
        long seq = after;
        for (SessionEvent event : events) {
            EventRow row = EventRow.of(event);
            seq++;
            batch.bind("session", session.value())
                    .bind("seq", seq)
                    .bind("at", ReceiptRow.utc(event.at()))
                    .bind("body", row.body())
                    .bind("receiptSeq", row.receiptSeq())
                    .add();
        }
        batch.execute();
    }

    /** In the same transaction, so that what was planned is never forgotten, nor set twice. */
    private static void insertFollowUps(Handle handle, SessionId session, List<SessionEvent> events) {
        List<FollowUpPlanned> planned = events.stream()
                .filter(FollowUpPlanned.class::isInstance)
                .map(FollowUpPlanned.class::cast)
                .toList();
        if (planned.isEmpty()) {
            return;
        }
        Started started = handle.createQuery("select body from session_event where session_id = :id and seq = 1")
                .bind("id", session.value())
                .map((row, _) -> (Started) new EventRow(row.getString("body"), null).event(Optional.empty()))
                .one();
        for (FollowUpPlanned each : planned) {
            FollowUps.wanted(session, started.key(), started.actor(), started.place(), each.followUp(), each.at())
                    .ifPresent(wanted -> PgScheduleStore.insert(
                            handle,
                            FollowUps.key(session, each.followUp()),
                            wanted,
                            FollowUps.due(each.followUp(), each.at()),
                            each.at()));
        }
    }

    @Override
    public List<Logged> since(SessionId session, long seq) {
        return sql.with(handle -> handle.createQuery("""
                        select e.seq as event_seq, e.body, e.receipt_seq, r.*
                        from session_event e
                        left join receipt r on r.session_id = e.session_id and r.seq = e.receipt_seq
                        where e.session_id = :id and e.seq > :seq
                        order by e.seq
                        """)
                .bind("id", session.value())
                .bind("seq", seq)
                .map((row, context) -> {
                    long receiptSeq = row.getLong("receipt_seq");
                    Optional<ReceiptChain.Stored> receipt =
                            row.wasNull() ? Optional.empty() : Optional.of(receiptRow.map(row, context));
                    EventRow event = new EventRow(row.getString("body"), receiptSeq);
                    return new Logged(row.getLong("event_seq"), event.event(receipt));
                })
                .list());
    }

    @Override
    public List<Summary> recent(int limit) {
        return sql.with(handle -> handle.createQuery("""
                        select id, ritual, intent, status, started_at from session
                        where started_at is not null order by started_at desc, id limit :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> summary(row))
                .list());
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                new SessionId(row.getString("id")),
                RitualName.valueOf(row.getString("ritual")),
                row.getString("intent"),
                Status.valueOf(row.getString("status")),
                row.getObject("started_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public List<ReceiptChain.Stored> receipts(SessionId session) {
        return sql.with(handle -> handle.createQuery("select * from receipt where session_id = :id order by seq")
                .bind("id", session.value())
                .map(receiptRow)
                .list());
    }

    @Override
    public boolean acquire(SessionId session, NodeId node) {
        return sql.inTransaction(handle -> {
            int made = handle.createUpdate(
                            "insert into session (id, owner) values (:id, :node) on conflict (id) do nothing")
                    .bind("id", session.value())
                    .bind("node", node.value())
                    .execute();
            return made == 1
                    || handle.createUpdate("update session set owner = :node where id = :id and " + MAY_TAKE)
                                    .bind("id", session.value())
                                    .bind("node", node.value())
                                    .bind("lease", leaseMillis)
                                    .execute()
                            == 1;
        });
    }

    @Override
    public boolean owns(SessionId session, NodeId node) {
        return sql.with(
                handle -> handle.createQuery("select exists (select 1 from session where id = :id and owner = :node)")
                        .bind("id", session.value())
                        .bind("node", node.value())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public List<SessionId> claimAbandoned(NodeId node, int limit) {
        return sql.inTransaction(handle -> handle.createQuery("""
                        update session set owner = :node
                        where id in (select id from session
                                     where not settled and length > 0 and owner <> :node and %s
                                     order by started_at limit :limit for update skip locked)
                        returning id
                        """.formatted(MAY_TAKE))
                .bind("node", node.value())
                .bind("lease", leaseMillis)
                .bind("limit", limit)
                .map((row, _) -> new SessionId(row.getString("id")))
                .list());
    }

    @Override
    public List<SessionId> unsettled(NodeId owner, int limit) {
        return sql.with(handle -> handle.createQuery("""
                        select id from session where owner = :owner and not settled and length > 0
                        order by started_at limit :limit
                        """)
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> new SessionId(row.getString("id")))
                .list());
    }

    @Override
    public void beat(NodeId node) {
        var _ = beating.with(
                handle -> handle.createUpdate("""
                        insert into node (id, beat_at) values (:id, now())
                        on conflict (id) do update set beat_at = excluded.beat_at
                        """).bind("id", node.value()).execute());
    }

    @Override
    public void leave(NodeId node) {
        var _ = beating.with(handle -> handle.createUpdate("delete from node where id = :id")
                .bind("id", node.value())
                .execute());
    }

    @Override
    public boolean isSettled(SessionId session) {
        return sql.with(handle -> handle.createQuery("select settled from session where id = :id")
                .bind("id", session.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    @Override
    public void undelivered(SessionId session, NodeId owner, String undelivered, boolean lost) {
        var _ = sql.with(handle -> handle.createUpdate("""
                        update session set undelivered = :undelivered, lost = :lost
                        where id = :id and owner = :owner and not settled
                        """)
                .bind("undelivered", undelivered)
                .bind("lost", lost)
                .bind("id", session.value())
                .bind("owner", owner.value())
                .execute());
    }

    @Override
    public void settle(SessionId session, NodeId owner, long length, String undelivered) {
        var _ = sql.with(handle -> handle.createUpdate("""
                        update session set settled = true, undelivered = :undelivered, lost = lost and :undelivered <> ''
                        where id = :id and owner = :owner and length = :length
                        """)
                .bind("undelivered", undelivered)
                .bind("id", session.value())
                .bind("owner", owner.value())
                .bind("length", length)
                .execute());
    }
}
