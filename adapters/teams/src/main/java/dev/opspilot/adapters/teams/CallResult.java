package dev.opspilot.adapters.teams;

import java.time.Duration;
import java.util.Optional;

/** How a call of the connector turned out. */
sealed interface CallResult {

    /**
     * Teams did it.
     *
     * @param id of the message; empty where Teams names none
     * @param conversation that was made by it; empty where none was
     */
    record Done(Optional<String> id, Optional<String> conversation) implements CallResult {}

    /** Teams did nothing, and wants to be left alone for a while; no time is named where it named none. */
    record Limited(Optional<Duration> retryAfter) implements CallResult {}

    /** It never left, or Teams certainly did nothing: it may be tried again. */
    record NotDone(String why) implements CallResult {}

    /** Nobody knows: Teams may have done it, or not. */
    record Unsure(String why) implements CallResult {}

    /** The message is too large. */
    record TooBig() implements CallResult {}

    /** Teams will not take this message; a plainer one it may. */
    record Unfit(String error) implements CallResult {}

    /**
     * The stream is over, and its message takes no more of it.
     *
     * @param byPerson whether the person stopped it
     */
    record StreamOver(String why, boolean byPerson) implements CallResult {}

    /**
     * The app may not write there any more.
     *
     * @param why in words for people, to go on after “nothing can be posted there:”
     */
    record Outside(String error, String why) implements CallResult {}

    /**
     * Teams will not do it, however often it is asked.
     *
     * @param advice what somebody can do about it
     */
    record Refused(String error, String advice) implements CallResult {}
}
