package dev.opspilot.adapters.slack.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a message has not got through.
 *
 * @param since the first failure after the last success
 */
record Trouble(int attempts, Optional<Instant> since) {
    static final Trouble NONE = new Trouble(0, Optional.empty());

    Trouble again(Instant now) {
        return new Trouble(attempts + 1, Optional.of(since.orElse(now)));
    }

    boolean lasts(Duration time, Instant now) {
        return since.filter(first -> now.isAfter(first.plus(time))).isPresent();
    }
}
