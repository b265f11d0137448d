package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.RitualAsked;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.session.SessionEvent.StepBegun;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sessions of rituals that steps of a run ask for: begun once, waited for, and ended when nobody waits for them any
 * more. Pure.
 */
final class StepRituals {
    private static final int SESSION_ID = 32;

    private StepRituals() {}

    /** The key of what a step asks for; the same after a crash. */
    private static HeardKey key(SessionId run, StepId step, int attempt) {
        return new HeardKey("run/" + run + "/" + step + "/" + attempt);
    }

    /** The session that a step asks for. */
    static SessionId child(RitualSession session, StepId step, int attempt) {
        HeardKey key = key(session.view().id(), step, attempt);
        return new SessionId(Digest.of(key.value()).hex().substring(0, SESSION_ID));
    }

    /** Where a step stands that asks for a ritual; asks for it where it has not yet. */
    static Standing look(Progress progress, Step step, Task.Ritual ritual, int attempt, Steps.Moment moment) {
        WorkflowRun run = Steps.run(progress);
        StepId id = new StepId(step.id());
        SessionId child = child(progress.state(), id, attempt);
        Optional<RitualEnded> ended = Optional.ofNullable(run.ended().get(id))
                .filter(end -> end.session().equals(child));
        if (ended.isEmpty()) {
            if (!child.equals(run.asked().get(id))) {
                ask(progress, id, ritual, attempt, moment.now());
            }
            return new Standing.Waits("The session " + child + " is at it.");
        }
        RitualEnded end = ended.get();
        String came = end.status().name().toLowerCase(Locale.ROOT)
                + (end.verdict().isEmpty() ? "" : ", verdict " + end.verdict());
        boolean well = end.status() == SessionView.Status.DONE
                && ritual.verdict().map(end.verdict()::equals).orElse(true);
        if (well) {
            return new Standing.Complete("The session " + child + " ended: " + came + ".");
        }
        if (attempt > step.retries()) {
            String wanted = ritual.verdict()
                    .map(each -> ", not with the verdict " + each)
                    .orElse("");
            return new Standing.Failed("The session " + child + " ended: " + came + wanted + ".");
        }
        if (moment.now().isBefore(end.at().plus(StepTasks.again(attempt)))) {
            return new Standing.Waits("The session " + child + " ended: " + came + ". It is tried again.");
        }
        progress.add(new StepBegun(moment.now(), id));
        ask(progress, id, ritual, attempt + 1, moment.now());
        return new Standing.Waits("The session " + child(progress.state(), id, attempt + 1) + " is at it.");
    }

    private static void ask(Progress progress, StepId step, Task.Ritual ritual, int attempt, Instant now) {
        progress.add(new RitualAsked(now, step, child(progress.state(), step, attempt)));
        progress.want(begin(progress.state(), step, ritual, attempt));
    }

    private static Effect begin(RitualSession session, StepId step, Task.Ritual ritual, int attempt) {
        SessionView view = session.view();
        return new Effect.Begin(new Heard.Said(
                key(view.id(), step, attempt),
                Person.AUTOMATION, // whoever began the run may not be known at that moment
                view.place(),
                child(session, step, attempt),
                name(ritual),
                ritual.intent(),
                Optional.empty()));
    }

    private static RitualName name(Task.Ritual ritual) {
        return RitualName.of(ritual.ritual())
                .orElseThrow(() -> new IllegalArgumentException("no ritual is called " + ritual.ritual()));
    }

    /** After a crash: what is waited for is asked for again, by the same key. */
    static void takeUp(Progress progress) {
        WorkflowRun run = Steps.run(progress);
        for (Step step : awaited(progress.state())) {
            StepId id = new StepId(step.id());
            if (planned(progress.state(), id).status() == PlanStep.Status.IN_PROGRESS) {
                int attempt = run.begun(id).orElseThrow().attempt();
                step.task().ifPresent(task -> progress.want(begin(progress.state(), id, (Task.Ritual) task, attempt)));
            }
        }
    }

    /** Ends the sessions that nobody waits for any more, except those that nobody waited for before. */
    static void withdraw(Progress progress, List<Step> before) {
        for (Step step : abandoned(progress.state())) {
            if (!before.contains(step)) {
                step.task().ifPresent(task -> progress.want(withdraw(progress.state(), step, (Task.Ritual) task)));
            }
        }
    }

    /** The steps that have asked for a session which has not ended, and which wait for it no more. */
    static List<Step> abandoned(RitualSession session) {
        boolean over = session.view().status().isEnd();
        return awaited(session).stream()
                .filter(step -> over || planned(session, new StepId(step.id())).status() == PlanStep.Status.ERROR)
                .toList();
    }

    private static List<Step> awaited(RitualSession session) {
        return session.run().stream()
                .flatMap(run -> run.workflow().steps().stream()
                        .filter(step -> step.task()
                                .filter(Task.Ritual.class::isInstance)
                                .isPresent())
                        .filter(step -> run.awaited(new StepId(step.id())).isPresent()))
                .toList();
    }

    private static Effect withdraw(RitualSession session, Step step, Task.Ritual ritual) {
        StepId id = new StepId(step.id());
        WorkflowRun run = session.run().orElseThrow();
        SessionId child = run.awaited(id).orElseThrow();
        HeardKey asked =
                key(session.view().id(), id, run.begun(id).orElseThrow().attempt());
        return new Effect.Withdraw(new Heard.Signalled(
                new HeardKey("withdrawn/" + child),
                Person.AUTOMATION,
                session.view().place(),
                child,
                new Heard.Signal.Withdrawn(Optional.of(asked), name(ritual), ritual.intent(), because(session, step))));
    }

    private static String because(RitualSession session, Step step) {
        String workflow =
                "“" + Words.oneLine(session.run().orElseThrow().workflow().title()) + "”";
        PlanStep planned = planned(session, new StepId(step.id()));
        if (planned.status() != PlanStep.Status.ERROR) {
            return "The run of " + workflow + " that asked for it has ended: "
                    + session.view().reason();
        }
        return planned.output().equals(Steps.STOPPED)
                ? "Its step of " + workflow + " was stopped, because another step failed."
                : "Its step of " + workflow + " ran out of time.";
    }

    private static PlanStep planned(RitualSession session, StepId id) {
        return session.view().plan().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
