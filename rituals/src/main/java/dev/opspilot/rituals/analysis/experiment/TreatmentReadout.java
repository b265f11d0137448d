package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.analysis.experiment.GuardrailReadout.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the data say of one treatment.
 *
 * @param arm its data
 * @param comparison of the primary metric with control; empty while there is nothing to compare
 * @param guardrails one for each
 * @param verdict on it alone
 */
public record TreatmentReadout(
        ArmData arm, Optional<Comparison> comparison, List<GuardrailReadout> guardrails, Verdict verdict) {

    /** What is known of a treatment. */
    public enum Verdict {
        /** Better, and every guardrail held. */
        BETTER,
        /** Better, but a guardrail is open. */
        BETTER_BUT_GUARDED,
        /** Not told apart from control yet. */
        OPEN,
        /** Worse than control. */
        WORSE,
        /** A guardrail lost more than its margin. */
        GUARDRAIL_HARMED
    }

    public TreatmentReadout {
        guardrails = List.copyOf(guardrails);
    }

    static TreatmentReadout of(Observation observed, ArmData arm, Look look) {
        ArmData control = observed.control();
        SequentialDesign looks = observed.looks();
        int comparisons = observed.allocation().comparisons();
        Optional<Comparison> comparison = Comparison.of(
                control.primary(), arm.primary(), observed.primary().better(), looks.sides(), look.nominalAlpha());
        List<GuardrailReadout> guardrails = IntStream.range(
                        0, observed.guardrails().size())
                .mapToObj(i -> GuardrailReadout.of(
                        observed.guardrails().get(i),
                        control.guardrails().get(i),
                        arm.guardrails().get(i),
                        looks,
                        comparisons))
                .toList();
        return new TreatmentReadout(
                arm, comparison, guardrails, verdict(observed.primary().better(), comparison, guardrails, look));
    }

    /** The guardrails with this status. */
    public List<GuardrailReadout> guardrails(Status status) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.status() == status)
                .toList();
    }

    private static Verdict verdict(
            Better better, Optional<Comparison> comparison, List<GuardrailReadout> guardrails, Look look) {
        if (guardrails.stream().anyMatch(guardrail -> guardrail.status() == Status.HARMED)) {
            return Verdict.GUARDRAIL_HARMED;
        }
        if (comparison.isEmpty()) {
            return Verdict.OPEN;
        }
        Comparison found = comparison.get();
        boolean improved = better.sign() * found.difference() > 0;
        if (improved && found.pValue() <= look.nominalAlpha()) {
            return guardrails.stream().allMatch(guardrail -> guardrail.status() == Status.HELD)
                    ? Verdict.BETTER
                    : Verdict.BETTER_BUT_GUARDED;
        }
        return worse(better, found) ? Verdict.WORSE : Verdict.OPEN;
    }

    /**
     * The whole interval is on the wrong side. A one-sided design stops for this too: that spends nothing, since its
     * alpha is for improvements only.
     */
    private static boolean worse(Better better, Comparison found) {
        return switch (better) {
            case HIGHER -> found.interval().high() < 0;
            case LOWER -> found.interval().low() > 0;
        };
    }
}
