package dev.opspilot.bot.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.StoreAwayException;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** OpsPilot's own log as a source: what earlier sessions found, with a receipt like any other reading. Thread-safe. */
public final class PastSessions implements Instrument {
    /** How findings of figures that were off are named. */
    private static final String DISTURBED = "series-";

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

    /**
     * The latest sessions of each ritual that came to their end, newest first, and the latest that did something, which
     * would otherwise be hidden by those that only looked again.
     */
    private List<PastSession> ended(Instant from, Instant to) {
        List<Row> rows = sql.with(handle -> handle.createQuery("""
                        select e.session_id, e.body
                        from unnest(:rituals) as r(name)
                        cross join lateral (
                            (select id, started_at from session
                             where ritual = r.name and status = 'DONE' and started_at >= :from and started_at < :to
                             order by started_at desc limit :latest)
                            union
                            (select id, started_at from session
                             where ritual = r.name and status = 'DONE' and started_at >= :from and started_at < :to
                               and exists (select from session_event d where d.session_id = session.id
                                           and d.type in ('PlayRan', 'PlayDecided'))
                             order by started_at desc limit :latest)) s
                        join session_event e on e.session_id = s.id
                        where (e.receipt_seq is null or e.type = 'PlayRan')
                          and e.type not in
                              ('CallAnswered', 'Planned', 'CallAsked', 'StepMoved', 'WidgetDrawn', 'WorkflowDrafted', 'FollowUpPlanned',
                               'MindAsked', 'Narrated', 'MindAnswered', 'QuestionAsked', 'QuestionAnswered', 'WhyAsked')
                        order by s.started_at desc, e.session_id, e.seq
                        """)
                .setQueryTimeout((int) timeout().toSeconds())
                .bindArray(
                        "rituals",
                        String.class,
                        Arrays.stream(RitualName.values()).map(Enum::name).toList())
                .bind("from", ReceiptRow.utc(from))
                .bind("to", ReceiptRow.utc(to))
                .bind("latest", PastSession.LATEST)
                .map((row, _) -> new Row(row.getString("session_id"), row.getString("body")))
                .list());
        return rows.stream()
                .collect(Collectors.groupingBy(Row::session, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(log -> past(new SessionId(log.getKey()), log.getValue()).stream())
                .toList();
    }

    private record Row(String session, String body) {}

    private Optional<PastSession> past(SessionId id, List<Row> log) {
        List<SessionEvent> events = new ArrayList<>();
        PastActs acts = new PastActs();
        for (Row row : log) {
            JsonNode body = StoreJson.parse(row.body());
            if (body.path("type").asText().equals("PlayRan")) {
                acts.ran(body);
            } else {
                SessionEvent event = new EventRow(row.body(), null).event(Optional.empty());
                events.add(event);
                if (event instanceof SessionEvent.PlayVerified verified) {
                    acts.verified(verified);
                }
            }
        }
        return RitualSession.fold(id, events).flatMap(session -> past(session.view(), acts));
    }

    private Optional<PastSession> past(SessionView view, PastActs acts) {
        return view.finishedAt()
                .map(ended -> new PastSession(
                        view.id().toString(),
                        view.ritual().key(),
                        view.intent(),
                        view.startedAt(),
                        ended,
                        view.verdict().map(Finding::text).orElse(""),
                        view.diagnosis().map(each -> each.verdict().name().toLowerCase(Locale.ROOT)),
                        view.diagnosis().flatMap(Diagnosis::leading).map(Suspect::subject),
                        view.diagnosis().flatMap(Diagnosis::leading).map(Suspect::title),
                        view.findings().stream()
                                .filter(each -> each.id().value().startsWith(DISTURBED))
                                .flatMap(each -> each.calculations().stream().limit(1))
                                .map(Finding.Calculation::figure)
                                .toList(),
                        view.plays().stream().map(Play::title).distinct().toList(),
                        view.plays().stream()
                                .flatMap(each -> acts.of(each).stream())
                                .toList(),
                        Optional.of(publicUrl.resolve("/#/sessions/" + view.id()))));
    }
}
