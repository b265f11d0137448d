package dev.opspilot.rituals.receipt;

/** How deep an answer to "why?" goes. Each further press goes one deeper, and after the last begins anew. */
public enum Depth {
    /** What is said, how sure it is, and what speaks against it. */
    CLAIM,
    /** How each figure was computed. */
    CALCULATION,
    /** What the sources answered, word for word. */
    READING;

    /** The depth of a press that so many presses came before. */
    public static Depth after(int presses) {
        return values()[presses % values().length];
    }
}
