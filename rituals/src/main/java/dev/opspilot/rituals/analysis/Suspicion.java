package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.List;

/**
 * A suspect being weighed. Arguments add up as log-odds, as independent evidence does, from a prior that nobody is
 * guilty; a refutation settles it.
 */
final class Suspicion {
    /** Log-odds of any single candidate before anything is known of it. */
    private static final double PRIOR = -1;

    /** What is left of a refuted one's score. */
    private static final double REFUTED = 0.02;

    private final Subject subject;
    private final String title;
    private final List<Evidence> evidence = new ArrayList<>();
    private double logOdds = PRIOR;
    private boolean refuted;

    Suspicion(Subject subject, String title) {
        this.subject = subject;
        this.title = title;
    }

    /** Adds an argument; it speaks for the suspicion when its weight is above 0. */
    Suspicion argue(double weight, String text, List<ReceiptId> receipts) {
        logOdds += weight;
        evidence.add(new Evidence(weight > 0, text, receipts));
        return this;
    }

    /** Adds an argument that settles it. */
    Suspicion refute(String text, List<ReceiptId> receipts) {
        refuted = true;
        evidence.add(new Evidence(false, text, receipts));
        return this;
    }

    boolean refuted() {
        return refuted;
    }

    Subject subject() {
        return subject;
    }

    String title() {
        return title;
    }

    double score() {
        double score = 1 / (1 + Math.exp(-logOdds));
        return refuted ? Math.min(REFUTED, score) : score;
    }

    Suspect standing(Standing standing) {
        return new Suspect(subject, title, score(), standing, evidence);
    }
}
