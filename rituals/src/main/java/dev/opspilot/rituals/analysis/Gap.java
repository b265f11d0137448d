package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.ReceiptId;

/** A source that was asked and brought no facts. */
public record Gap(Capability capability, String source, Kind kind, String reason, ReceiptId receipt) {

    /** Why there are none. */
    public enum Kind {
        FAILED,
        DENIED,
        EMPTY
    }

    /** Whether the source did not answer, so that what it would have said is unknown. */
    public boolean silent() {
        return kind != Kind.EMPTY;
    }

    /** As people read it. */
    public String words() {
        String what = capability.words() + " (" + source + " ";
        return switch (kind) {
            case FAILED -> what + "failed: " + clause() + ")";
            case DENIED -> what + "refused: " + clause() + ")";
            case EMPTY -> what + "had nothing to report)";
        };
    }

    private String clause() {
        String words = Words.quoted(reason);
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
