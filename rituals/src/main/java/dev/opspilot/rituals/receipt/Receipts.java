package dev.opspilot.rituals.receipt;

import java.util.List;

/** The rule that nothing is said without a receipt, in one place. */
public final class Receipts {
    private Receipts() {}

    /**
     * A copy of the receipts without repetitions, in their order.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static List<ReceiptId> required(String what, List<ReceiptId> receipts) {
        if (receipts.isEmpty()) {
            throw new IllegalArgumentException(what + " needs at least one receipt");
        }
        return receipts.stream().distinct().toList();
    }
}
