package dev.opspilot.rituals.brief;

/** What a part of a brief asks of its readers, the most first. */
enum Weight {
    /** Somebody has to act. */
    URGENT,
    /** Worth knowing. */
    NOTABLE,
    /** Outside its usual range, by no more than chance may do. */
    ASTRAY,
    /** As usual. */
    CALM;

    /** Whether it is told as something that happened. */
    boolean tells() {
        return this == URGENT || this == NOTABLE;
    }
}
