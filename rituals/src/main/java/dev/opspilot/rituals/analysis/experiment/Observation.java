package dev.opspilot.rituals.analysis.experiment;

import java.util.List;

/**
 * An experiment's data at one look, with what was planned.
 *
 * @param allocation as planned
 * @param primary the metric that decides
 * @param minimumDetectableEffect that was planned for, positive, in the metric's unit
 * @param guardrails that must hold
 * @param looks so far, the last being now; 1 ends the experiment. Its alpha is for all comparisons together
 * @param arms control first, as many as the allocation has
 */
public record Observation(
        Allocation allocation,
        Metric primary,
        double minimumDetectableEffect,
        List<Guardrail> guardrails,
        SequentialDesign looks,
        List<ArmData> arms) {
    public Observation {
        guardrails = List.copyOf(guardrails);
        arms = List.copyOf(arms);
        Check.positive(minimumDetectableEffect, "minimumDetectableEffect");
        Check.require(
                arms.size() == allocation.arms(),
                "arms must be as many as the allocation has, %s, but are %s".formatted(allocation.arms(), arms.size()));
        for (ArmData arm : arms) {
            Check.require(
                    arm.guardrails().size() == guardrails.size(),
                    "each arm needs a sample for each of %s guardrails, but an arm has %s"
                            .formatted(guardrails.size(), arm.guardrails().size()));
        }
    }

    ArmData control() {
        return arms.getFirst();
    }

    boolean ended() {
        return looks.informationFractions().getLast() == 1;
    }
}
