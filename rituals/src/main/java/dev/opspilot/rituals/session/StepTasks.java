package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Condition.Weighed;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.session.SessionEvent.StepBegun;
import dev.opspilot.rituals.session.WorkflowRun.Begun;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a step of a workflow does once it has begun, and where it stands. Pure. */
final class StepTasks {
    /** How long after a failure a step is tried again; the last for all that follow. */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private static final String ONLY_IF = "/if";
    private static final int SESSION_ID = 32;

    private final StepPlays plays;
    private final Instruments instruments;

    StepTasks(Acting acting, Instruments instruments) {
        this.plays = new StepPlays(acting);
        this.instruments = instruments;
    }

    /** The play of a step that changes something, or that people decide. */
    static PlayId play(Step step) {
        return new PlayId(step.id());
    }

    /** The key of what a step asks for when it asks for a ritual; the same after a crash. */
    static HeardKey childKey(SessionId run, StepId step, int attempt) {
        return new HeardKey("run/" + run + "/" + step + "/" + attempt);
    }

    /** The session that a step asks for when it asks for a ritual. */
    static SessionId child(RitualSession session, StepId step, int attempt) {
        HeardKey key = childKey(session.view().id(), step, attempt);
        return new SessionId(Digest.of(key.value()).hex().substring(0, SESSION_ID));
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
        return call.step().equals(counted(step, "")) || call.step().equals(counted(step, ONLY_IF));
    }

    private static boolean isOver(RitualSession session, Step step, Instant now) {
        return end(session, step).filter(end -> !now.isBefore(end)).isPresent();
    }

    private static String late(Step step) {
        return "It did not end within " + Figures.duration(step.timeout().orElseThrow()) + ".";
    }

    private static Optional<Instant> end(RitualSession session, Step step) {
        return step.timeout().map(each -> begun(session, step).first().plus(each));
    }

    private static Begun begun(RitualSession session, Step step) {
        return session.run().flatMap(run -> run.begun(new StepId(step.id()))).orElseThrow();
    }

    private Standing stands(Progress progress, Step step, Steps.Moment moment) {
        if (step.onlyIf().isPresent()) {
            Read read =
                    read(progress, counted(step, ONLY_IF), step.onlyIf().get(), step, Optional.empty(), moment.now());
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
            case Task.Ritual ritual -> ritual(progress, step, ritual, moment);
        };
    }

    /** The step that readings count as. */
    private static StepId counted(Step step, String what) {
        return new StepId(RitualSession.stepOf(new StepId(step.id())) + what);
    }

    private static Standing waits(Progress progress, Step step, Duration length, Steps.Moment moment) {
        Instant until = begun(progress.state(), step).first().plus(length);
        return moment.now().isBefore(until)
                ? new Standing.Waits("It waits until " + Guard.moment(until) + ".")
                : new Standing.Complete("It waited " + Figures.duration(length) + ".");
    }

    private Standing check(Progress progress, Step step, Task.Check check, Steps.Moment moment) {
        // Without a time of its own one look decides, and at its end the last one does.
        boolean over = isOver(progress.state(), step, moment.now());
        Optional<Duration> every = over ? Optional.empty() : step.timeout().map(_ -> check.every());
        return switch (read(progress, counted(step, ""), check.condition(), step, every, moment.now())) {
            case Read.Open(String words) -> new Standing.Waits(words);
            case Read.Told(Weighed.Holds(String words), List<ReceiptId> receipts) ->
                new Standing.Complete("It is so: " + words + ".", receipts);
            case Read.Told(Weighed told, List<ReceiptId> receipts) ->
                new Standing.Failed((over ? late(step) + " " : "") + "It is not so: " + told.words() + ".", receipts);
        };
    }

    /** What readings for a step have come to. */
    private sealed interface Read {
        record Open(String words) implements Read {}

        record Told(Weighed weighed, List<ReceiptId> receipts) implements Read {}
    }

    /**
     * Reads what a condition needs, again where a source failed, or where it is looked at again and again until it holds.
     *
     * @param every how long after an answer that told otherwise; empty when that decides
     */
    private Read read(
            Progress progress, StepId counted, Condition condition, Step step, Optional<Duration> every, Instant now) {
        List<Call> calls = progress.state().callsOf(counted);
        if (calls.isEmpty()) {
            return ask(progress, counted, condition, now);
        }
        List<Call> last = latest(calls);
        if (last.stream().anyMatch(call -> call.answer().isEmpty())) {
            return new Read.Open("Reads " + condition.capability().words() + ".");
        }
        Weighed told = condition.weigh(readings(last));
        Optional<Instant> next = next(calls, told, step, every);
        if (next.isEmpty()) {
            return new Read.Told(told, receipts(last));
        }
        return now.isBefore(next.get())
                ? new Read.Open("Not yet: " + told.words() + ".")
                : ask(progress, counted, condition, now);
    }

