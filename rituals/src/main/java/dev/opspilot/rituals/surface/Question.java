package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Finding;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A free question about a session, with its answer once there is one.
 *
 * @param mind who answered, as people read it; empty until then
 * @param open whether something is read or thought about for it; where nothing is, no other answer will come
 */
public record Question(
        HeardKey key,
        Person person,
        Place place,
        String text,
        Instant askedAt,
        Optional<Finding> answer,
        String mind,
        boolean open) {
    public Question {
        Objects.requireNonNull(key);
        Objects.requireNonNull(person);
        Objects.requireNonNull(place);
        Objects.requireNonNull(text);
        Objects.requireNonNull(askedAt);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(mind);
    }

    /** The question with its answer. */
    public Question answered(Finding finding, String by) {
        return new Question(key, person, place, text, askedAt, Optional.of(finding), by, false);
    }

    /** The question without an answer yet, as long as one may come. */
    public Question open(boolean still) {
        return new Question(key, person, place, text, askedAt, answer, mind, still);
    }
}
