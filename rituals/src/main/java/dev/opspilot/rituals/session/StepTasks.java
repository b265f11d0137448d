package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.automation.Condition.Weighed;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.StepReadings.Read;
import dev.opspilot.rituals.session.WorkflowRun.Begun;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a step of a workflow does once it has begun, and where it stands. Pure. */
final class StepTasks {
    /** How long after a failure a step is tried again; the last for all that follow. */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** How long a session that a step asks for may take, where the step does not say; one that never begins, too. */
    static final Duration RITUAL_LIMIT = Duration.ofHours(1);

    private static final String ONLY_IF = "/if";

    private final StepPlays plays;
    private final StepReadings readings;

    StepTasks(Proposals proposals, Instruments instruments) {
        this.plays = new StepPlays(proposals);
        this.readings = new StepReadings(instruments);
    }

    /** The play of a step that changes something, or that people decide. */
    static PlayId play(Step step) {
        return new PlayId(step.id());
    }

    static Duration again(int attempt) {
        return AGAIN.get(Math.min(attempt, AGAIN.size()) - 1);
    }

    /** Whether a call of it is under way, whose outcome has to be known before anything else is done. */
    boolean isCalling(RitualSession session, Step step) {
        return plays.isCalling(session, step);
    }

    /** Where a step stands that has begun; begins what comes next in it. */
    Standing look(Progress progress, Step step, Steps.Moment moment) {
        Standing standing = stands(progress, step, moment);
        boolean calling = plays.isCalling(progress.state(), step)
                || progress.state().open().stream().anyMatch(call -> isOf(call, step));
        if (!(standing instanceof Standing.Waits(String words)) || calling) {
            return standing;
        }
        if (!moment.now().isBefore(progress.state().deadline())) {
            return new Standing.Failed("The run took longer than " + Steps.LIMIT.toDays() + " days.");
        }
        return isOver(progress.state(), step, moment.now()) ? new Standing.Failed(late(step) + " " + words) : standing;
    }

    private static boolean isOf(Call call, Step step) {
        return call.step().equals(StepReadings.counted(step, ""))
                || call.step().equals(StepReadings.counted(step, ONLY_IF));
    }

    private static boolean isOver(RitualSession session, Step step, Instant now) {
        return end(session, step).filter(end -> !now.isBefore(end)).isPresent();
    }

    private static String late(Step step) {
        return "It did not end within " + Figures.duration(timeout(step).orElseThrow()) + ".";
    }

    private static Optional<Instant> end(RitualSession session, Step step) {
        return timeout(step).map(each -> begun(session, step).first().plus(each));
    }

    private static Optional<Duration> timeout(Step step) {
        return step.timeout()
                .or(() -> step.task().filter(Task.Ritual.class::isInstance).map(_ -> RITUAL_LIMIT));
    }

    private static Begun begun(RitualSession session, Step step) {
        return session.run().flatMap(run -> run.begun(new StepId(step.id()))).orElseThrow();
    }

    private Standing stands(Progress progress, Step step, Steps.Moment moment) {
        if (step.onlyIf().isPresent()) {
            Read read = readings.read(
                    progress,
                    StepReadings.counted(step, ONLY_IF),
                    step.onlyIf().get(),
                    step,
                    Optional.empty(),
                    moment.now());
            switch (read) {
                case Read.Open(String words) -> {
                    return new Standing.Waits(words);
                }
                case Read.Told(Weighed.HoldsNot not, List<ReceiptId> receipts) -> {
                    return new Standing.Complete("Skipped: " + not.words() + ".", receipts);
                }
                case Read.Told(Weighed.Untold untold, List<ReceiptId> receipts) -> {
                    return new Standing.Failed("Whether to do it could not be read: " + untold.words() + ".", receipts);
                }
                case Read.Told(Weighed.Holds _, List<ReceiptId> _) -> {
                    // it is to be done
                }
            }
        }
        if (step.task().isEmpty()) {
            return plays.byHand(progress, step, moment);
        }
        return switch (step.task().get()) {
            case Task.Act act -> plays.act(progress, step, act.intention(), 1, moment);
            case Task.Approve approve -> plays.approve(progress, step, approve, moment);
            case Task.Check check -> check(progress, step, check, moment);
            case Task.Wait(Duration length) -> waits(progress, step, length, moment);
            case Task.Ritual ritual ->
                StepRituals.look(
                        progress, step, ritual, begun(progress.state(), step).attempt(), moment);
        };
    }

