package dev.opspilot.rituals.play;

/** The way back from a play. Every play names one, or says that there is none. */
public sealed interface Rollback {

    /** What undoes it, in plain words. */
    record Undo(String how) implements Rollback {}

    /** It cannot be undone. */
    record Irreversible(String because) implements Rollback {}
}
