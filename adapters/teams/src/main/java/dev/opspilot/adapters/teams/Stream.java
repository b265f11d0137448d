package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.StreamText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that is being streamed into a personal chat.
 *
 * @param id as Teams named it in answer to the first line; empty before that
 * @param sequence of the last line that Teams took; 0 before the first
 * @param line the last one that was shown above the text
 * @param said the text so far; none while only lines above it were shown
 * @param begun when the first line was sent; empty where another process began it, and nobody knows how far it came
 */
record Stream(Optional<String> id, int sequence, String line, StreamText said, Optional<Instant> begun) {
    /** Teams ends a stream after two minutes; ours ends before, with a message that can be updated for ever. */
    static final Duration LONGEST = Duration.ofSeconds(100);

    /** Teams takes one line a second, and asks to keep more apart. */
    static final Duration BETWEEN_LINES = Duration.ofMillis(1_500);

    static Stream begin(Instant now) {
        return new Stream(Optional.empty(), 0, "", StreamText.NONE, Optional.of(now));
    }

    static Stream left(String id) {
        return new Stream(Optional.of(id), 0, "", StreamText.NONE, Optional.empty());
    }

    boolean over(Instant now) {
        return begun.map(at -> !now.isBefore(at.plus(LONGEST))).orElse(true);
    }

    Stream informed(Optional<String> named, String line) {
        return new Stream(id.or(() -> named), sequence + 1, line, said, begun);
    }

    Stream saying(StreamText text) {
        return new Stream(id, sequence + 1, line, text, begun);
    }
}
