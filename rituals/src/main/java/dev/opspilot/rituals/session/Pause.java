package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.session.SessionEvent.StatusMoved;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a run of a workflow that has not ended works or waits: for people, for a time, or for the rules to let it go on.
 * Pure.
 */
final class Pause {
    private Pause() {}

    /** Notes where a run stands now, where that is another than before. */
    static void note(Progress progress, Instant now) {
        Status before = progress.state().view().status();
        Status after = of(progress.state());
        if (before != after) {
            progress.add(new StatusMoved(now, after));
        }
    }

    /** Waiting when there is nothing that it works at, and it has not ended. */
    static Status of(RitualSession session) {
        if (session.view().status().isEnd()) {
            return session.view().status();
        }
        boolean takesBack = session.view().plays().stream().anyMatch(play -> play.status() == Play.Status.ROLLING_BACK);
        boolean works = takesBack
                || !session.open().isEmpty()
                || session.run().stream()
                        .flatMap(run -> run.workflow().steps().stream())
                        .anyMatch(step -> isAtWork(session, step));
        return works ? Status.RUNNING : Status.WAITING;
    }

    private static boolean isAtWork(RitualSession session, Step step) {
        StepId id = new StepId(step.id());
        boolean begun = session.view().plan().stream()
                .anyMatch(each -> each.id().equals(id) && each.status() == PlanStep.Status.IN_PROGRESS);
        Optional<Play> play = session.play(StepTasks.play(step));
        boolean waits = play.isPresent()
                ? isWaiting(play.get())
                : step.task().filter(Task.Wait.class::isInstance).isPresent();
        return begun && !waits;
    }

    private static boolean isWaiting(Play play) {
        return switch (play.status()) {
            case PROPOSED, APPROVED -> true;
            case FAILED -> !(play.policy() instanceof PlayPolicy.Allowed);
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
    }
}
