package dev.opspilot.rituals.analysis.experiment;

import java.util.Optional;

/**
 * What the data say of a guardrail.
 *
 * @param guardrail with its margin
 * @param comparison of treatment with control, its interval with both one-sided limits; empty while there is nothing to
 *     compare
 * @param look the one-sided level that the limits are taken at now
 * @param status where the interval of the loss lies
 */
public record GuardrailReadout(Guardrail guardrail, Optional<Comparison> comparison, Look look, Status status) {

    /** Where the interval of the loss lies against the margin. */
    public enum Status {
        /** All of it below the margin: no intolerable loss. */
        HELD,
        /** All of it above the margin: an intolerable loss. */
        HARMED,
        /** The margin is inside, or there is nothing to compare yet. */
        OPEN
    }

    static GuardrailReadout of(
            Guardrail guardrail, Sample control, Sample treatment, SequentialDesign looks, int comparisons) {
        double each = Correction.alphaEach(guardrail.alpha(), comparisons);
        Look look = new SequentialDesign(each, Sides.ONE, looks.spending().ofGuardrails(), looks.informationFractions())
                .looks()
                .getLast();
        Optional<Comparison> comparison =
                Comparison.of(control, treatment, guardrail.metric().better(), Sides.ONE, look.nominalAlpha());
        Status status =
                comparison.map(found -> status(guardrail, found.interval())).orElse(Status.OPEN);
        return new GuardrailReadout(guardrail, comparison, look, status);
    }

    private static Status status(Guardrail guardrail, Interval difference) {
        double margin = guardrail.nonInferiorityMargin();
        double leastLoss = switch (guardrail.metric().better()) {
            case HIGHER -> -difference.high();
            case LOWER -> difference.low();
        };
        double mostLoss = switch (guardrail.metric().better()) {
            case HIGHER -> -difference.low();
            case LOWER -> difference.high();
        };
        return mostLoss < margin ? Status.HELD : leastLoss > margin ? Status.HARMED : Status.OPEN;
    }
}
