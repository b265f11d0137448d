package dev.opspilot.adapters.console;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Timeline.Entry;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A drill in which a deploy broke card payments; it has everything that a session can have in it. */
final class BadDeploy {
    private final DrillLog log = new DrillLog(Instant.parse("2026-11-24T09:41:20Z"));

    private BadDeploy() {}

    static List<SessionEvent> events() {
        BadDeploy drill = new BadDeploy();
        drill.asks();
        drill.finds();
        drill.shows();
        drill.proposes();
        return drill.log.events();
    }

    private void asks() {
        log.begin("payments just failed");
        log.answered("payments", "Billing", "billing/payment_metrics", 412, "12 series over 3 hours");
        log.failed("changes", "Flags", "flags/changes", 2000, "No answer within 2 s.");
        log.answered("revenue", "Billing", "billing/revenue", 388, "2 series over 3 hours");
        log.answered("changes", "Deploys", "deploys/recent", 231, "3 deploys");
        log.nothing("incidents", "Status page", "incidents/open", 197);
        log.cached("errors", "Error tracker", "errors/counts", 96, "4 series over 3 hours");
    }

    private void finds() {
        log.add(new SessionEvent.FindingMade(
                log.now(),
                finding(
                        "payments",
                        "Card payments fail 14.2 % of the time since 09:26, against 1.1 % at this hour of the last 7 days.",
                        Confidence.HIGH,
                        1)));
        log.add(new SessionEvent.FindingMade(
                log.now(),
                finding(
                        "revenue",
                        "Revenue runs $3,120 an hour below the same hour of earlier days.",
                        Confidence.MEDIUM,
                        3)));
        log.add(new SessionEvent.FindingMade(log.now(), verdict()));
        log.add(new SessionEvent.Diagnosed(log.now(), diagnosis()));
    }

    private Finding finding(String id, String text, Confidence confidence, int receipt) {
        List<ReceiptId> on = log.receipts(receipt);
        return new Finding(
                new FindingId(id),
                text,
                confidence,
                on,
                List.of(new Calculation(
                        "Share of failed card payments",
                        "14.2 %",
                        "0.8 % to 1.4 %",
                        "Median of the last 15 minutes against the same hour of 7 earlier days; robust z-score 41.",
                        on)),
                List.of());
    }

    private Finding verdict() {
        return new Finding(
                FindingId.VERDICT,
                "Deploy 4812 of checkout is the likeliest cause: failures begin 2 minutes after it, "
                        + "and only on the path it changed.",
                Confidence.HIGH,
                log.receipts(1, 4, 6),
                List.of(
                        new Calculation(
                                "Onset of failures",
                                "09:26",
                                "deploy at 09:24",
                                "Last change point of the failure share (CUSUM over robust residuals).",
                                log.receipts(1, 4)),
                        new Calculation(
                                "Errors in checkout",
                                "212 a minute",
                                "3 to 9 a minute",
                                "Maximum of the last 15 minutes against the same hour of 7 earlier days.",
                                log.receipts(6))),
                List.of(
                        new Considered(
                                "An outage of the card network",
                                "Other merchants of the provider are fine and its status page lists nothing.",
                                log.receipts(5)),
                        new Considered(
                                "Deploy 4809 of search",
                                "It came 47 minutes before the onset and touches nothing that pays.",
                                log.receipts(4))));
    }

    private Diagnosis diagnosis() {
        return new Diagnosis(
                Diagnosis.Verdict.SUSPECTS,
                List.of(
                        new Suspect(
                                Subject.change("deploy-4812"),
                                "Deploy 4812 of checkout: “retry card tokens on timeout”",
                                0.91,
                                Standing.LEADING,
                                List.of(
                                        new Evidence(
                                                true,
                                                "Rolled out at 09:24, two minutes before failures began.",
                                                log.receipts(4)),
                                        new Evidence(
                                                true,
                                                "Errors rose in checkout alone, and it is what the deploy changed.",
                                                log.receipts(6)),
                                        new Evidence(
                                                false,
                                                "One card brand is not affected, though all share the path.",
                                                log.receipts(1)))),
                        new Suspect(
                                Subject.provider("Stripe"),
                                "Stripe, the payment provider",
                                0.22,
                                Standing.WEAKENED,
                                List.of(
                                        new Evidence(true, "Its answers got slower from 09:25 on.", log.receipts(1)),
                                        new Evidence(false, "Its status page lists no incident.", log.receipts(5)))),
                        new Suspect(
                                Subject.change("deploy-4809"),
                                "Deploy 4809 of search",
                                0.04,
                                Standing.REFUTED,
                                List.of(new Evidence(
                                        false, "It came 47 minutes before the onset.", log.receipts(4))))));
    }

