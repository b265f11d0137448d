package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.util.List;
import java.util.Objects;

/** A fact with the receipts of the calls that brought it. */
public record Sourced<T>(T fact, List<ReceiptId> receipts) {
    public Sourced {
        Objects.requireNonNull(fact);
        receipts = Receipts.required("a fact", receipts);
    }
}
