package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.Optional;

/** A source that was asked and brought no facts. */
public record Gap(Capability capability, String source, Kind kind, String reason, ReceiptId receipt) {

    /** Why there are none. */
    public enum Kind {
        FAILED,
        DENIED,
        EMPTY
    }

    /** What a reading lacks; empty where it brought facts. */
    public static Optional<Gap> of(Capability capability, String source, Reading reading, ReceiptId receipt) {
        return switch (reading) {
            case Reading.Found _ -> Optional.empty();
            case Reading.Nothing _ -> Optional.of(new Gap(capability, source, Kind.EMPTY, "", receipt));
            case Reading.Denied denied ->
                Optional.of(new Gap(capability, source, Kind.DENIED, denied.reason(), receipt));
            case Reading.Failed failed ->
                Optional.of(new Gap(capability, source, Kind.FAILED, failed.reason(), receipt));
        };
    }

    /** Whether the source did not answer, so that what it would have said is unknown. */
    public boolean silent() {
        return kind != Kind.EMPTY;
    }

    /** As people read it. */
    public String words() {
        String what = capability.words() + " (" + Words.oneLine(source) + " ";
        return switch (kind) {
            case FAILED -> what + "failed: " + clause() + ")";
            case DENIED -> what + "refused: " + clause() + ")";
            case EMPTY -> what + "had nothing to report)";
        };
    }

    /** The first sentence of the reason, in quotation marks as others' words are; all of it stands with the step. */
    private String clause() {
        String words = Words.oneLine(reason.split("(?<=[.!]) ", 2)[0]);
        return "“" + (words.endsWith(".") ? words.substring(0, words.length() - 1) : words) + "”";
    }
}
