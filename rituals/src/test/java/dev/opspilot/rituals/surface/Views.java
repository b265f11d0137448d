package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Drill;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sessions to draw: one incident drill, as far as it has come. */
public final class Views {
    public static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    public static final SessionId ID = new SessionId("0199c3-demo");
    public static final Place CHANNEL = new Place("slack", "T1", "C1", Optional.empty());
    public static final Person ANA = new Person("slack", "U1", "ana");

    private Views() {}

    /** Three receipts: billing, deploys, and a source that failed. */
    public static List<Receipt> receipts(SessionId id) {
        ReceiptChain chain = ReceiptChain.empty(id);
        Receipt billing = chain.next(draft("Billing", "billing/metrics", Outcome.FOUND, Optional.empty()));
        chain = chain.with(billing);
        Receipt deploys = chain.next(draft(
                "Deploys", "deploys/recent", Outcome.FOUND, Optional.of(URI.create("https://ci.example.com/d/4812"))));
        chain = chain.with(deploys);
        Receipt errors = chain.next(draft("Errors", "errors/counts", Outcome.FAILED, Optional.empty()));
        return List.of(billing, deploys, errors);
    }

    private static ReceiptChain.Draft draft(String source, String tool, Outcome outcome, Optional<URI> link) {
        return new ReceiptChain.Draft(
                source,
                tool,
                "{}",
                ANA.actor(),
                START.plusSeconds(1),
                START.plusSeconds(2),
                Duration.ofMillis(812),
                false,
                outcome,
                "{\"source\":\"" + source + "\"}",
                link,
                Optional.empty());
    }

    /** Just begun: a plan, and nothing found. */
    public static SessionView begun(SessionId id, Place place) {
        List<PlanStep> plan = List.of(
                PlanStep.pending("payments", "Read payment metrics"),
                PlanStep.pending("deploys", "Read deploys and flags"),
                PlanStep.pending("suspects", "Rank suspects"));
        return view(id, place, 2, SessionView.Status.RUNNING, plan, List.of(), List.of(), List.of(), List.of(), null);
    }

    /** On its way: one step done, one busy, a finding. */
    public static SessionView working(SessionId id, Place place, long version) {
        List<Receipt> receipts = receipts(id);
        Receipt billing = receipts.getFirst();
        List<PlanStep> plan = List.of(
                PlanStep.pending("payments", "Read payment metrics")
                        .moved(PlanStep.Status.COMPLETE, "Billing: 3 metrics", List.of(billing.chip())),
                PlanStep.pending("deploys", "Read deploys and flags").moved(PlanStep.Status.IN_PROGRESS, "", List.of()),
                PlanStep.pending("suspects", "Rank suspects"));
        Finding dip = new Finding(
                new FindingId("payments-dip"),
                "Card payments fell to 41 a minute; 118 to 131 were expected at this hour.",
                Finding.Confidence.HIGH,
                List.of(billing.id()),
                List.of(),
                List.of());
        return view(
                id,
                place,
                version,
                SessionView.Status.RUNNING,
                plan,
                List.of(dip),
                List.of(),
                List.of(),
                List.of(billing),
                null);
    }

    /** Ended: a verdict, suspects, every kind of widget, a play. */
    public static SessionView done(SessionId id, Place place) {
        List<Receipt> receipts = receipts(id);
        Receipt billing = receipts.get(0);
        Receipt deploys = receipts.get(1);
        Receipt errors = receipts.get(2);
        List<PlanStep> plan = List.of(
                PlanStep.pending("payments", "Read payment metrics")
                        .moved(PlanStep.Status.COMPLETE, "Billing: 3 metrics", List.of(billing.chip())),
                PlanStep.pending("deploys", "Read deploys and flags")
                        .moved(PlanStep.Status.COMPLETE, "Deploys: 2 changes", List.of(deploys.chip())),
                PlanStep.pending("errors", "Read error counts")
                        .moved(PlanStep.Status.ERROR, "Errors failed: no answer within 4 s", List.of(errors.chip())));
        return view(
                id,
                place,
                20,
                SessionView.Status.DONE,
                plan,
                List.of(verdict(billing, deploys), dip(billing)),
                widgets(billing, deploys),
                List.of(play(deploys)),
                receipts,
                diagnosis(billing, deploys));
    }

