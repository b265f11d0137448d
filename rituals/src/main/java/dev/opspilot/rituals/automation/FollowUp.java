package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Something to come back to, as an entry of a schedule.
 *
 * @param id stable within its session
 * @param after how long after its anchor it is due
 * @param anchor what it counts from, as people read it: {@code the start of the experiment}
 * @param ritual name of the ritual that it asks for, or {@link #POST_INCIDENT}
 * @param intent what it asks
 * @param because why it is worth coming back, one sentence
 */
public record FollowUp(
        String id,
        String title,
        Duration after,
        String anchor,
        String ritual,
        String intent,
        String because,
        List<ReceiptId> receipts) {
    /** Instead of a ritual: the post-incident draft of the session that planned it. */
    public static final String POST_INCIDENT = "post-incident";

    public FollowUp {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(anchor);
        Objects.requireNonNull(ritual);
        Objects.requireNonNull(intent);
        Objects.requireNonNull(because);
        if (after.isNegative()) {
            throw new IllegalArgumentException("a follow-up comes after its anchor, unlike " + after);
        }
        receipts = Receipts.required("a follow-up", receipts);
    }
}
