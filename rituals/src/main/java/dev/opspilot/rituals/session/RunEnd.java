package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the run of a workflow ends: when, with what words, and after what has to be taken back. Pure. */
final class RunEnd {
    private static final int PROOF = 20;

    private RunEnd() {}

    /** Ends a run whose steps have all ended, after what has to be taken back. */
    static void finish(Progress progress, Steps.Moment moment) {
        List<PlanStep> plan = progress.state().view().plan();
        boolean open = plan.stream().anyMatch(step -> step.status() == PlanStep.Status.IN_PROGRESS);
        boolean failing = Steps.isFailing(progress);
        boolean left = plan.stream().anyMatch(step -> step.status() == PlanStep.Status.PENDING);
        if (open || (left && !failing)) {
            return;
        }
        if (failing && Steps.run(progress).workflow().takesBack() && Undoing.isAtWork(progress, moment)) {
            return;
        }
        String words = failing ? failed(progress) : done(progress);
        List<ReceiptId> all =
                progress.state().view().receipts().stream().map(Receipt::id).toList();
        progress.add(new FindingMade(
                moment.now(),
                new Finding(
                        FindingId.VERDICT,
                        words,
                        Finding.Confidence.HIGH,
                        all.subList(Math.max(0, all.size() - PROOF), all.size()),
                        List.of(),
                        List.of())));
        progress.add(new Finished(moment.now(), failing ? Status.FAILED : Status.DONE, failing ? words : ""));
        close(progress, moment.now());
    }

    private static String done(Progress progress) {
        return "“" + Words.oneLine(Steps.run(progress).workflow().title()) + "” ran to its end: "
                + Figures.counted(progress.state().view().plan().size(), "step") + " in "
                + Figures.duration(Duration.between(progress.state().view().startedAt(), lastMove(progress)))
                + ".";
    }

    private static Instant lastMove(Progress progress) {
        return Steps.run(progress).begun().values().stream()
                .map(WorkflowRun.Begun::latest)
                .max(Instant::compareTo)
                .orElse(progress.state().view().startedAt());
    }

    private static String failed(Progress progress) {
        PlanStep first = progress.state().view().plan().stream()
                .filter(step -> step.status() == PlanStep.Status.ERROR)
                .min((one, other) -> Integer.compare(weight(one), weight(other)))
                .orElseThrow();
        return "The step “" + Words.oneLine(first.title()) + "” failed: " + Words.sentence(first.output())
                + Undoing.words(progress.state());
    }

    /** What failed by itself comes before what was only stopped or taken back for it. */
    private static int weight(PlanStep step) {
        return step.output().startsWith("It was ") ? 1 : 0;
    }

    /** Nothing of a run that has ended can still be approved. */
    static void close(Progress progress, Instant now) {
        progress.state().view().plays().forEach(play -> close(progress, play, now));
    }

    static void close(Progress progress, Play play, Instant now) {
        boolean waits = switch (play.status()) {
            case PROPOSED, APPROVED, FAILED -> true;
            case RUNNING,
                    VERIFYING,
                    DONE,
                    UNVERIFIED,
                    DISMISSED,
                    EXPIRED,
                    BY_HAND,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> false;
        };
        if (waits) {
            progress.add(new PlayExpired(now, play.id()));
        }
    }
}
