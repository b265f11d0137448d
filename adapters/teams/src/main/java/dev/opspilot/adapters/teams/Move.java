package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.StreamText;
import java.time.Duration;

/** What is done next for one message. */
sealed interface Move {

    /** A call of the connector. */
    sealed interface Call extends Move {
        /** Whether the draft stands on Teams after it, whole and not as a line of a stream. */
        default boolean whole() {
            return switch (this) {
                case Post(), Update _, Close _ -> true;
                case Inform _, Say _ -> false;
            };
        }
    }

    /** Make the message. */
    record Post() implements Call {}

    /** Bring the message up to date. */
    record Update(String message) implements Call {}

    /** Begin a stream, or show another line above it while there is no text yet. */
    record Inform(Stream stream, String line) implements Call {}

    /** Show more of the text. */
    record Say(Stream stream, StreamText text) implements Call {}

    /** End the stream: what it showed becomes the message. */
    record Close(Stream stream, String id) implements Call {}

    /** Nothing before that much time went by. */
    record Wait(Duration time) implements Move {}

    /** Leave this draft out: a later one will be written. */
    record Skip() implements Move {}

    /** Try no more, saying why and what somebody can do about it. */
    record GiveUp(String error, String advice) implements Move {}
}
