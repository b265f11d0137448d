package dev.opspilot.rituals.brief;

/** What a part of a brief asks of its readers, the most first. */
enum Weight {
    /** Somebody has to act. */
    URGENT,
    /** Worth knowing. */
    NOTABLE,
    /** As usual. */
    CALM
}
