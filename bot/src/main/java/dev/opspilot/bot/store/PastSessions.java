package dev.opspilot.bot.store;

import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.Diagnosed;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.StoreAwayException;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpsPilot's own log as a source: what earlier sessions found, with a receipt like any other reading. Thread-safe. */
public final class PastSessions implements Instrument {
    private static final int LATEST = 40;

    private final Sql sql;
    private final URI publicUrl;
    private final InstantSource clock;

    public PastSessions(Database database, URI publicUrl, InstantSource clock) {
        this.sql = new Sql(database.jdbi());
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public Capability capability() {
        return Capability.SESSIONS_PAST;
    }

    @Override
    public String source() {
        return "OpsPilot";
    }

    @Override
    public String tool() {
        return "opspilot/sessions";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Reading read(Query query) {
        String arguments = StoreJson.tree(
                        Map.of("from", query.from().toString(), "to", query.to().toString()))
                .toString();
        Instant now = clock.instant();
        try {
            List<PastSession> sessions = ended(query.from(), query.to());
            String result = StoreJson.tree(sessions).toString();
            Reading.Origin origin =
                    new Reading.Origin(source(), tool(), arguments, now, false, result, Optional.empty());
            return sessions.isEmpty()
                    ? new Reading.Nothing(origin)
                    : new Reading.Found(origin, Facts.ofSessions(sessions));
        } catch (StoreAwayException e) {
            return new Reading.Failed(
                    new Reading.Origin(source(), tool(), arguments, now, false, "", Optional.empty()),
                    "OpsPilot's own database did not answer.");
        }
    }

    /** The latest sessions that came to their end, newest first. */
    private List<PastSession> ended(Instant from, Instant to) {
        List<Row> rows = sql.with(handle -> handle.createQuery("""
                        select e.session_id, e.body
                        from (select id, started_at from session
                              where status = :done and started_at >= :from and started_at < :to
                              order by started_at desc limit :latest) s
                        join session_event e on e.session_id = s.id
                        where e.receipt_seq is null
                          and e.body->>'type' in ('Started', 'FindingMade', 'Diagnosed', 'PlayProposed', 'Finished')
                        order by s.started_at desc, e.session_id, e.seq
                        """)
                .bind("done", Status.DONE.name())
                .bind("from", ReceiptRow.utc(from))
                .bind("to", ReceiptRow.utc(to))
                .bind("latest", LATEST)
                .map((row, _) -> new Row(
                        row.getString("session_id"), new EventRow(row.getString("body"), null).event(Optional.empty())))
                .list());
        Map<String, List<SessionEvent>> logs = rows.stream()
                .collect(Collectors.groupingBy(
                        Row::session, LinkedHashMap::new, Collectors.mapping(Row::event, Collectors.toList())));
        return logs.entrySet().stream()
                .flatMap(log -> session(log.getKey(), log.getValue()).stream())
                .toList();
    }

    private record Row(String session, SessionEvent event) {}

    private Optional<PastSession> session(String id, List<SessionEvent> log) {
        Optional<Started> started = all(log, Started.class).findFirst();
        Optional<Finished> finished = all(log, Finished.class).reduce((_, last) -> last);
        if (started.isEmpty() || finished.isEmpty()) {
            return Optional.empty();
        }
        Map<FindingId, Finding> findings = new LinkedHashMap<>();
        all(log, FindingMade.class).map(FindingMade::finding).forEach(each -> findings.put(each.id(), each));
        Optional<Subject> cause = all(log, Diagnosed.class)
                .reduce((_, last) -> last)
                .flatMap(each -> each.diagnosis().leading())
                .map(Suspect::subject);
        Optional<Finding> verdict = Optional.ofNullable(findings.get(FindingId.VERDICT));
        return Optional.of(new PastSession(
                id,
                started.get().ritual().key(),
                started.get().intent(),
                started.get().at(),
                finished.get().at(),
                verdict.map(Finding::text).orElse(""),
                cause,
                findings.values().stream()
                        .filter(each -> each.id().value().startsWith("series-"))
                        .flatMap(each -> each.calculations().stream().limit(1))
                        .map(Finding.Calculation::figure)
                        .toList(),
                all(log, PlayProposed.class)
                        .map(each -> each.play().title())
                        .distinct()
                        .toList(),
                Optional.of(publicUrl.resolve("/#/sessions/" + id))));
    }

    private static <E extends SessionEvent> Stream<E> all(List<SessionEvent> log, Class<E> type) {
        return log.stream().filter(type::isInstance).map(type::cast);
    }
}
