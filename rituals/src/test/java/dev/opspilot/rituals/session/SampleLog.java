package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Check;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAnswered;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAsked;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.Corrected;
import dev.opspilot.rituals.session.SessionEvent.Diagnosed;
import dev.opspilot.rituals.session.SessionEvent.DraftAsked;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.FollowUpPlanned;
import dev.opspilot.rituals.session.SessionEvent.MindAnswered;
import dev.opspilot.rituals.session.SessionEvent.MindAsked;
import dev.opspilot.rituals.session.SessionEvent.Narrated;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.session.SessionEvent.PlayVerified;
import dev.opspilot.rituals.session.SessionEvent.QuestionAnswered;
import dev.opspilot.rituals.session.SessionEvent.QuestionAsked;
import dev.opspilot.rituals.session.SessionEvent.Rated;
import dev.opspilot.rituals.session.SessionEvent.RitualAsked;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StatusMoved;
import dev.opspilot.rituals.session.SessionEvent.StepBegun;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.TakenOver;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.session.SessionEvent.WorkflowDrafted;
import dev.opspilot.rituals.session.SessionEvent.WorkflowStarted;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.surface.Understood;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log with every kind of event, reading and widget in it. */
public final class SampleLog {
    public static final Instant NOW = Instant.parse("2026-03-02T10:15:30.123Z");
    public static final Person ADA = new Person("slack", "U1", "Ada");
    public static final Place CHANNEL = new Place("slack", "T1", "C1", Optional.empty());

    private static final StepId STEP = new StepId("payments");
    private static final Query QUERY =
            new Query(Capability.PAYMENTS_METRICS, NOW.minusSeconds(5_400), NOW, Duration.ofMinutes(1), 7);

    private SampleLog() {}

    public static Started started(Instant at) {
        return new Started(
                at,
                new HeardKey("key-1"),
                RitualName.INCIDENT,
                "payments just failed",
                Optional.of(new Understood("payments just failed", Understood.By.RULES)),
                ADA,
                CHANNEL,
                at.plusSeconds(30));
    }

    public static List<SessionEvent> of(SessionId session) {
        List<SessionEvent> log = new ArrayList<>();
        log.add(started(NOW));
        log.add(new Planned(NOW, List.of(PlanStep.pending("payments", "Read payments"))));
        ReceiptChain chain = ReceiptChain.empty(session);
        List<Reading> readings = readings();
        for (int i = 0; i < readings.size(); i++) {
            CallId call = new CallId("payments.metrics/demo/tool-" + i);
            Receipt receipt = chain.next(draft(readings.get(i), i));
            chain = chain.with(receipt);
            log.add(new CallAsked(NOW, call, STEP, "Billing", "demo/tool-" + i, QUERY));
            log.add(new CallAnswered(NOW.plusMillis(i), call, receipt, readings.get(i)));
        }
        List<ReceiptId> receipts = List.of(ReceiptId.of(session, 1));
        log.add(new StepMoved(
                NOW,
                STEP,
                PlanStep.Status.COMPLETE,
                "Billing: 1 metric",
                List.of(chain.next(draft(readings.getFirst(), 9)).chip())));
        log.add(new FindingMade(
                NOW,
                new Finding(
                        new FindingId("f1"),
                        "Card payments fail <30 %> & more.",
                        Finding.Confidence.HIGH,
                        receipts,
                        List.of(new Finding.Calculation(
                                "failure ratio", "31 %", "1 to 2 %", "median of 7 days", receipts)),
                        List.of(new Finding.Considered("northpay alone", "both providers fail alike", receipts)))));
        widgets(receipts).forEach(widget -> log.add(new WidgetDrawn(NOW, widget)));
        log.add(new Diagnosed(
                NOW,
                new Diagnosis(
                        Diagnosis.Verdict.SUSPECTS,
                        List.of(new Suspect(
                                Subject.change("deploy-1"),
                                "Deploy 1",
                                0.9,
                                Suspect.Standing.LEADING,
                                List.of(new Suspect.Evidence(true, "3 minutes before", receipts)))))));
        log.add(play("p1", new PlayPolicy.NeedsApproval(1), new Rollback.Undo("deploy it again"), receipts));
        log.add(play("p2", new PlayPolicy.Allowed(), new Rollback.Irreversible("mail was sent"), receipts));
        log.add(play("p3", new PlayPolicy.Refused("never in a freeze"), new Rollback.Undo("nothing"), receipts));
        chain = addPlays(log, chain, receipts);
        log.add(new WhyAsked(NOW, new HeardKey("key-2"), ADA, CHANNEL.inThread("171.2"), new FindingId("f1")));
        HeardKey asked = new HeardKey("key-3");
        log.add(new WorkflowDrafted(NOW, workflow(receipts)));
        log.add(new WorkflowStarted(NOW, tasks(), "asked for by Ada"));
        log.add(new StepBegun(NOW, new StepId("drill")));
        log.add(new StatusMoved(NOW, Status.WAITING));
        log.add(new StatusMoved(NOW, Status.RUNNING));
        log.add(new RitualAsked(NOW, new StepId("drill"), new SessionId("s2")));
        log.add(new RitualEnded(NOW, new StepId("drill"), new SessionId("s2"), Status.DONE, "healthy"));
        log.add(new FollowUpPlanned(NOW, followUp(receipts)));
        log.add(new MindAsked(NOW, Optional.empty(), "Analyst", 1, NOW.plusSeconds(20)));
        log.add(new Narrated(
                NOW,
                new Narrative(
                        "Analyst",
                        List.of(new Narrative.Sentence("Card payments fail.", receipts)),
                        List.of(new Narrative.Dropped("It cost 9 millions.", "It says 9, which is not there.")))));
        log.add(new MindAnswered(NOW, Optional.empty(), 812, ""));
        log.add(new QuestionAsked(NOW, asked, ADA, CHANNEL.inThread("171.2"), "Which provider?"));
        log.add(new QuestionAnswered(
                NOW,
                asked,
                new Finding(
                        new FindingId("answer-1"),
                        "Northpay.",
                        Finding.Confidence.MEDIUM,
                        receipts,
                        List.of(),
                        List.of()),
                "Playbook"));
        log.add(new Rated(NOW, new HeardKey("key-rated"), ADA, true));
        log.add(new DraftAsked(NOW, new HeardKey("key-4"), ADA, CHANNEL));
        addAnnouncements(log, chain);
        log.add(new Corrected(
                NOW, new HeardKey("key-5"), ADA, RitualName.BRIEF, new SessionId(session.value() + "-brief")));
        log.add(new TakenOver(NOW.plusSeconds(1), NOW.plusSeconds(31)));
        log.add(new Finished(NOW.plusSeconds(3), Status.DONE, ""));
        return log;
    }

