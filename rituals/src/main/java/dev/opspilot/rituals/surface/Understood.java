package dev.opspilot.rituals.surface;

import java.util.Objects;

/**
 * How plain words were taken, so that it can be shown and corrected.
 *
 * @param words what the person said
 * @param by who chose the ritual
 */
public record Understood(String words, By by) {

    /** Who chose the ritual. */
    public enum By {
        /** Words that name it or leave little doubt. */
        RULES,
        /** A language mind, as the words left doubt. */
        MODEL,
        /** Nobody: the likeliest was taken. */
        GUESS
    }

    public Understood {
        Objects.requireNonNull(words);
        Objects.requireNonNull(by);
    }
}