    private Read ask(Progress progress, StepId counted, Condition condition, Instant now) {
        progress.ask(counted, condition.query(now), instruments, now);
        return progress.state().callsOf(counted).isEmpty()
                ? new Read.Told(
                        new Weighed.Untold("no source is connected for "
                                + condition.capability().words()),
                        List.of())
                : new Read.Open("Reads " + condition.capability().words() + ".");
    }

    /** When it is read once more; empty when what was told counts. */
    private static Optional<Instant> next(List<Call> calls, Weighed told, Step step, Optional<Duration> every) {
        Instant answered = latest(calls).stream()
                .flatMap(call -> call.answer().stream())
                .map(answer -> answer.receipt().askedAt())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        int times = calls.size() / latest(calls).size();
        boolean retries = told instanceof Weighed.Untold && times <= step.retries();
        return switch (told) {
            case Weighed.Holds _ -> Optional.empty();
            case Weighed.HoldsNot _ -> every.map(answered::plus);
            case Weighed.Untold _ -> retries ? Optional.of(answered.plus(again(times))) : every.map(answered::plus);
        };
    }

    /** The latest call of each source. */
    private static List<Call> latest(List<Call> calls) {
        long sources = calls.stream().map(Call::tool).distinct().count();
        return calls.subList((int) (calls.size() - sources), calls.size());
    }

    private static List<Reading> readings(List<Call> calls) {
        return calls.stream()
                .flatMap(call -> call.answer().stream())
                .map(Call.Answered::reading)
                .toList();
    }

    private static List<ReceiptId> receipts(List<Call> calls) {
        return calls.stream()
                .flatMap(call -> call.answer().stream())
                .map(answer -> answer.receipt().id())
                .toList();
    }

    private static Standing ritual(Progress progress, Step step, Task.Ritual ritual, Steps.Moment moment) {
        RitualSession session = progress.state();
        StepId id = new StepId(step.id());
        Begun begun = begun(session, step);
        SessionId child = child(session, id, begun.attempt());
        Optional<RitualEnded> ended = session.run()
                .flatMap(run -> Optional.ofNullable(run.ended().get(id)))
                .filter(end -> end.session().equals(child));
        if (ended.isEmpty()) {
            if (planned(session, id).output().isEmpty()) {
                progress.want(begin(session, id, ritual, begun.attempt()));
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
        if (begun.attempt() > step.retries()) {
            String wanted = ritual.verdict()
                    .map(each -> ", not with the verdict " + each)
                    .orElse("");
            return new Standing.Failed("The session " + child + " ended: " + came + wanted + ".");
        }
        if (moment.now().isBefore(end.at().plus(again(begun.attempt())))) {
            return new Standing.Waits("The session " + child + " ended: " + came + ". It is tried again.");
        }
        progress.add(new StepBegun(moment.now(), id));
        progress.want(begin(progress.state(), id, ritual, begun.attempt() + 1));
        return new Standing.Waits("The session " + child(session, id, begun.attempt() + 1) + " is at it.");
    }

    private static Effect begin(RitualSession session, StepId step, Task.Ritual ritual, int attempt) {
        SessionView view = session.view();
        return new Effect.Begin(new Heard.Said(
                childKey(view.id(), step, attempt),
                Person.AUTOMATION, // whoever began the run may not be known at that moment
                view.place(),
                child(session, step, attempt),
                RitualName.of(ritual.ritual())
                        .orElseThrow(() -> new IllegalArgumentException("no ritual is called " + ritual.ritual())),
                ritual.intent(),
                Optional.empty()));
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
        for (Step step : atWork(session)) {
            StepId id = new StepId(step.id());
            step.task()
                    .filter(Task.Ritual.class::isInstance)
                    .filter(_ -> !planned(session, id).output().isEmpty())
                    .ifPresent(task -> progress.want(begin(
                            session,
                            id,
                            (Task.Ritual) task,
                            begun(session, step).attempt())));
        }
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
                    .flatMap(condition -> wake(session, counted(step, ONLY_IF), condition, step, Optional.empty()))
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
                wake(
                        session,
                        counted(step, ""),
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

    private static Optional<Instant> wake(
            RitualSession session, StepId counted, Condition condition, Step step, Optional<Duration> every) {
        List<Call> calls = session.callsOf(counted);
        boolean answered = !calls.isEmpty()
                && latest(calls).stream().allMatch(call -> call.answer().isPresent());
        return answered ? next(calls, condition.weigh(readings(latest(calls))), step, every) : Optional.empty();
    }
}