    private static Workflow workflow(List<ReceiptId> receipts) {
        return new Workflow(
                "roll-out",
                "Roll out",
                List.of(
                        new Workflow.Step("flag", "Make the flag", "Makes it.", List.of(), "", "Delete it."),
                        new Workflow.Step("half", "Half", "Half sees it.", List.of("flag"), "no mismatch", "Off.")),
                receipts);
    }

    /** A workflow with every kind of task and condition. */
    private static Workflow tasks() {
        Condition low = new Condition.Figure(
                Capability.PAYMENTS_METRICS,
                "failure_ratio",
                Optional.of("northpay"),
                Condition.Comparison.BELOW,
                0.03,
                Duration.ofMinutes(10));
        Condition quiet =
                new Condition.Count(Capability.INCIDENTS_OPEN, Condition.Comparison.ABOVE, 2, Duration.ofHours(1));
        Intention flag = new Intention(
                ActKind.TOOLS_CALL, Optional.empty(), Map.of("server", "flags", "tool", "set"), "It is on.", "None.");
        List<Workflow.Step> steps = List.of(
                step("look", new Task.Check(low, Duration.ofMinutes(1)), Optional.empty()),
                step("flag", new Task.Act(flag), Optional.of(quiet)),
                step("soak", new Task.Wait(Duration.ofHours(1)), Optional.empty()),
                step("ask", new Task.Approve("Open to half?", 2), Optional.empty()),
                step("drill", new Task.Ritual("incident", "payments", Optional.of("healthy")), Optional.empty()),
                new Workflow.Step("mail", "Write to support", "Write to support.", List.of(), "", ""));
        return new Workflow("every-kind", "Every kind", steps, List.of(), true);
    }

    private static Workflow.Step step(String id, Task task, Optional<Condition> onlyIf) {
        return new Workflow.Step(
                id,
                "Step " + id,
                "Does " + id + ".",
                List.of(),
                "",
                "",
                Optional.of(task),
                onlyIf,
                2,
                Optional.of(Duration.ofHours(2)));
    }

    private static FollowUp followUp(List<ReceiptId> receipts) {
        return new FollowUp(
                "readout",
                "Read it out",
                Duration.ofDays(14),
                "the start of the experiment",
                "experiment",
                "readout of roll-out",
                "It is over then.",
                receipts);
    }

    private static PlayProposed play(String id, PlayPolicy policy, Rollback rollback, List<ReceiptId> receipts) {
        return new PlayProposed(
                NOW,
                new Play(
                        new PlayId(id),
                        "Roll back deploy 1",
                        "Puts version 41 back.",
                        "It began 3 minutes before.",
                        policy,
                        Play.Status.PROPOSED,
                        rollback,
                        receipts));
    }

