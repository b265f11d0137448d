package dev.opspilot.rituals.receipt;

import java.util.Objects;

/** Names a finding within its session; the same observation keeps the same id when it is seen again. */
public record FindingId(String value) {
    /** The finding that sums up a session; it is read first. */
    public static final FindingId VERDICT = new FindingId("verdict");

    public FindingId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