    /** Ended like {@link #done}, but asked for in plain words and told by a language mind; with something to come. */
    public static SessionView told(SessionId id, Place place) {
        SessionView done = done(id, place);
        ReceiptId billing = done.receipts().get(0).id();
        ReceiptId deploys = done.receipts().get(1).id();
        Narrative narrative = new Narrative(
                "gpt-5",
                List.of(
                        new Narrative.Sentence(
                                "Card payments fell to a third of what is usual at 13:48.", List.of(billing)),
                        new Narrative.Sentence(
                                "Two minutes before, deploy 4812 of checkout went out; nothing else changed.",
                                List.of(deploys, billing))),
                List.of());
        Workflow workflow = new Workflow(
                "rollback-checkout",
                "Roll back checkout in steps",
                List.of(
                        new Workflow.Step(
                                "one",
                                "Roll back 10 %",
                                "Deploys 4811 to one of ten.",
                                List.of(),
                                "",
                                "Deploy 4812 there."),
                        new Workflow.Step(
                                "two",
                                "Roll back the rest",
                                "Deploys 4811 everywhere.",
                                List.of("one"),
                                "card payments are back within 118 to 131 a minute",
                                "")),
                List.of(deploys));
        FollowUp followUp = new FollowUp(
                "again",
                "Look again at card payments",
                Duration.ofHours(1),
                "the end of the drill",
                "incident",
                "are card payments back?",
                "A rollback is done when the rate is back.",
                List.of(billing));
        return new SessionView(
                id,
                done.version(),
                done.ritual(),
                done.intent(),
                Optional.of(new Understood("payments just failed", Understood.By.GUESS)),
                done.status(),
                done.reason(),
                done.startedAt(),
                done.firstInsightAt(),
                done.finishedAt(),
                done.actor(),
                place,
                done.plan(),
                done.findings(),
                new SessionView.Telling(Optional.of("gpt-5"), Optional.of(narrative), ""),
                done.widgets(),
                done.plays(),
                Optional.of(workflow),
                List.of(followUp),
                done.receipts(),
                done.diagnosis(),
                done.questions(),
                done.ratings(),
                done.announcements());
    }

    /**
     * Ended, with a play that waits for a decision, one that was run and checked, one for a person's hands, one that
     * proposes a drill, and one whose drill was begun.
     */
    public static SessionView acted(SessionId id, Place place) {
        SessionView done = done(id, place);
        List<ReceiptId> proof = List.of(done.receipts().get(1).id());
        Play waiting = Play.proposed(
                        "rollback",
                        "Roll back deploy 4812",
                        "Deploys checkout 4811 again.",
                        "It is the leading suspect.",
                        new Rollback.Undo("Deploy 4812 again."),
                        proof)
                .meaning(new Intention(
                        ActKind.DEPLOYS_ROLLBACK,
                        Optional.of("checkout"),
                        Map.of("change", "deploy-4812", "service", "checkout"),
                        "Card payments come back to 118 to 131 a minute.",
                        "4811 lacks the new tax rules."))
                .bound(
                        bound("{\"id\":\"deploy-4812\",\"service\":\"checkout\"}"),
                        new Rollback.Undo(
                                "Deploy 4812 again.",
                                Optional.of(new Act("deploys", "deploy", "{\"id\":\"deploy-4812\"}"))));
        Play approved = new Play(
                        new PlayId("flag"),
                        "Turn off new-checkout",
                        "Sets the flag new-checkout to off.",
                        "It was turned on with the deploy.",
                        new PlayPolicy.NeedsApproval(2),
                        Play.Status.PROPOSED,
                        new Rollback.Undo(
                                "Turn it on again.",
                                Optional.of(new Act("flags", "set", "{\"flag\":\"new-checkout\",\"on\":true}"))),
                        proof)
                .bound(
                        bound("{\"flag\":\"new-checkout\",\"on\":false}"),
                        new Rollback.Undo(
                                "Turn it on again.",
                                Optional.of(new Act("flags", "set", "{\"flag\":\"new-checkout\",\"on\":true}"))))
                .ruled(new Ruling(Ruling.Choice.APPROVE, ANA.actor(), "ana", "approver", "", START.plusSeconds(20)))
                .ruled(new Ruling(
                        Ruling.Choice.APPROVE, "slack:U2", "ben", "admin", "customers wait", START.plusSeconds(31)))
                .started(Run.started(Run.Direction.FORWARD, START.plusSeconds(31)))
                .ended(Run.State.DONE, "", proof.getFirst())
                .verified(new Verification(true, "Card payments are back at 121 a minute.", proof))
                .at(Play.Status.DONE, Optional.empty(), Optional.of("Card payments are back at 121 a minute."));
        Play byHand = Play.proposed(
                "call",
                "Call the card processor",
                "Somebody calls their hotline.",
                "They may see what we do not.",
                new Rollback.Irreversible("A call is a call."),
                proof);
        Play drill = drill("activation", "Activation fell", proof).in(id);
        Play begun = drill("refunds", "Refunds rose", proof)
                .in(id)
                .ruled(new Ruling(Ruling.Choice.START_DRILL, ANA.actor(), "ana", "operator", "", START.plusSeconds(40)))
                .at(Play.Status.DONE, Optional.empty(), Optional.empty());
        return new SessionView(
                id,
                done.version() + 5,
                done.ritual(),
                done.intent(),
                done.understood(),
                done.status(),
                done.reason(),
                done.startedAt(),
                done.firstInsightAt(),
                done.finishedAt(),
                done.actor(),
                place,
                done.plan(),
                done.findings(),
                done.telling(),
                List.of(),
                List.of(waiting, approved, byHand, drill, begun),
                done.workflow(),
                done.followUps(),
                done.receipts(),
                done.diagnosis(),
                done.questions(),
                done.ratings(),
                done.announcements());
    }

