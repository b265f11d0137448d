package dev.opspilot.bot.store;

import dev.opspilot.bot.hooks.AlertBook;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Keeps alerts and their incidents in PostgreSQL; deliveries for one place are filed one after another. */
public final class PgAlertBook implements AlertBook {
    private final Jdbi jdbi;
    /** Whoever waits for the database's lock holds a connection; here only one of a node waits there. */
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    public PgAlertBook(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public Optional<Filed> file(Place place, String source, List<Incident> alerts, SessionId fresh, Instant now) {
        String at = String.join("/", place.surface(), place.workspace(), place.channel());
        List<String> ids = alerts.stream().map(each -> source + "/" + each.id()).toList();
        oneAtATime.lock();
        try {
            return filed(at, ids, alerts, fresh, now);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Optional<Filed> filed(String at, List<String> ids, List<Incident> alerts, SessionId fresh, Instant now) {
        return jdbi.inTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", at);
            boolean firing = alerts.stream().anyMatch(each -> each.resolvedAt().isEmpty());
            Optional<String> session = known(handle, at, ids, now)
                    .or(() -> firing ? near(handle, at, services(alerts), now) : Optional.empty())
                    .or(() -> firing ? Optional.of(opened(handle, at, fresh, now)) : Optional.empty());
            return session.map(id -> new Filed(new SessionId(id), keep(handle, at, id, ids, alerts, now)));
        });
    }

    private static List<String> services(List<Incident> alerts) {
        return alerts.stream()
                .map(Incident::subject)
                .filter(subject -> subject.kind() == Subject.Kind.SERVICE)
                .map(Subject::name)
                .distinct()
                .toList();
    }

    private static Optional<String> known(Handle handle, String place, List<String> ids, Instant now) {
        return handle.createQuery("""
                        select i.session_id from alert a join alert_incident i on i.session_id = a.session_id
                        where a.place = :place and a.id = any(:ids) and i.last_at > :remembered
                          and (i.closed_at is null or i.closed_at > :flapping)
                        order by i.last_at desc, i.session_id limit 1
                        """)
                .bind("place", place)
                .bindArray("ids", String.class, ids)
                .bind("remembered", before(now, FORGOTTEN))
                .bind("flapping", before(now, FLAPPING))
                .mapTo(String.class)
                .findOne();
    }

    private static Optional<String> near(Handle handle, String place, List<String> services, Instant now) {
        return handle.createQuery("""
                        select i.session_id from alert_incident i
                        where i.place = :place and i.closed_at is null and i.last_at > :remembered
                          and (i.last_at > :storm and i.opened_at > :longest
                               or exists (select from alert a where a.session_id = i.session_id
                                          and a.service = any(:services)))
                        order by i.last_at desc, i.session_id limit 1
                        """)
                .bind("place", place)
                .bindArray("services", String.class, services)
                .bind("remembered", before(now, FORGOTTEN))
                .bind("storm", before(now, STORM))
                .bind("longest", before(now, LONGEST_STORM))
                .mapTo(String.class)
                .findOne();
    }

    private static String opened(Handle handle, String place, SessionId fresh, Instant now) {
        handle.createUpdate("""
                        insert into alert_incident (session_id, place, opened_at, last_at)
                        values (:session, :place, :now, :now)
                        """)
                .bind("session", fresh.value())
                .bind("place", place)
                .bind("now", before(now, Duration.ZERO))
                .execute();
        return fresh.value();
    }

    private static long keep(
            Handle handle, String place, String session, List<String> ids, List<Incident> alerts, Instant now) {
        int turned = 0;
        for (int i = 0; i < ids.size(); i++) {
            Subject subject = alerts.get(i).subject();
            turned += handle.createUpdate("""
                            insert into alert (place, id, session_id, service, firing)
                            values (:place, :id, :session, :service, :firing)
                            on conflict (place, id) do update
                            set session_id = excluded.session_id, service = excluded.service, firing = excluded.firing
                            where (alert.session_id, alert.firing) is distinct from (excluded.session_id, excluded.firing)
                            """)
                    .bind("place", place)
                    .bind("id", ids.get(i))
                    .bind("session", session)
                    .bind("service", subject.kind() == Subject.Kind.SERVICE ? subject.name() : null)
                    .bind("firing", alerts.get(i).resolvedAt().isEmpty())
                    .execute();
        }
        return handle.createQuery("""
                        update alert_incident set last_at = :now, turn = turn + :turned, closed_at = case
                            when exists (select from alert where session_id = :session and firing) then null
                            else coalesce(closed_at, :now) end
                        where session_id = :session returning turn
                        """)
                .bind("session", session)
                .bind("turned", turned == 0 ? 0 : 1)
                .bind("now", before(now, Duration.ZERO))
                .mapTo(Long.class)
                .one();
    }

    private static OffsetDateTime before(Instant now, Duration by) {
        return now.minus(by).atOffset(ZoneOffset.UTC);
    }
}
