package dev.opspilot.rituals.schedule;

import java.time.Instant;
import java.util.Objects;

/**
 * What the owner of a schedule is to be told.
 *
 * @param first the earliest due time that it is about
 * @param last the latest
 * @param times how many
 * @param reason why, as far as it is known; may be empty
 */
public record Note(Kind kind, Instant first, Instant last, int times, String reason) {

    /** What happened. */
    public enum Kind {
        /** Its times went by while OpsPilot was down. */
        MISSED,
        /** What comes once failed. */
        FAILED,
        /** It failed so often that it was disabled. */
        DISABLED,
        /** Nothing can be written to its place any more, so it was disabled. */
        LOST
    }

    public Note {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        Objects.requireNonNull(reason);
        if (times < 1) {
            throw new IllegalArgumentException("a note is about a time");
        }
    }
}
