package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.Diagnosed;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.FollowUpPlanned;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.PlanStep.Status;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Incident Drill: reads figures, incidents and changes side by side, compares the figures with earlier days, ranks
 * suspects, and drafts what to do and what to say. Immutable and pure.
 */
public final class IncidentDrill implements Ritual {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** How long before the moment of the drill figures are read. */
    static final Duration WINDOW = Duration.ofMinutes(90);

    private static final Duration STEP = Duration.ofSeconds(60);
    private static final Duration FREEZE_STEP = Duration.ofHours(1);
    private static final int EARLIER_DAYS = 7;

    /** How long ago something may have been changed and still be read of. */
    static final Duration CHANGES = Duration.ofHours(6);

    private static final Duration PAST = Duration.ofDays(180);

    private static final StepId PRECEDENT = new StepId("precedent");
    private static final StepId COMPARE = new StepId("compare");
    private static final StepId SUSPECTS = new StepId("suspects");
    private static final StepId PLAYS = new StepId("plays");
    private static final StepId COMMS = new StepId("comms");

    @Override
    public RitualName name() {
        return RitualName.INCIDENT;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public List<Stage> plan(String intent, Instant now) {
        return List.of(
                stage(
                        "payments",
                        "Read payments and revenue",
                        figures(Capability.PAYMENTS_METRICS, now),
                        figures(Capability.REVENUE_METRICS, now)),
                stage("product", "Read product usage", figures(Capability.PRODUCT_METRICS, now)),
                stage("errors", "Read error counts", figures(Capability.ERRORS_COUNTS, now)),
                stage("incidents", "Read open incidents", events(Capability.INCIDENTS_OPEN, now)),
                stage(
                        "changes",
                        "Read recent changes",
                        events(Capability.DEPLOYS_RECENT, now),
                        events(Capability.FLAGS_CHANGES, now),
                        events(Capability.CHANGES_EVENTS, now),
                        freezes(now)),
                stage(PRECEDENT.value(), "Look for a similar incident", past(now)),
                stage(COMPARE.value(), "Compare with earlier days"),
                stage(SUSPECTS.value(), "Rank suspects"),
                stage(PLAYS.value(), "Propose plays"),
                stage(COMMS.value(), "Draft messages"));
    }

    private static Stage stage(String id, String title, Query... queries) {
        return new Stage(PlanStep.pending(id, title), List.of(queries));
    }

    private static Query figures(Capability capability, Instant now) {
        return new Query(capability, now.minus(WINDOW), now, STEP, EARLIER_DAYS);
    }

    private static Query events(Capability capability, Instant now) {
        return new Query(capability, now.minus(CHANGES), now, STEP, 0);
    }

    /** The freezes that are on or come within a week. */
    private static Query freezes(Instant now) {
        return new Query(Capability.CHANGES_FREEZES, now, now.plus(Windows.KNOWN), FREEZE_STEP, 0);
    }

    /** The earlier drills. */
    private static Query past(Instant now) {
        return new Query(Capability.SESSIONS_PAST, now.minus(PAST), now, STEP, 0);
    }

    @Override
    public Query query(Capability capability, Instant now) {
        return switch (capability) {
            case CHANGES_FREEZES -> freezes(now);
            case SESSIONS_PAST -> past(now);
            case PAYMENTS_METRICS, REVENUE_METRICS, PRODUCT_METRICS, ERRORS_COUNTS -> figures(capability, now);
            case INCIDENTS_OPEN,
                    DEPLOYS_RECENT,
                    FLAGS_CHANGES,
                    CHANGES_EVENTS,
                    INCIDENTS_RECENT,
                    AUTOMATIONS_RUNS,
                    METRICS_DEFINITIONS,
                    EXPERIMENTS_RESULTS,
                    ALERTS_RAISED -> events(capability, now);
        };
    }

    @Override
    public Optional<Answer.Content.Document> document(SessionView session, Instant now) {
        return PostIncident.of(session, now);
    }

    @Override
    public Move assess(RitualSession session, Instant now) {
        CaseFile file = CaseFile.of(session);
        List<FindingMade> made = findings(session, file.read(), now);
        List<SessionEvent> events = new ArrayList<>(made);
        if (!made.isEmpty()) {
            List<Finding> told = Stream.concat(
                            session.view().findings().stream(), made.stream().map(FindingMade::finding))
                    .toList();
            List<ReceiptId> read =
                    told.stream().flatMap(each -> each.receipts().stream()).toList();
            events.add(new StepMoved(now, COMPARE, Status.IN_PROGRESS, Steps.soFar(told), session.chips(read)));
        }
        Hypotheses.of(session, file)
                .filter(moves -> !session.view().widgets().contains(moves))
                .ifPresent(moves -> {
                    events.add(new WidgetDrawn(now, moves));
                    events.add(new StepMoved(
                            now,
                            SUSPECTS,
                            Status.IN_PROGRESS,
                            Steps.suspectsSoFar(file),
                            session.chips(moves.receipts())));
                });
        return Move.of(events);
    }

    @Override
    public List<SessionEvent> conclude(RitualSession session, Instant now) {
        CaseFile file = CaseFile.of(session);
        Finding verdict = Verdicts.of(file);
        Impact impact = Impact.of(file);
        Optional<Severity> severity = Severity.of(file);
        List<Play> plays = Remedies.of(file);
        List<SessionEvent> events = new ArrayList<>(findings(session, file.read(), now));
        events.add(new StepMoved(
                now,
                COMPARE,
                file.read().known().isEmpty() ? Status.ERROR : Status.COMPLETE,
                Steps.compared(file.read()),
                session.chips(file.ranked().stream().map(Judged::receipt).toList())));
        events.add(new Diagnosed(now, file.diagnosis()));
        events.add(new FindingMade(now, verdict));
        severity.ifPresent(each -> events.add(new FindingMade(now, each.finding(file))));
        impact.finding(file).ifPresent(finding -> events.add(new FindingMade(now, finding)));
        Optional<Precedent> precedent = Precedent.of(file);
        precedent.ifPresent(each -> events.add(new FindingMade(now, each.finding())));
        Steps.precedent(file, precedent)
                .ifPresent(words -> events.add(moved(
                        session, PRECEDENT, words, file.read().receiptsOf(Set.of(Capability.SESSIONS_PAST)), now)));
        events.add(moved(
                session,
                SUSPECTS,
                Steps.suspects(file),
                file.diagnosis().suspects().stream()
                        .flatMap(each -> each.receipts().stream())
                        .toList(),
                now));
        impact.tiles().forEach(widget -> events.add(new WidgetDrawn(now, widget)));
        Board.of(file).forEach(widget -> events.add(new WidgetDrawn(now, widget)));
        Hypotheses.of(session, file).ifPresent(widget -> events.add(new WidgetDrawn(now, widget)));
        Windows.of(file).ifPresent(widget -> events.add(new WidgetDrawn(now, widget)));
        plays.forEach(play -> events.add(new PlayProposed(now, play)));
        events.add(moved(session, PLAYS, Steps.plays(plays), List.of(), now));
        events.add(new WidgetDrawn(now, Drafts.of(file, verdict, impact, severity, plays)));
        events.add(moved(session, COMMS, Steps.drafts(file), List.of(), now));
        Later.of(file, verdict, session.view().intent()).forEach(each -> events.add(new FollowUpPlanned(now, each)));
        return events;
    }

    /** What each reading says, where it was not said before. */
    private static List<FindingMade> findings(RitualSession session, Collected read, Instant now) {
        return read.series().stream()
                .collect(Collectors.groupingBy(Judged::call, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Statements::of)
                .flatMap(Collection::stream)
                .filter(finding -> !session.view().findings().contains(finding))
                .map(finding -> new FindingMade(now, finding))
                .toList();
    }

    private static StepMoved moved(
            RitualSession session, StepId step, String output, List<ReceiptId> receipts, Instant now) {
        return new StepMoved(now, step, Status.COMPLETE, output, session.chips(receipts));
    }
}