    private static Play drill(String key, String because, List<ReceiptId> proof) {
        return Play.proposed(
                        "drill-" + key,
                        "Start a drill on " + key,
                        "Opens an Incident Drill on it.",
                        because + ".",
                        new Rollback.Undo("Nothing is changed: a drill only reads."),
                        proof)
                .meaning(Drill.proposed(key));
    }

    private static Bound bound(String arguments) {
        return new Bound(
                new Act("deploys", "rollback_deploy", arguments),
                "production",
                Optional.empty(),
                START.plusSeconds(3_600));
    }

    /** Ended before it was done. */
    public static SessionView failed(SessionId id, Place place) {
        SessionView working = working(id, place, 9);
        return new SessionView(
                id,
                working.version(),
                RitualName.BRIEF,
                "What changed since the last brief?",
                Optional.empty(),
                SessionView.Status.FAILED,
                "No source of revenue answered. Check the binding of “billing” in opspilot.yml.",
                working.startedAt(),
                working.firstInsightAt(),
                Optional.of(START.plusSeconds(9)),
                ANA,
                place,
                working.plan(),
                working.findings(),
                working.telling(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                working.receipts(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    public static Finding verdict(Receipt billing, Receipt deploys) {
        return new Finding(
                FindingId.VERDICT,
                "Deploy 4812 of checkout most likely broke card payments.",
                Finding.Confidence.HIGH,
                List.of(billing.id(), deploys.id()),
                List.of(new Finding.Calculation(
                        "card payments a minute",
                        "41",
                        "118 to 131",
                        "Median of the same minutes of the last 7 days, 5 robust deviations apart.",
                        List.of(billing.id()))),
                List.of(new Finding.Considered(
                        "Stripe outage", "Other payment methods kept their rate.", List.of(billing.id()))));
    }

    private static Finding dip(Receipt billing) {
        return new Finding(
                new FindingId("payments-dip"),
                "Card payments fell to 41 a minute; 118 to 131 were expected at this hour.",
                Finding.Confidence.MEDIUM,
                List.of(billing.id()),
                List.of(),
                List.of());
    }

    private static Diagnosis diagnosis(Receipt billing, Receipt deploys) {
        return new Diagnosis(
                Diagnosis.Verdict.SUSPECTS,
                List.of(
                        new Suspect(
                                Subject.provider("stripe"),
                                "Stripe outage",
                                0.11,
                                Suspect.Standing.REFUTED,
                                List.of(new Suspect.Evidence(
                                        false, "Other methods kept their rate.", List.of(billing.id())))),
                        new Suspect(
                                Subject.change("deploy-4812"),
                                "Deploy 4812 of checkout",
                                0.86,
                                Suspect.Standing.LEADING,
                                List.of(
                                        new Suspect.Evidence(
                                                true,
                                                "It went out two minutes before the fall.",
                                                List.of(deploys.id())),
                                        new Suspect.Evidence(false, "Its canary was clean.", List.of(deploys.id()))))));
    }

    private static List<Widget> widgets(Receipt billing, Receipt deploys) {
        List<ReceiptId> proof = List.of(billing.id());
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        IntStream.range(0, 60).forEach(minute -> {
            times.add(START.minusSeconds(3_600 - minute * 60L));
            values.add(minute < 48 ? 120.0 + minute % 5 : 41.0);
        });
        return List.of(
                new Widget.Metric(
                        head("rate", "Card payments", proof),
                        "41 a minute",
                        Optional.of("118 to 131"),
                        Widget.Tone.BAD,
                        values),
                new Widget.Metric(
                        head("other", "Other payments", proof),
                        "64 a minute",
                        Optional.of("60 to 70"),
                        Widget.Tone.GOOD,
                        List.of()),
                new Widget.Chart(
                        head("chart", "Card payments", proof),
                        "payments a minute",
                        times,
                        List.of(new Widget.Chart.Line("card payments", values))),
                new Widget.Table(
                        head("methods", "Payments by method", proof),
                        List.of("Method", "Now", "Usual"),
                        List.of(List.of("card", "41", "124"), List.of("sepa", "64", "65"))),
                new Widget.Timeline(
                        head("timeline", "What happened", proof),
                        List.of(
                                new Widget.Timeline.Entry(
                                        START.minusSeconds(840),
                                        "Deploy 4812 of checkout",
                                        false,
                                        List.of(deploys.id())),
                                new Widget.Timeline.Entry(START.minusSeconds(720), "Card payments fall", true, proof))),
                new Widget.Plan(head("next", "What to do", proof), List.of("Roll back 4812.", "Watch the rate.")),
                new Widget.CommsKit(
                        head("comms", "Drafts", proof),
                        List.of(new Widget.CommsKit.Draft(
                                "Status page",
                                "Card payments are degraded",
                                "We are looking into it.\nMore at 15:00."))),
                new Widget.Toggle(
                        head("freeze", "Deploy freeze", proof), "Freeze", false, "Nothing keeps deploys back now."),
                new Widget.Note(head("note", "Note", proof), "Error counts are missing: that source failed."));
    }

    /** A table of so many rows. */
    public static Widget.Table table(int rows) {
        return new Widget.Table(
                head(
                        "customers",
                        "All customers",
                        List.of(receipts(ID).getFirst().id())),
                List.of("Customer", "Plan"),
                IntStream.range(0, rows)
                        .mapToObj(row -> List.of("customer " + row, "team"))
                        .toList());
    }

    public static Widget.Head head(String id, String title, List<ReceiptId> receipts) {
        return new Widget.Head(new WidgetId(id), title, "incident/" + id, receipts);
    }

    private static Play play(Receipt deploys) {
        return new Play(
                new PlayId("rollback"),
                "Roll back deploy 4812",
                "Deploys checkout 4811 again.",
                "It is the leading suspect.",
                new PlayPolicy.NeedsApproval(1),
                Play.Status.PROPOSED,
                new Rollback.Undo("Deploy 4812 again."),
                List.of(deploys.id()));
    }

    private static SessionView view(
            SessionId id,
            Place place,
            long version,
            SessionView.Status status,
            List<PlanStep> plan,
            List<Finding> findings,
            List<Widget> widgets,
            List<Play> plays,
            List<Receipt> receipts,
            @Nullable Diagnosis diagnosis) {
        return new SessionView(
                id,
                version,
                RitualName.INCIDENT,
                "payments just failed",
                Optional.empty(),
                status,
                "",
                START,
                Optional.empty(),
                status.isEnd() ? Optional.of(START.plusSeconds(9)) : Optional.empty(),
                ANA,
                place,
                plan,
                findings,
                SessionView.Telling.PLAYBOOK,
                widgets,
                plays,
                Optional.empty(),
                List.of(),
                receipts,
                Optional.ofNullable(diagnosis),
                List.of(),
                List.of(),
                List.of());
    }
}
