package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.analysis.experiment.TreatmentReadout.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment's data say, and what to do. In this order: a split that is off breaks it; a treatment that is
 * better and harms nothing is shipped, the best of several; it stops when every treatment is worse or harms a
 * guardrail, and at its end; otherwise it goes on.
 *
 * @param decision what to do
 * @param sampleRatio whether units were split as planned
 * @param look with the bound that each comparison was held against
 * @param correction how comparisons share alpha
 * @param treatments one for each arm after control
 */
public record Readout(
        Decision decision,
        SampleRatio sampleRatio,
        Look look,
        Correction correction,
        List<TreatmentReadout> treatments) {

    public Readout {
        treatments = List.copyOf(treatments);
    }

    /** Reads an experiment out; the data of a broken one are read all the same, for the search for what broke it. */
    public static Readout of(Observation observed) {
        int comparisons = observed.allocation().comparisons();
        SequentialDesign looks = observed.looks();
        Look look = looks.withAlpha(Correction.alphaEach(looks.alpha(), comparisons))
                .looks()
                .getLast();
        List<TreatmentReadout> treatments = observed.arms().stream()
                .skip(1)
                .map(arm -> TreatmentReadout.of(observed, arm, look))
                .toList();
        SampleRatio ratio =
                SampleRatio.of(observed.arms().stream().map(ArmData::units).toList(), observed.allocation());
        Decision decision = decide(observed, ratio, look, treatments);
        return new Readout(decision, ratio, look, Correction.of(comparisons), treatments);
    }

    private static Decision decide(
            Observation observed, SampleRatio ratio, Look look, List<TreatmentReadout> treatments) {
        Reasons reasons = new Reasons(observed, look);
        if (ratio.mismatch()) {
            return new Decision.Broken(reasons.mismatch(ratio));
        }
        Optional<TreatmentReadout> winner = best(observed, treatments, Verdict.BETTER);
        if (winner.isPresent()) {
            return new Decision.Ship(treatments.indexOf(winner.get()) + 1, reasons.better(winner.get()));
        }
        if (treatments.stream().allMatch(Readout::harmful)) {
            return new Decision.Stop(Decision.Cause.HARM, reasons.harm(treatments));
        }
        return observed.ended()
                ? end(observed, reasons, treatments)
                : new Decision.KeepRunning(reasons.open(treatments));
    }

    private static Decision end(Observation observed, Reasons reasons, List<TreatmentReadout> treatments) {
        Optional<TreatmentReadout> guarded = best(observed, treatments, Verdict.BETTER_BUT_GUARDED);
        if (guarded.isPresent()) {
            return new Decision.Stop(Decision.Cause.GUARDRAIL_OPEN, reasons.guarded(guarded.get()));
        }
        boolean ruledOut = treatments.stream().filter(t -> !harmful(t)).allMatch(t -> ruledOut(observed, t));
        return ruledOut
                ? new Decision.Stop(Decision.Cause.NO_EFFECT, reasons.noEffect(treatments))
                : new Decision.Stop(Decision.Cause.INCONCLUSIVE, reasons.inconclusive(treatments));
    }

    private static Optional<TreatmentReadout> best(
            Observation observed, List<TreatmentReadout> treatments, Verdict verdict) {
        int sign = observed.primary().better().sign();
        return treatments.stream()
                .filter(treatment -> treatment.verdict() == verdict)
                .max(Comparator.comparingDouble(treatment ->
                        treatment.comparison().map(c -> sign * c.difference()).orElseThrow()));
    }

    private static boolean harmful(TreatmentReadout treatment) {
        return switch (treatment.verdict()) {
            case WORSE, GUARDRAIL_HARMED -> true;
            case BETTER, BETTER_BUT_GUARDED, OPEN -> false;
        };
    }

    private static boolean ruledOut(Observation observed, TreatmentReadout treatment) {
        double effect = observed.minimumDetectableEffect();
        return treatment
                .comparison()
                .map(found -> switch (observed.primary().better()) {
                    case HIGHER -> found.interval().high() < effect;
                    case LOWER -> found.interval().low() > -effect;
                })
                .orElse(false);
    }
}