    private static Standing waits(Progress progress, Step step, Duration length, Steps.Moment moment) {
        Instant until = begun(progress.state(), step).first().plus(length);
        return moment.now().isBefore(until)
                ? new Standing.Waits("It waits until " + Figures.moment(until) + ".")
                : new Standing.Complete("It waited " + Figures.duration(length) + ".");
    }

    private Standing check(Progress progress, Step step, Task.Check check, Steps.Moment moment) {
        // Without a time of its own one look decides, and at its end the last one does.
        boolean over = isOver(progress.state(), step, moment.now());
        Optional<Duration> every = over ? Optional.empty() : step.timeout().map(_ -> check.every());
        return switch (readings.read(
                progress, StepReadings.counted(step, ""), check.condition(), step, every, moment.now())) {
            case Read.Open(String words) -> new Standing.Waits(words);
            case Read.Told(Weighed.Holds(String words), List<ReceiptId> receipts) ->
                new Standing.Complete("It is so: " + words + ".", receipts);
            case Read.Told(Weighed told, List<ReceiptId> receipts) ->
                new Standing.Failed((over ? late(step) + " " : "") + "It is not so: " + told.words() + ".", receipts);
        };
    }

    private static PlanStep planned(RitualSession session, StepId id) {
        return session.view().plan().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Step> atWork(RitualSession session) {
        return session.run().orElseThrow().workflow().steps().stream()
                .filter(step -> planned(session, new StepId(step.id())).status() == PlanStep.Status.IN_PROGRESS)
                .toList();
    }

    /** After a crash: what was asked for and has not come is asked for again, by the same keys. */
    void takeUp(Progress progress) {
        RitualSession session = progress.state();
        progress.askAgain(session.open().stream().filter(Call::isOfStep).toList());
        StepRituals.takeUp(progress);
    }

    /** The moments at which something may follow for the steps that are at work; those may be over. */
    Set<Instant> wakes(RitualSession session) {
        Set<Instant> times = new HashSet<>();
        if (session.run().isEmpty() || session.view().status().isEnd()) {
            return times;
        }
        times.add(session.deadline());
        for (Step step : atWork(session)) {
            end(session, step).ifPresent(times::add);
            step.onlyIf()
                    .flatMap(condition -> StepReadings.wake(
                            session, StepReadings.counted(step, ONLY_IF), condition, step, Optional.empty()))
                    .ifPresent(times::add);
            if (step.task().isPresent()) {
                taskWake(session, step, step.task().get()).ifPresent(times::add);
            }
            plays.wake(session, step).ifPresent(times::add);
        }
        return times;
    }

    private static Optional<Instant> taskWake(RitualSession session, Step step, Task task) {
        Begun begun = begun(session, step);
        return switch (task) {
            case Task.Wait(Duration length) -> Optional.of(begun.first().plus(length));
            case Task.Check check ->
                StepReadings.wake(
                        session,
                        StepReadings.counted(step, ""),
                        check.condition(),
                        step,
                        step.timeout().map(_ -> check.every()));
            case Task.Ritual _ ->
                session.run()
                        .flatMap(run -> Optional.ofNullable(run.ended().get(new StepId(step.id()))))
                        .map(end -> end.at().plus(again(begun.attempt())));
            case Task.Act _, Task.Approve _ -> Optional.empty();
        };
    }
}
