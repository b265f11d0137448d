package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.util.List;
import java.util.Objects;

/**
 * Something that may have caused the trouble, with the evidence on both sides. Refuted ones are kept.
 *
 * @param score from 0 to 1, comparable within one diagnosis only
 */
public record Suspect(Subject subject, String title, double score, Standing standing, List<Evidence> evidence) {

    /** What has become of a suspicion. */
    public enum Standing {
        LEADING,
        WEAKENED,
        REFUTED
    }

    /** One argument. */
    public record Evidence(boolean speaksFor, String text, List<ReceiptId> receipts) {
        public Evidence {
            Objects.requireNonNull(text);
            receipts = Receipts.required("evidence", receipts);
        }
    }

    public Suspect {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(title);
        Objects.requireNonNull(standing);
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a suspect without evidence: " + title);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is from 0 to 1, not " + score);
        }
    }

    /** The receipts of all evidence. */
    public List<ReceiptId> receipts() {
        return evidence.stream()
                .flatMap(each -> each.receipts().stream())
                .distinct()
                .toList();
    }
}
