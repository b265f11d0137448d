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

    /** A play that waits for one person, as all that change something do. */
    public static Play proposed(
            String id, String title, String does, String because, Rollback rollback, List<ReceiptId> receipts) {
        return new Play(
                new PlayId(id),
                title,
                does,
                because,
                new PlayPolicy.NeedsApproval(1),
                Status.PROPOSED,
                rollback,
                receipts);
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
