package dev.opspilot.rituals.play;

import java.util.Objects;

/**
 * Why a decision about a play does not count.
 *
 * @param words for the person who decided, what to do included
 */
public record Refusal(Why why, String words) {

    /** The kinds of reasons. */
    public enum Why {
        /** There is no such play in the session. */
        UNKNOWN_PLAY,
        /** The person may not decide this. */
        NOT_ALLOWED,
        /** The call is another than the one that was shown. */
        CHANGED,
        /** It was decided before, or what is wanted does not fit where the play stands. */
        DECIDED,
        /** Another person has to agree. */
        ANOTHER_PERSON,
        /** It comes too late. */
        EXPIRED,
        /** The policy lets nobody run it. */
        POLICY,
        /** A freeze is broken and no reason was given, or no window opens. */
        FREEZE,
        /** The kill switch is on. */
        HALTED,
        /** OpsPilot has no call for it. */
        BY_HAND
    }

    public Refusal {
        Objects.requireNonNull(why);
        Objects.requireNonNull(words);
    }
}