    /** A play of each fate. */
    private static ReceiptChain addPlays(List<SessionEvent> log, ReceiptChain chain, List<ReceiptId> receipts) {
        for (String id : List.of("run", "fails", "unknown", "held", "late")) {
            log.add(new PlayProposed(NOW, bound(id, receipts)));
        }
        PlayId run = new PlayId("run");
        Digest act = bound("run", receipts).shown(Ruling.Choice.APPROVE);
        log.add(new PlayRefused(
                NOW,
                new HeardKey("key-refused"),
                ADA,
                run,
                Ruling.Choice.APPROVE,
                new Refusal(Refusal.Why.CHANGED, "The call is another than the one that was shown.")));
        log.add(decided("run", Ruling.Choice.APPROVE, Play.Status.RUNNING, Optional.empty()));
        log.add(new PlayStarted(NOW, run, Run.Direction.FORWARD, act, ADA.actor()));
        Act.Answer done = new Act.Answer.Done(origin(1));
        Receipt first = chain.next(draft(new Reading.Nothing(origin(1)), 1));
        log.add(new PlayRan(NOW, run, Run.Direction.FORWARD, Optional.of(NOW), first, done, Play.Status.VERIFYING));
        log.add(new PlayVerified(NOW, run, new Verification(true, "Failures are as expected again.", receipts)));
        log.add(decided("run", Ruling.Choice.ROLL_BACK, Play.Status.ROLLING_BACK, Optional.empty()));
        log.add(new PlayStarted(NOW, run, Run.Direction.BACK, act, ADA.actor()));
        Receipt second = chain.with(first).next(draft(new Reading.Nothing(origin(1)), 1));
        log.add(new PlayRan(NOW, run, Run.Direction.BACK, Optional.of(NOW), second, done, Play.Status.ROLLED_BACK));

        log.add(decided("fails", Ruling.Choice.APPROVE, Play.Status.RUNNING, Optional.empty()));
        log.add(new PlayStarted(NOW, new PlayId("fails"), Run.Direction.FORWARD, act, ADA.actor()));
        Receipt third = chain.with(first).with(second).next(draft(new Reading.Failed(origin(3), "It is away."), 3));
        Act.Answer failed = new Act.Answer.Failed(origin(3), "It is away.");
        log.add(new PlayRan(
                NOW, new PlayId("fails"), Run.Direction.FORWARD, Optional.empty(), third, failed, Play.Status.FAILED));

        log.add(decided("unknown", Ruling.Choice.APPROVE, Play.Status.RUNNING, Optional.empty()));
        log.add(new PlayStarted(NOW, new PlayId("unknown"), Run.Direction.FORWARD, act, ADA.actor()));
        Receipt fourth = chain.with(first).with(second).with(third).next(draft(new Reading.Nothing(origin(3)), 3));
        Act.Answer unknown = new Act.Answer.Unknown(origin(3), "Its answer did not come.");
        log.add(new PlayRan(
                NOW,
                new PlayId("unknown"),
                Run.Direction.FORWARD,
                Optional.of(NOW),
                fourth,
                unknown,
                Play.Status.UNVERIFIED));
        log.add(new PlayVerified(NOW, new PlayId("unknown"), new Verification(false, "Nothing changed.", List.of())));

        Optional<Instant> due = Optional.of(NOW.plusSeconds(3_600));
        log.add(decided("held", Ruling.Choice.APPROVE_FOR_WINDOW, Play.Status.APPROVED, due));
        log.add(new PlayHeld(
                NOW, new PlayId("held"), Play.Status.PROPOSED, Optional.empty(), "The kill switch is on."));
        log.add(new PlayExpired(NOW, new PlayId("late")));
        return chain.with(first).with(second).with(third).with(fourth);
    }

    /** One announcement that was posted, one that could not be, and one under way. */
    private static void addAnnouncements(List<SessionEvent> log, ReceiptChain chain) {
        for (String key : List.of("posted", "refused", "posting")) {
            log.add(new AnnouncementAsked(
                    NOW,
                    new Announcement(
                            new HeardKey(key),
                            ADA,
                            CHANNEL.inThread("171.2"),
                            new WidgetId("comms"),
                            "internal",
                            new Place("slack", "T1", "C2", Optional.empty()),
                            "Cards fail; we are on it.",
                            NOW,
                            new Announcement.State.Posting())));
        }
        Receipt posted = chain.next(draft(new Reading.Nothing(origin(1)), 1));
        log.add(new AnnouncementAnswered(NOW, new HeardKey("posted"), posted, origin(1), Optional.empty()));
        Receipt refused = chain.with(posted).next(draft(new Reading.Failed(origin(3), "It is archived."), 3));
        log.add(new AnnouncementAnswered(
                NOW, new HeardKey("refused"), refused, origin(3), Optional.of("The channel is archived.")));
    }