    private void shows() {
        draw(new Widget.Metric(
                head("failures", "Failed card payments", 1),
                "14.2 %",
                Optional.of("0.8 % to 1.4 %"),
                Widget.Tone.BAD,
                trend(1.1, 1.0, 1.2, 1.1, 0.9, 1.0, 1.3, 1.1, 1.2, 6.4, 12.9, 14.8, 13.9, 14.2)));
        draw(new Widget.Metric(
                head("revenue", "Revenue this hour", 3),
                "$18,460",
                Optional.of("$20,900 to $22,300"),
                Widget.Tone.BAD,
                trend(21.4, 21.9, 22.1, 21.2, 21.7, Double.NaN, 21.0, 19.2, 18.4, 18.46)));
        draw(new Widget.Metric(
                head("logins", "Sign-ins", 6),
                "1,204 a minute",
                Optional.of("1,130 to 1,290"),
                Widget.Tone.GOOD,
                trend(1190, 1201, 1188, 1214, 1207, 1195, 1204)));
        draw(new Widget.Chart(
                head("share", "Failed card payments, share by the minute", 1),
                "%",
                times(24),
                List.of(new Widget.Chart.Line("today", today()), new Widget.Chart.Line("median of 7 days", usual()))));
        draw(new Widget.Timeline(
                head("timeline", "What happened", 1, 4, 6),
                List.of(
                        entry(-57, "Deploy 4809 of search", false, 4),
                        entry(-17, "Deploy 4812 of checkout by mira", false, 4),
                        entry(-15, "Card payments begin to fail", true, 1),
                        entry(-14, "Errors in checkout leave their usual range", true, 6))));
        draw(new Widget.Table(
                head("methods", "By way of paying", 1),
                List.of("Way of paying", "Attempts", "Failed", "Usually"),
                List.of(
                        List.of("Visa", "1,804", "16.1 %", "1.2 %"),
                        List.of("Mastercard", "1,377", "15.4 %", "1.0 %"),
                        List.of("Amex", "212", "0.9 %", "1.1 %"),
                        List.of("SEPA debit", "166", "0.6 %", "0.5 %"))));
        draw(new Widget.Plan(
                head("next", "What to do next", 4),
                List.of(
                        "Roll checkout back to 4811.",
                        "Watch the failure share for ten minutes.",
                        "Post the status entry when it falls below 2 %.")));
        draw(new Widget.CommsKit(
                head("comms", "Comms kit", 1, 4),
                List.of(
                        new Widget.CommsKit.Draft(
                                "Internal",
                                "Card payments failing since 09:26 UTC",
                                "14.2 % of card payments fail (usually 1.1 %).\nLikeliest cause: deploy 4812 of checkout."),
                        new Widget.CommsKit.Draft(
                                "Status page",
                                "Some card payments are failing",
                                "Since 09:26 UTC some card payments do not go through. We have found the likely cause."),
                        new Widget.CommsKit.Draft(
                                "Customers",
                                "Your payment may have failed",
                                "If your card was declined this morning, please try again later today."))));
        draw(new Widget.Toggle(
                head("freeze", "Change window", 4),
                "Hold further deploys of checkout",
                false,
                "Proposed while the failure share is above 2 %."));
        draw(new Widget.Note(
                head("limits", "What is not known", 2),
                "Flags did not answer, so a flag that changed with the deploy cannot be ruled out."));
    }

