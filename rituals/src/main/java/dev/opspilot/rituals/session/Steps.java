package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StepBegun;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.WorkflowStarted;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs of workflows: which steps begin, which have ended and how, and when the run has. Pure, and a function of the
 * log alone: whatever a node was doing when it died, the next one comes to the same from what was stored.
 *
 * <p>A step begins once all that it needs has ended well. When one fails nothing more begins; what was done is taken back,
 * latest first, where the workflow says so and the policies let it happen without asking.
 */
final class Steps {
    /** How long a run may take before it ends with what it has. */
    static final Duration LIMIT = Duration.ofDays(90);

    /** What a step says that was at work when another failed. */
    static final String STOPPED = "It was stopped, because another step failed.";

    /** How often a run that the rules hold looks whether they still do. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final CallId TRIGGER = new CallId(Call.STEP + "trigger");

    private final StepTasks tasks;

    Steps(Proposals proposals, Instruments instruments) {
        this.tasks = new StepTasks(proposals, instruments);
    }

    /** Begins a run. */
    Progress started(SessionId id, Heard.Signalled heard, Heard.Signal.Run run, Instant now) {
        Workflow workflow = run.workflow();
        Started started = new Started(
                now,
                heard.key(),
                RitualName.AUTOMATION,
                workflow.title(),
                Optional.empty(),
                heard.person(),
                heard.place(),
                now.plus(LIMIT));
        Progress progress = new Progress(RitualSession.start(id, started));
        progress.begun(started);
        progress.add(new WorkflowStarted(now, workflow, run.cause()));
        progress.add(new Planned(
                now,
                workflow.steps().stream()
                        .map(step -> PlanStep.pending(step.id(), step.title()))
                        .toList()));
        prove(progress, workflow, run.cause(), now);
        return progress;
    }

    /** The receipt that all of the run stands on: what began it, and the steps as they were then. */
    private static void prove(Progress progress, Workflow workflow, String cause, Instant now) {
        String source = "OpsPilot";
        String tool = "opspilot/automation";
        Query query = new Query(Capability.AUTOMATIONS_RUNS, now.minusSeconds(60), now, Duration.ofMinutes(1), 0);
        progress.add(new CallAsked(now, TRIGGER, new StepId(TRIGGER.value()), source, tool, query));
        String result = "Workflow “" + workflow.name() + "”, " + cause + ". Steps: "
                + workflow.steps().stream()
                        .map(step -> step.id() + ": " + step.does())
                        .collect(Collectors.joining(" | "));
        AutomationRun fact = new AutomationRun(
                progress.state().view().id().value(),
                workflow.title(),
                AutomationRun.Status.RUNNING,
                now,
                Optional.empty());
        Reading reading = new Reading.Found(
                new Reading.Origin(source, tool, "", now, false, result, Optional.empty()),
                new Facts(List.of(), List.of(), List.of(), List.of(fact), List.of(), List.of(), List.of(), List.of()));
        progress.take(new Input.Answer(TRIGGER, now, Duration.ZERO, reading), now);
    }

    /** A session that a step asked for has ended. */
    static void ended(Progress progress, Heard.Signal.Ended ended, Instant now) {
        boolean awaited = progress.state()
                .run()
                .flatMap(run -> run.begun(ended.step()))
                .filter(begun -> StepRituals.child(progress.state(), ended.step(), begun.attempt())
                        .equals(ended.of()))
                .isPresent();
        if (awaited && !progress.state().view().status().isEnd()) {
            progress.add(new RitualEnded(now, ended.step(), ended.of(), ended.status(), ended.verdict()));
        }
    }

    /** Adds to a decision about a run what follows from it for the steps; all other decisions stay as they are. */
    Decision goOn(
            SessionId id, Optional<RitualSession> before, Decision decision, Input input, Rules rules, Instant now) {
        Optional<RitualSession> after = folded(id, before, decision);
        if (after.flatMap(RitualSession::run).isEmpty()) {
            return decision;
        }
        boolean resumed = input instanceof Input.Resumed;
        Progress progress = new Progress(after.get());
        if (after.get().view().status().isEnd()) {
            RunEnd.close(progress, now);
        } else {
            if (resumed) {
                tasks.takeUp(progress);
            }
            // Right after the rules held a call back they would do it again; time has to go by.
            Moment moment = new Moment(rules, now, !(input instanceof Input.Held));
            while (moved(progress, moment)) {
                // until nothing follows any more
            }
            RunEnd.finish(progress, moment);
            Pause.note(progress, now);
        }
        StepRituals.withdraw(
                progress,
                resumed ? List.of() : before.map(StepRituals::abandoned).orElse(List.of()));
        Set<Instant> known = resumed ? Set.of() : before.map(tasks::wakes).orElse(Set.of());
        if (isHeld(progress.state(), rules)) {
            progress.want(new Effect.WakeAt(soon(now)));
        }
        tasks.wakes(progress.state()).stream()
                .filter(time -> time.isAfter(now) && !known.contains(time))
                .sorted()
                .forEach(time -> progress.want(new Effect.WakeAt(time)));
        return progress.after(decision);
    }

