package dev.opspilot.rituals.play;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.List;
import java.util.Objects;

/**
 * What a reading after an act told.
 *
 * @param verified whether what should change did
 * @param words one sentence
 * @param receipts of the readings; empty when nothing could be read
 */
public record Verification(boolean verified, String words, List<ReceiptId> receipts) {
    public Verification {
        Objects.requireNonNull(words);
        receipts = List.copyOf(receipts);
    }
}
