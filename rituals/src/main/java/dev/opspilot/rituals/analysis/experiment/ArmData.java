package dev.opspilot.rituals.analysis.experiment;

import java.util.List;

/**
 * What was observed in one arm.
 *
 * @param name as people know it; may come from outside
 * @param units that were assigned to it
 * @param primary of the primary metric
 * @param guardrails one sample for each guardrail, in their order
 */
public record ArmData(String name, long units, Sample primary, List<Sample> guardrails) {
    public ArmData {
        Check.require(!name.isBlank(), "name must not be blank: give the arm's name as people know it");
        Check.require(units >= 0, "units must not be negative, but are %s".formatted(units));
        guardrails = List.copyOf(guardrails);
    }
}
