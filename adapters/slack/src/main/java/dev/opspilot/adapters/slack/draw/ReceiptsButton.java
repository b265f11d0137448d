package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.receipt.SessionId;
import java.util.Optional;

/** "Receipts": opens all receipts of a session, and turns their pages. */
public record ReceiptsButton(SessionId session, int page) {
    public static final String ACTION = "opspilot_receipts";
    public static final String TURN = "opspilot_receipts_";

    public static BlockElement of(SessionId session) {
        return new ReceiptsButton(session, 0).button(ACTION, "Receipts");
    }

    public BlockElement button(String action, String label) {
        return Buttons.of(action, session.value() + "/" + page, label).build();
    }

    public static Optional<ReceiptsButton> read(String value) {
        String[] parts = value.split("/", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new ReceiptsButton(
                            new SessionId(parts[0]), Math.clamp(Integer.parseInt(parts[1]), 0, 100_000)))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
