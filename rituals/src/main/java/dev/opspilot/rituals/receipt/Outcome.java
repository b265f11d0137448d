package dev.opspilot.rituals.receipt;

/** How a call turned out; a receipt is kept for each of them. */
public enum Outcome {
    FOUND,
    NOTHING,
    DENIED,
    FAILED
}
