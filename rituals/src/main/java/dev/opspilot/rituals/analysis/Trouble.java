package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trouble that suspects are sought for.
 *
 * @param main the symptom it is told by
 * @param symptoms every disturbed series that belongs to it, the main one included
 * @param onset when it began, to about two minutes
 * @param openStart whether it was there when the window began, so that the onset lies before
 */
public record Trouble(Sourced<Appraisal> main, List<Sourced<Appraisal>> symptoms, Instant onset, boolean openStart) {

    /** A symptom this much weaker than the strongest does not say when the trouble began. */
    private static final double HEARD = 0.5;

    public Trouble {
        symptoms = List.copyOf(symptoms);
    }

    /**
     * The trouble behind symptoms, told by the first of them; empty when none is disturbed. It began with the earliest
     * of the strong ones.
     *
     * @param ranked what people should hear of first, first
     */
    public static Optional<Trouble> of(List<Sourced<Appraisal>> ranked) {
        List<Sourced<Appraisal>> disturbed =
                ranked.stream().filter(each -> each.fact().disturbed()).toList();
        if (disturbed.isEmpty()) {
            return Optional.empty();
        }
        double strongest = disturbed.stream()
                .mapToDouble(each -> each.fact().badness())
                .max()
                .orElseThrow();
        Appraisal.Stretch first = disturbed.stream()
                .map(Sourced::fact)
                .filter(each -> each.badness() >= HEARD * strongest)
                .map(Appraisal::stretch)
                .min(Comparator.comparing(Appraisal.Stretch::from))
                .orElseThrow();
        return Optional.of(new Trouble(disturbed.getFirst(), disturbed, first.from(), first.openStart()));
    }

    /** Whether the main symptom is normal again. */
    public boolean over() {
        return main.fact().stretch().over();
    }

    /** The receipts of the main symptom. */
    public List<ReceiptId> receipts() {
        return main.receipts();
    }

    /** When it began, as people read it. */
    public String since() {
        return (openStart ? "before " : "") + Figures.clock(onset);
    }
}