    /** Whether the rules keep a run from going on, so that it has to look again whether they still do. */
    private static boolean isHeld(RitualSession session, Rules rules) {
        boolean held = rules.halt().isPresent()
                || session.view().plays().stream()
                        .anyMatch(play ->
                                play.status() == Play.Status.PROPOSED && play.policy() instanceof PlayPolicy.Allowed);
        return held && !session.view().status().isEnd();
    }

    /** A moment that all who look again have in common, so that they look once. */
    private static Instant soon(Instant now) {
        long seconds = Math.floorDiv(now.getEpochSecond(), LOOK.toSeconds()) + 1;
        return Instant.ofEpochSecond(seconds * LOOK.toSeconds());
    }

    /**
     * When and under which rules a decision is made.
     *
     * @param mayAct whether something may be called by policy alone
     */
    record Moment(Rules rules, Instant now, boolean mayAct) {}

    private static Optional<RitualSession> folded(SessionId id, Optional<RitualSession> before, Decision decision) {
        if (before.isEmpty()) {
            return RitualSession.fold(id, decision.events());
        }
        RitualSession state = before.get();
        for (SessionEvent event : decision.events()) {
            state = state.with(event);
        }
        return Optional.of(state);
    }

    /** Moves the first step that can be moved to another status; tells whether there was one. */
    private boolean moved(Progress progress, Moment moment) {
        for (Step step : run(progress).workflow().steps()) {
            if (move(progress, step, moment)) {
                return true;
            }
        }
        return false;
    }

    private boolean move(Progress progress, Step step, Moment moment) {
        StepId id = new StepId(step.id());
        return switch (planned(progress, id).status()) {
            case PENDING -> begin(progress, step, moment);
            case IN_PROGRESS -> {
                Standing standing = isFailing(progress) && !tasks.isCalling(progress.state(), step)
                        ? new Standing.Failed(STOPPED)
                        : tasks.look(progress, step, moment);
                yield settle(progress, id, standing, moment.now());
            }
            case COMPLETE -> {
                boolean back = progress.state()
                        .play(StepTasks.play(step))
                        .filter(Undoing::isTakenBack)
                        .isPresent();
                yield back && settle(progress, id, new Standing.Failed("It was done, and taken back."), moment.now());
            }
            case ERROR -> false;
        };
    }

    private boolean begin(Progress progress, Step step, Moment moment) {
        StepId id = new StepId(step.id());
        boolean ready = step.needs().stream()
                .allMatch(need -> planned(progress, new StepId(need)).status() == PlanStep.Status.COMPLETE);
        if (!ready || isFailing(progress)) {
            return false;
        }
        if (moment.rules().halt().isPresent()) {
            String words = moment.rules().halt().get().words();
            say(progress, id, PlanStep.Status.PENDING, words, List.of(), moment.now());
            return false;
        }
        progress.add(new StepBegun(moment.now(), id));
        progress.add(new StepMoved(moment.now(), id, PlanStep.Status.IN_PROGRESS, "", List.of()));
        return true;
    }

    private static boolean settle(Progress progress, StepId id, Standing standing, Instant now) {
        return switch (standing) {
            case Standing.Waits(String words) -> {
                say(progress, id, PlanStep.Status.IN_PROGRESS, words, List.of(), now);
                yield false;
            }
            case Standing.Complete(String words, List<ReceiptId> receipts) -> {
                say(progress, id, PlanStep.Status.COMPLETE, words, receipts, now);
                yield true;
            }
            case Standing.Failed(String words, List<ReceiptId> receipts) -> {
                say(progress, id, PlanStep.Status.ERROR, words, receipts, now);
                progress.state().play(new PlayId(id.value())).ifPresent(play -> RunEnd.close(progress, play, now));
                yield true;
            }
        };
    }

    private static void say(
            Progress progress, StepId id, PlanStep.Status status, String words, List<ReceiptId> receipts, Instant now) {
        PlanStep at = planned(progress, id);
        if (at.status() != status || !at.output().equals(words)) {
            progress.add(new StepMoved(now, id, status, words, chips(progress.state(), receipts)));
        }
    }

    private static List<SourceChip> chips(RitualSession session, List<ReceiptId> receipts) {
        return session.view().receipts().stream()
                .filter(receipt -> receipts.contains(receipt.id()))
                .map(Receipt::chip)
                .distinct()
                .toList();
    }

    private static PlanStep planned(Progress progress, StepId id) {
        return progress.state().view().plan().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static WorkflowRun run(Progress progress) {
        return progress.state().run().orElseThrow();
    }

    static boolean isFailing(Progress progress) {
        return progress.state().view().plan().stream().anyMatch(step -> step.status() == PlanStep.Status.ERROR);
    }
}
