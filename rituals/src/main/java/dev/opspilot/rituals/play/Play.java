package dev.opspilot.rituals.play;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.util.List;
import java.util.Objects;

/**
 * An act that OpsPilot proposes. A proposal changes nothing.
 *
 * @param does what it does, in plain words
 * @param because why it is proposed here, one sentence
 */
public record Play(
        PlayId id,
        String title,
        String does,
        String because,
        PlayPolicy policy,
        Status status,
        Rollback rollback,
        List<ReceiptId> receipts) {

    /** Where a play stands. */
    public enum Status {
        PROPOSED
    }

    public Play {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(does);
        Objects.requireNonNull(because);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(status);
        Objects.requireNonNull(rollback);
        receipts = Receipts.required("a play", receipts);
    }
}
