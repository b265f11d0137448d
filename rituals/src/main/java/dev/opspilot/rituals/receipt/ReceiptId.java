package dev.opspilot.rituals.receipt;

import java.util.Objects;

/** Names one receipt: its session and its place in the chain, as in {@code 0199c3…-r4}. */
public record ReceiptId(String value) {
    public ReceiptId {
        Objects.requireNonNull(value);
    }

    /** The id of a session's receipt at a place in its chain. */
    public static ReceiptId of(SessionId session, long seq) {
        return new ReceiptId(session.value() + "-r" + seq);
    }

    @Override
    public String toString() {
        return value;
    }
}
