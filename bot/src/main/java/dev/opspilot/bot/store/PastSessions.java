package dev.opspilot.bot.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastAct.Outcome;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** OpsPilot's own log as a source: what earlier sessions found, with a receipt like any other reading. Thread-safe. */
public final class PastSessions implements Instrument {
    /** Sessions of each ritual that are told of, and as many again of those that did something. */
    private static final int LATEST = 25;

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
                .bind("latest", LATEST)
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
        Map<String, Ran> ran = new HashMap<>();
        for (Row row : log) {
            JsonNode body = StoreJson.parse(row.body());
            if (body.path("type").asText().equals("PlayRan")) {
                ran.put(body.path("play").asText(), Ran.of(body));
            } else {
                events.add(new EventRow(row.body(), null).event(Optional.empty()));
            }
        }
        return RitualSession.fold(id, events).flatMap(session -> past(session.view(), ran));
    }

    private Optional<PastSession> past(SessionView view, Map<String, Ran> ran) {
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
                                .flatMap(each -> act(
                                        each,
                                        Optional.ofNullable(ran.get(each.id().toString())))
                                        .stream())
                                .toList(),
                        Optional.of(publicUrl.resolve("/#/sessions/" + view.id()))));
    }

    /** What the last call for a play came to, whose receipt is not in what was folded. */
    private record Ran(Play.Status becomes, boolean answered) {
        static Ran of(JsonNode body) {
            return new Ran(
                    Play.Status.valueOf(body.path("becomes").asText()),
                    !body.path("answer").path("type").asText().equals(Act.Answer.Unknown.class.getSimpleName()));
        }
    }

    /** What was done for a play; empty where nothing was, or where it is not known yet. */
    private static Optional<PastAct> act(Play play, Optional<Ran> ran) {
        Play.Status status = status(play, ran);
        boolean byHand = status == Play.Status.BY_HAND;
        Optional<Instant> at = byHand ? ruledAt(play) : calledAt(play, Run.Direction.FORWARD);
        boolean changes = play.intention()
                .filter(meant -> meant.kind() == ActKind.STEPS_APPROVE || meant.kind() == ActKind.DRILLS_START)
                .isEmpty();
        return outcome(play, status, ran)
                .filter(_ -> changes && at.isPresent())
                .map(outcome -> new PastAct(
                        play.title(),
                        play.intention().map(meant -> meant.kind().key()).orElse(""),
                        play.intention().map(Intention::parameters).orElse(Map.of()),
                        play.intention().flatMap(Intention::service),
                        by(play),
                        byHand,
                        at.get(),
                        outcome,
                        play.verification().map(Verification::words).orElse(""),
                        status == Play.Status.ROLLED_BACK ? calledAt(play, Run.Direction.BACK) : Optional.empty()));
    }

    private static Play.Status status(Play play, Optional<Ran> ran) {
        return switch (play.status()) {
            case RUNNING, VERIFYING, ROLLING_BACK -> ran.map(Ran::becomes).orElse(play.status());
            case PROPOSED,
                    APPROVED,
                    DONE,
                    UNVERIFIED,
                    FAILED,
                    DISMISSED,
                    EXPIRED,
                    BY_HAND,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> play.status();
        };
    }

    private static Optional<Outcome> outcome(Play play, Play.Status status, Optional<Ran> ran) {
        return switch (status) {
            case DONE, UNVERIFIED, VERIFYING, BY_HAND, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> {
                boolean answered = ran.map(Ran::answered).orElseGet(() -> !play.inDoubt());
                Optional<Boolean> verified = play.verification().map(Verification::verified);
                yield Optional.of(
                        verified.orElse(false)
                                ? Outcome.VERIFIED
                                : !answered
                                        ? Outcome.UNCERTAIN
                                        : verified.isPresent() ? Outcome.UNVERIFIED : Outcome.DONE);
            }
            case PROPOSED, APPROVED, RUNNING, DISMISSED, EXPIRED, FAILED -> Optional.empty();
        };
    }

    private static Optional<Instant> calledAt(Play play, Run.Direction direction) {
        return play.runs().stream()
                .filter(run -> run.direction() == direction)
                .reduce((_, last) -> last)
                .map(Run::startedAt);
    }

    private static Optional<Instant> ruledAt(Play play) {
        return play.rulings().stream().reduce((_, last) -> last).map(Ruling::at);
    }

    /** Who decided that it be done. */
    private static String by(Play play) {
        List<Ruling> decided = play.rulings().stream()
                .filter(each -> each.choice().approves() || each.choice() == Ruling.Choice.DONE_BY_HAND)
                .toList();
        return decided.stream().allMatch(each -> each.actor().equals(Ruling.BY_POLICY))
                ? "the policy"
                : Words.listed(decided.stream().map(Ruling::name).distinct().toList());
    }
}
