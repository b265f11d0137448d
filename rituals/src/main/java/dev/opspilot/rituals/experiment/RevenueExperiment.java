package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.RunLength;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.FollowUpPlanned;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.session.SessionEvent.WorkflowDrafted;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.PlanStep.Status;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Revenue Experiment: plans a test from the company's own definitions and traffic, or reads a running one out, by
 * the words of the intent. Immutable and pure.
 */
public final class RevenueExperiment implements Ritual {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HISTORY = Duration.ofDays(28);
    private static final Duration AHEAD = Duration.ofDays(14);
    private static final Duration RECENT = Duration.ofDays(90);
    private static final Duration STEP = Duration.ofHours(1);
    private static final Set<Capability> METRICS =
            Set.of(Capability.PRODUCT_METRICS, Capability.REVENUE_METRICS, Capability.PAYMENTS_METRICS);

    private static final StepId DESIGN = new StepId("design");
    private static final StepId ROLLOUT = new StepId("rollout");
    private static final StepId READOUT = new StepId("readout");

    @Override
    public RitualName name() {
        return RitualName.EXPERIMENT;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public List<Stage> plan(String intent, Instant now) {
        Stage definitions =
                stage("definitions", "Read how metrics are defined", query(Capability.METRICS_DEFINITIONS, now));
        Stage experiments = stage("experiments", "Read experiments", query(Capability.EXPERIMENTS_RESULTS, now));
        return switch (Wish.of(intent).mode()) {
            case DESIGN ->
                List.of(
                        definitions,
                        stage(
                                "traffic",
                                "Read four weeks of traffic and revenue",
                                query(Capability.PRODUCT_METRICS, now),
                                query(Capability.REVENUE_METRICS, now)),
                        experiments,
                        stage("freezes", "Read the calendar of freezes", query(Capability.CHANGES_FREEZES, now)),
                        stage(DESIGN.value(), "Size the experiment"),
                        stage(ROLLOUT.value(), "Draft the rollout"));
            case READOUT ->
                List.of(
                        experiments,
                        definitions,
                        stage("units", "Read what revenue is counted in", query(Capability.REVENUE_METRICS, now)),
                        stage(READOUT.value(), "Read it out"));
        };
    }

    private static Stage stage(String id, String title, Query... queries) {
        return new Stage(PlanStep.pending(id, title), List.of(queries));
    }

    /** Metrics up to the last midnight (UTC), since the running day is incomplete and would not be counted. */
    @Override
    public Query query(Capability capability, Instant now) {
        if (METRICS.contains(capability)) {
            Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
            return new Query(capability, midnight.minus(HISTORY), midnight, STEP, 0);
        }
        return capability == Capability.CHANGES_FREEZES
                ? new Query(capability, now, now.plus(AHEAD), STEP, 0)
                : new Query(capability, now.minus(RECENT), now, STEP, 0);
    }

    /** Nothing can be sized before all parts are there. */
    @Override
    public Move assess(RitualSession session, Instant now) {
        return Move.of(List.of());
    }

    @Override
    public List<SessionEvent> conclude(RitualSession session, Instant now) {
        Wish wish = Wish.of(session.view().intent());
        Shelf shelf = Shelf.of(session);
        return switch (wish.mode()) {
            case DESIGN -> design(session, wish, shelf, now);
            case READOUT -> readout(session, wish, shelf, now);
        };
    }

    private static List<SessionEvent> design(RitualSession session, Wish wish, Shelf shelf, Instant now) {
        Proposal proposal = Proposal.of(wish, shelf);
        List<SessionEvent> events = new ArrayList<>();
        new DesignWords(shelf).of(proposal).forEach(each -> events.add(new FindingMade(now, each)));
        if (!(proposal instanceof Blueprint plan)) {
            events.add(moved(session, DESIGN, Status.ERROR, "It cannot be sized.", shelf.receipts(), now));
            events.add(moved(session, ROLLOUT, Status.COMPLETE, "Nothing to roll out.", List.of(), now));
            return events;
        }
        DesignBoard.of(plan, shelf).forEach(each -> events.add(new WidgetDrawn(now, each)));
        List<ReceiptId> receipts = plan.primary().receipts();
        switch (plan.length()) {
            case RunLength.Never _ -> {
                events.add(moved(session, DESIGN, Status.COMPLETE, "It would never end.", receipts, now));
                events.add(moved(session, ROLLOUT, Status.COMPLETE, "Nothing to roll out.", List.of(), now));
            }
            case RunLength.Ends ends -> {
                String size = Figures.count(plan.total()) + " units in "
                        + Figures.counted(ends.days() / Baseline.WEEK, "week") + ".";
                events.add(moved(session, DESIGN, Status.COMPLETE, size, receipts, now));
                events.addAll(rollout(plan, ends, shelf, now));
                events.add(moved(session, ROLLOUT, Status.COMPLETE, "Drafted; it runs nothing.", List.of(), now));
            }
        }
        return events;
    }

    private static List<SessionEvent> rollout(Blueprint plan, RunLength.Ends ends, Shelf shelf, Instant now) {
        List<ReceiptId> receipts = plan.primary().receipts();
        Workflow workflow = Schedule.workflow(plan, ends.days(), receipts);
        List<FollowUp> followUps = Schedule.followUps(plan, ends.days(), receipts);
        List<SessionEvent> events = new ArrayList<>();
        events.add(new WorkflowDrafted(now, workflow));
        events.add(new WidgetDrawn(now, DesignBoard.scaffold(workflow)));
        followUps.forEach(each -> events.add(new FollowUpPlanned(now, each)));
        events.add(new WidgetDrawn(now, DesignBoard.followUps(followUps, receipts)));
        Surroundings around = Surroundings.of(shelf, plan.primary().definition().per());
        if (around.sharing().isEmpty() && !around.frozen(shelf.asOf())) {
            events.add(new PlayProposed(now, start(plan, ends, receipts)));
        }
        return events;
    }

    private static Play start(Blueprint plan, RunLength.Ends ends, List<ReceiptId> receipts) {
        return Play.proposed(
                "start",
                "Start the experiment behind a flag",
                "Begins the drafted rollout “" + plan.wish().slug() + "” with its first step, a flag that is off.",
                "Today's traffic ends it in " + Figures.counted(ends.days() / Baseline.WEEK, "week")
                        + ", no running experiment that is known shares its units, and no known freeze is on.",
                new Rollback.Undo("Turn the flag off: everybody gets control again."),
                receipts);
    }

    private static List<SessionEvent> readout(RitualSession session, Wish wish, Shelf shelf, Instant now) {
        Report report = Report.of(wish, shelf);
        List<SessionEvent> events = new ArrayList<>();
        events.add(new FindingMade(now, new ReportWords(shelf).of(wish, report)));
        switch (report) {
            case Report.Unknown _ -> {
                ReportBoard.experiments(shelf).ifPresent(each -> events.add(new WidgetDrawn(now, each)));
                events.add(moved(session, READOUT, Status.ERROR, "No such experiment.", shelf.receipts(), now));
            }
            case Report.Silent _ ->
                events.add(moved(session, READOUT, Status.ERROR, "No source answered.", shelf.receipts(), now));
            case Report.Unreadable unreadable ->
                events.add(moved(
                        session,
                        READOUT,
                        Status.ERROR,
                        "It cannot be read.",
                        unreadable.experiment().receipts(),
                        now));
            case Report.Read read -> {
                events.add(new WidgetDrawn(now, ReportBoard.arms(read)));
                ReportBoard.play(read).ifPresent(each -> events.add(new PlayProposed(now, each)));
                ReportBoard.followUp(read, shelf.asOf()).ifPresent(each -> events.add(new FollowUpPlanned(now, each)));
                events.add(moved(session, READOUT, Status.COMPLETE, ReportWords.word(read), read.receipts(), now));
            }
        }
        return events;
    }

    private static StepMoved moved(
            RitualSession session, StepId step, Status status, String output, List<ReceiptId> receipts, Instant now) {
        return new StepMoved(now, step, status, output, session.chips(receipts));
    }
}
