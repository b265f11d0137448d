package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.PlanStep.Status;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The Morning Brief: what happened since the last one, in money, customers, incidents and automations, and what changed
 * most against the same hours of the weeks before. Immutable and pure.
 */
public final class MorningBrief implements Ritual {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HISTORY_DAYS = 42;
    private static final Duration AHEAD = Duration.ofHours(24);
    private static final Duration BACK = Duration.ofDays(7);

    private static final StepId WINDOW = new StepId("window");
    private static final StepId COMPARE = new StepId("compare");
    private static final StepId WRITE = new StepId("write");
    private static final StepId PLAYS = new StepId("plays");

    private final ZoneId zone;

    /** @param zone whose days and nights are meant where a person names none */
    public MorningBrief(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone);
    }

    @Override
    public RitualName name() {
        return RitualName.BRIEF;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public List<Stage> plan(String intent, Instant now) {
        Wish wish = Wish.of(intent, zone, now);
        List<Stage> stages = new ArrayList<>();
        // Where the words name a stretch of time, the log still tells what was done in it.
        stages.add(stage(
                WINDOW.value(),
                wish.span().isEmpty() ? "Find the last brief" : "Read OpsPilot's own log",
                wish,
                now,
                Capability.SESSIONS_PAST));
        stages.add(stage(
                "incidents", "Read incidents", wish, now, Capability.INCIDENTS_RECENT, Capability.INCIDENTS_OPEN));
        stages.add(stage(
                "money",
                "Read revenue and payments",
                wish,
                now,
                Capability.REVENUE_METRICS,
                Capability.PAYMENTS_METRICS));
        stages.add(stage("product", "Read product usage", wish, now, Capability.PRODUCT_METRICS));
        stages.add(stage("errors", "Read error counts", wish, now, Capability.ERRORS_COUNTS));
        stages.add(stage("automations", "Read automations", wish, now, Capability.AUTOMATIONS_RUNS));
        stages.add(stage(COMPARE.value(), "Compare with the weeks before", wish, now));
        stages.add(stage(WRITE.value(), "Write the brief", wish, now));
        stages.add(stage(PLAYS.value(), "Propose plays", wish, now));
        return stages;
    }

    private static Stage stage(String id, String title, Wish wish, Instant now, Capability... capabilities) {
        return new Stage(
                PlanStep.pending(id, title),
                Stream.of(capabilities).map(each -> query(each, wish, now)).toList());
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Query query(Capability capability, Instant now) {
        return query(capability, Wish.of("", zone, now), now);
    }

    private static Query query(Capability capability, Wish wish, Instant now) {
        Instant weeks = now.atZone(wish.zone())
                .toLocalDate()
                .minusDays(HISTORY_DAYS)
                .atStartOfDay(wish.zone())
                .toInstant();
        Instant back = wish.span().map(Span::from).orElse(now.minus(BACK));
        Instant from = Capability.METRICS.contains(capability)
                ? weeks
                : back.isBefore(now.minus(BACK)) ? back : now.minus(BACK);
        return new Query(capability, from, until(capability, wish, now), HOUR, 0);
    }

    /** Of the log the latest sessions are read, so those behind a stretch of time that is over must not hide its own. */
    private static Instant until(Capability capability, Wish wish, Instant now) {
        if (capability == Capability.SESSIONS_PAST) {
            return wish.span().map(Span::to).filter(now::isAfter).orElse(now);
        }
        return Sources.RUNS.contains(capability) ? now.plus(AHEAD) : now;
    }

    @Override
    public Move assess(RitualSession session, Instant now) {
        boolean spanIsKnown = session.readings().stream()
                .filter(call -> call.query().capability() == Capability.SESSIONS_PAST)
                .allMatch(call -> call.answer().isPresent());
        if (!spanIsKnown) {
            return Move.of(List.of());
        }
        Read read = Read.of(session);
        Coverage coverage = coverage(session, read);
        return Move.of(findings(session, soon(read, coverage, session.view().startedAt()), now));
    }

    @Override
    public List<SessionEvent> conclude(RitualSession session, Instant now) {
        Read read = Read.of(session);
        Coverage coverage = coverage(session, read);
        List<Section> sections = sections(read, coverage, session.view().startedAt());
        Narration narration =
                new Narration(read, coverage, sections, session.view().startedAt());
        List<Play> plays = narration.plays();
        List<SessionEvent> events = new ArrayList<>(findings(session, sections, now));
        events.add(new StepMoved(
                now,
                COMPARE,
                read.figures().isEmpty() ? Status.ERROR : Status.COMPLETE,
                read.figures().isEmpty()
                        ? "No figure could be read."
                        : Figures.counted(read.figures().size(), "figure") + " compared.",
                session.chips(read.receiptsOf(Capability.METRICS))));
        narration.verdict().ifPresent(finding -> events.add(new FindingMade(now, finding)));
        narration.widgets().forEach(widget -> events.add(new WidgetDrawn(now, widget)));
        events.add(new StepMoved(
                now, WRITE, Status.COMPLETE, coverage.words(session.view().startedAt()) + ".", List.of()));
        plays.forEach(play -> events.add(new PlayProposed(now, play)));
        events.add(new StepMoved(
                now,
                PLAYS,
                Status.COMPLETE,
                plays.isEmpty()
                        ? "Nothing to do."
                        : String.join("; ", plays.stream().map(Play::title).toList()),
                List.of()));
        return events;
    }

    /** All matters, in the order that people should hear of them. */
    static List<Section> sections(Read read, Coverage coverage, Instant asked) {
        return Stream.concat(Movers.of(read, coverage).stream(), soon(read, coverage, asked).stream())
                .sorted(Comparator.comparing(Section::weight).thenComparing(Section::matter))
                .toList();
    }

    private Coverage coverage(RitualSession session, Read read) {
        Instant asked = session.view().startedAt();
        String intent = session.view().intent();
        return Coverage.of(intent, Wish.of(intent, zone, asked), read.sessions(), asked);
    }

    /** The matters that need no comparison of every figure, so that they can be told as soon as they are read. */
    private static List<Section> soon(Read read, Coverage coverage, Instant asked) {
        return Stream.of(
                        Troubles.of(read, coverage).stream(),
                        Acts.of(read, coverage).stream(),
                        Money.of(read, coverage).stream(),
                        Shares.of(read, coverage).stream(),
                        Runs.of(read, coverage, asked).stream())
                .flatMap(each -> each)
                .toList();
    }

    private static List<SessionEvent> findings(RitualSession session, List<Section> sections, Instant now) {
        return sections.stream()
                .map(Section::finding)
                .filter(finding -> !session.view().findings().contains(finding))
                .<SessionEvent>map(finding -> new FindingMade(now, finding))
                .toList();
    }
}
