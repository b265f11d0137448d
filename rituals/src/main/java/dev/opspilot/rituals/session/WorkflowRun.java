package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.RitualAsked;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the log says of the run of a workflow beside its plan, its plays and its calls. Immutable.
 *
 * @param workflow as it was when the run began
 * @param begun the steps that have begun
 * @param asked the latest sessions of rituals that steps asked for
 * @param ended how the latest of them have ended
 */
public record WorkflowRun(
        Workflow workflow, Map<StepId, Begun> begun, Map<StepId, SessionId> asked, Map<StepId, RitualEnded> ended) {

    /**
     * A step that has begun.
     *
     * @param first when it did
     * @param latest when it did the last time
     * @param attempt from 1
     */
    public record Begun(Instant first, Instant latest, int attempt) {}

    public WorkflowRun {
        begun = Map.copyOf(begun);
        asked = Map.copyOf(asked);
        ended = Map.copyOf(ended);
    }

    static WorkflowRun of(Workflow workflow) {
        return new WorkflowRun(workflow, Map.of(), Map.of(), Map.of());
    }

    WorkflowRun with(SessionEvent.StepBegun event) {
        Map<StepId, Begun> more = new HashMap<>(begun);
        more.merge(
                event.step(),
                new Begun(event.at(), event.at(), 1),
                (before, now) -> new Begun(before.first(), now.latest(), before.attempt() + 1));
        return new WorkflowRun(workflow, more, asked, ended);
    }

    WorkflowRun with(RitualAsked event) {
        Map<StepId, SessionId> more = new HashMap<>(asked);
        more.put(event.step(), event.session());
        return new WorkflowRun(workflow, begun, more, ended);
    }

    WorkflowRun with(RitualEnded event) {
        Map<StepId, RitualEnded> more = new HashMap<>(ended);
        more.put(event.step(), event);
        return new WorkflowRun(workflow, begun, asked, more);
    }

    /** The session that a step waits for; empty where it has asked for none, and where that has ended. */
    Optional<SessionId> awaited(StepId step) {
        return Optional.ofNullable(asked.get(step))
                .filter(session ->
                        !ended.containsKey(step) || !ended.get(step).session().equals(session));
    }

    Optional<Begun> begun(StepId step) {
        return Optional.ofNullable(begun.get(step));
    }
}
