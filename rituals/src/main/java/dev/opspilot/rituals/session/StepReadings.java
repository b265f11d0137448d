package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Condition.Weighed;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the conditions of a workflow's steps read: again where a source failed, or until what they ask for holds. Pure.
 */
final class StepReadings {
    private final Instruments instruments;

    StepReadings(Instruments instruments) {
        this.instruments = instruments;
    }

    /** The step that readings count as. */
    static StepId counted(Step step, String what) {
        return new StepId(RitualSession.stepOf(new StepId(step.id())) + what);
    }

    /** What readings for a step have come to. */
    sealed interface Read {
        record Open(String words) implements Read {}

        record Told(Weighed weighed, List<ReceiptId> receipts) implements Read {}
    }

    /**
     * Reads what a condition needs, again where a source failed, or where it is looked at again and again until it holds.
     *
     * @param every how long after an answer that told otherwise; empty when that decides
     */
    Read read(
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
            case Weighed.Untold _ ->
                retries ? Optional.of(answered.plus(StepTasks.again(times))) : every.map(answered::plus);
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

    /** When it is read once more; empty while that is not known, and when what was told counts. */
    static Optional<Instant> wake(
            RitualSession session, StepId counted, Condition condition, Step step, Optional<Duration> every) {
        List<Call> calls = session.callsOf(counted);
        boolean answered = !calls.isEmpty()
                && latest(calls).stream().allMatch(call -> call.answer().isPresent());
        return answered ? next(calls, condition.weigh(readings(latest(calls))), step, every) : Optional.empty();
    }
}
