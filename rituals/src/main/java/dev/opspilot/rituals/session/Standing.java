package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.List;

/** Where a step of a workflow stands that has begun; the words are for people. */
sealed interface Standing {

    /** It waits for something. */
    record Waits(String words) implements Standing {}

    /** It ended well, or was skipped. */
    record Complete(String words, List<ReceiptId> receipts) implements Standing {
        Complete(String words) {
            this(words, List.of());
        }
    }

    /** It failed for good. */
    record Failed(String words, List<ReceiptId> receipts) implements Standing {
        Failed(String words) {
            this(words, List.of());
        }
    }
}
