package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SourceChip;
import java.util.List;
import java.util.Objects;

/**
 * A line of the plan that assembles itself.
 *
 * @param output what came of it, one short line; empty until then
 */
public record PlanStep(StepId id, String title, Status status, String output, List<SourceChip> sources) {

    /** How far a step is. */
    public enum Status {
        PENDING,
        IN_PROGRESS,
        COMPLETE,
        ERROR
    }

    public PlanStep {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(status);
        Objects.requireNonNull(output);
        sources = List.copyOf(sources);
    }

    public static PlanStep pending(String id, String title) {
        return new PlanStep(new StepId(id), title, Status.PENDING, "", List.of());
    }

    public PlanStep moved(Status to, String output, List<SourceChip> sources) {
        return new PlanStep(id, title, to, output, sources);
    }
}