    private void proposes() {
        log.add(new SessionEvent.PlayProposed(
                log.now(),
                new Play(
                        new PlayId("rollback-4812"),
                        "Roll checkout back to 4811",
                        "Puts the release before deploy 4812 back on all instances, one after the other.",
                        "The failures began two minutes after the deploy.",
                        new PlayPolicy.NeedsApproval(1),
                        Play.Status.PROPOSED,
                        new Rollback.Undo("Deploy 4812 again."),
                        log.receipts(4))));
        log.add(new SessionEvent.PlayProposed(
                log.now(),
                new Play(
                        new PlayId("mail"),
                        "Tell affected customers",
                        "Mails the 361 people whose payment failed.",
                        "They do not know that their card is fine.",
                        new PlayPolicy.Refused("Mails to customers are sent by people."),
                        Play.Status.PROPOSED,
                        new Rollback.Irreversible("A mail cannot be called back."),
                        log.receipts(1))));
        log.add(new SessionEvent.TakenOver(log.now(), log.now().plusSeconds(30)));
        log.add(new SessionEvent.WorkflowDrafted(
                log.now(),
                new Workflow(
                        "make-it-permanent",
                        "Make it permanent",
                        List.of(
                                new Workflow.Step("test", "Write a test", "Fails without it.", List.of(), "", ""),
                                new Workflow.Step(
                                        "fix", "Fix it", "Mends it.", List.of("test"), "no freeze", "Roll back.")),
                        log.receipts(1))));
        log.add(new SessionEvent.WorkflowStarted(
                log.now(),
                new Workflow(
                        "look-again",
                        "Look again",
                        List.of(new Workflow.Step("look", "Look", "Looks.", List.of(), "", "")),
                        List.of()),
                "asked for by Ada"));
        log.add(new SessionEvent.StepBegun(log.now(), new StepId("look")));
        log.add(new SessionEvent.StatusMoved(log.now(), SessionView.Status.WAITING));
        log.add(new SessionEvent.StatusMoved(log.now(), SessionView.Status.RUNNING));
        log.add(new SessionEvent.RitualAsked(log.now(), new StepId("look"), new SessionId("drill-2")));
        log.add(new SessionEvent.RitualEnded(
                log.now(), new StepId("look"), new SessionId("drill-2"), SessionView.Status.DONE, "healthy"));
        log.add(new SessionEvent.FollowUpPlanned(
                log.now(),
                new FollowUp(
                        "again",
                        "Look again",
                        Duration.ofHours(1),
                        "the end of the drill",
                        "incident",
                        "payments again",
                        "It may come back.",
                        log.receipts(1))));
        log.add(new SessionEvent.MindAsked(
                log.now(), Optional.empty(), "Analyst", 1, log.now().plusSeconds(20)));
        log.add(new SessionEvent.Narrated(
                log.now(),
                new Narrative(
                        "Analyst",
                        List.of(new Narrative.Sentence("Card payments fail since the deploy.", log.receipts(1, 2))),
                        List.of(new Narrative.Dropped("It cost 9 million.", "It says 9, which is not there.")))));
        log.add(new SessionEvent.MindAnswered(log.now(), Optional.empty(), 812, ""));
        log.finish();
        new DrillActs(log).decide();
        Person mira = new Person("slack", "U7", "mira");
        HeardKey asked = new HeardKey("asked-1");
        log.add(new SessionEvent.QuestionAsked(log.now(), asked, mira, DrillLog.PLACE, "which deploy?"));
        log.add(new SessionEvent.QuestionAnswered(
                log.now(),
                asked,
                new Finding(
                        new FindingId("answer-1"),
                        "The deploy of payments-api.",
                        Finding.Confidence.MEDIUM,
                        log.receipts(1),
                        List.of(),
                        List.of()),
                "Playbook"));
        log.add(new SessionEvent.DraftAsked(log.now(), new HeardKey("draft-1"), mira, DrillLog.PLACE));
        log.announced("sent-1", mira, "Customers", Optional.empty());
        log.announced("sent-2", mira, "Internal", Optional.of("The channel is archived."));
        log.add(new SessionEvent.Rated(log.now(), new HeardKey("rated-1"), mira, true));
        log.add(new SessionEvent.Corrected(
                log.now(), new HeardKey("correct-1"), mira, RitualName.BRIEF, new SessionId("another-brief")));
        log.add(new SessionEvent.WhyAsked(log.now(), new HeardKey("why-1"), mira, DrillLog.PLACE, FindingId.VERDICT));
    }

    private void draw(Widget widget) {
        log.add(new SessionEvent.WidgetDrawn(log.now(), widget));
    }

    private Widget.Head head(String id, String title, int... receipts) {
        return new Widget.Head(new WidgetId(id), title, "incident/" + id, log.receipts(receipts));
    }

    private Entry entry(int minutes, String text, boolean inferred, int receipt) {
        return new Entry(log.start().plus(Duration.ofMinutes(minutes)), text, inferred, log.receipts(receipt));
    }

    private List<Instant> times(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> log.start().minus(Duration.ofMinutes(2L * (count - i))))
                .toList();
    }

    private static List<Double> today() {
        return trend(
                1.1,
                1.0,
                1.2,
                1.1,
                0.9,
                1.0,
                1.3,
                1.1,
                1.2,
                1.0,
                1.1,
                Double.NaN,
                1.2,
                1.0,
                1.1,
                1.2,
                3.9,
                8.4,
                12.9,
                14.8,
                13.9,
                14.4,
                14.0,
                14.2);
    }

    private static List<Double> usual() {
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(24)
                .map(i -> Math.round((1.1 + 0.1 * Math.sin(i / 3)) * 100) / 100.0)
                .boxed()
                .toList();
    }

    private static List<Double> trend(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
