package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Explanation;
import java.util.Objects;

/**
 * The answer to "why?", for the thread of the session's message.
 *
 * @param key the same for the same question, so that it is posted once
 * @param place where the question was asked
 */
public record Answer(PostKey key, Place place, Person to, Explanation explanation) {
    public Answer {
        Objects.requireNonNull(key);
        Objects.requireNonNull(place);
        Objects.requireNonNull(to);
        Objects.requireNonNull(explanation);
    }
}