    private static PlayDecided decided(String play, Ruling.Choice choice, Play.Status becomes, Optional<Instant> due) {
        return new PlayDecided(
                NOW,
                new HeardKey("key-" + play + "-" + choice.key()),
                new PlayId(play),
                new Ruling(choice, ADA.actor(), ADA.name(), "approver", "It is urgent.", NOW),
                becomes,
                due);
    }

    /** A play that OpsPilot can carry out, and undo. */
    public static Play bound(String id, List<ReceiptId> receipts) {
        return play(id, new PlayPolicy.NeedsApproval(1), new Rollback.Undo("Deploy it again."), receipts)
                .play()
                .meaning(new Intention(
                        ActKind.DEPLOYS_ROLLBACK,
                        Optional.of("checkout"),
                        Map.of("change", "deploy-1", "service", "checkout"),
                        "Failures fall to what they were.",
                        "Version 41 lacks what deploy-1 brought."))
                .bound(
                        new Bound(
                                new Act("deploys", "rollback_deploy", "{\"id\":\"deploy-1\"}"),
                                "production",
                                Optional.of(new Check(
                                        Capability.PAYMENTS_METRICS,
                                        "payment_failures",
                                        Optional.of("northpay"),
                                        Duration.ofMinutes(10),
                                        Duration.ofMinutes(1))),
                                NOW.plusSeconds(7_200)),
                        new Rollback.Undo(
                                "Deploy it again.",
                                Optional.of(new Act("deploys", "deploy", "{\"id\":\"deploy-1\"}"))));
    }

    private static ReceiptChain.Draft draft(Reading reading, int i) {
        Reading.Origin origin = reading.origin();
        return new ReceiptChain.Draft(
                origin.source(),
                origin.tool(),
                origin.arguments(),
                ADA.actor(),
                NOW,
                origin.observedAt(),
                Duration.ofMillis(40 + i),
                origin.cached(),
                List.of(Outcome.values()).get(i % 4),
                origin.result(),
                origin.link(),
                i == 1 ? Optional.of("undo it") : Optional.empty());
    }

    private static List<Reading> readings() {
        Series series = Series.of(
                Subject.provider("northpay"),
                "payment_failures",
                Series.Unit.COUNT,
                Series.Bad.UP,
                new Samples(NOW, Duration.ofMinutes(1), new double[] {1, Double.NaN, 3.25}),
                List.of(new Samples(NOW.minusSeconds(86_400), Duration.ofMinutes(1), new double[] {1, 2, 3})));
        Change change = new Change(
                "deploy-1",
                Change.Kind.DEPLOY,
                "Deploy 1",
                Optional.of("checkout"),
                NOW,
                "ada",
                Optional.of(URI.create("https://example.test/1")));
        Incident incident = new Incident(
                "i1",
                "Cards down",
                Subject.provider("northpay"),
                NOW,
                "open",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return List.of(
                new Reading.Found(origin(0), new Facts(List.of(series), List.of(change), List.of(incident))),
                new Reading.Nothing(origin(1)),
                new Reading.Denied(origin(2), "The token may not read this."),
                new Reading.Failed(origin(3), "No answer within 5 s."));
    }

    private static Reading.Origin origin(int i) {
        return new Reading.Origin(
                "Billing",
                "demo/tool-" + i,
                "{\"n\":" + i + "}",
                NOW.minusSeconds(i),
                i == 1,
                "{\"answer\":\"\u00e9 " + i + "\"}",
                i == 0 ? Optional.of(URI.create("https://example.test/billing")) : Optional.empty());
    }

    private static List<Widget> widgets(List<ReceiptId> receipts) {
        return List.of(
                new Widget.Metric(
                        head("metric", receipts), "31 %", Optional.of("1 to 2 %"), Widget.Tone.BAD, List.of(1.0, 31.0)),
                new Widget.Table(head("table", receipts), List.of("a", "b"), List.of(List.of("1", "2"))),
                new Widget.Timeline(
                        head("timeline", receipts),
                        List.of(new Widget.Timeline.Entry(NOW, "Deploy 1", false, receipts))),
                new Widget.Chart(
                        head("chart", receipts),
                        "%",
                        List.of(NOW, NOW.plusSeconds(60)),
                        List.of(new Widget.Chart.Line("northpay", List.of(1.0, Double.NaN)))),
                new Widget.Plan(head("plan", receipts), List.of("Look", "Act")),
                new Widget.CommsKit(
                        head("comms", receipts), List.of(new Widget.CommsKit.Draft("internal", "Subject", "Body"))),
                new Widget.Toggle(head("toggle", receipts), "Ask before acting", true, "One approval"),
                new Widget.Note(head("note", receipts), "Plain words."));
    }

    private static Widget.Head head(String id, List<ReceiptId> receipts) {
        return new Widget.Head(new WidgetId(id), "A " + id, "sample/" + id, receipts);
    }
}
