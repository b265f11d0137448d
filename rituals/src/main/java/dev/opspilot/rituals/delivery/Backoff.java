package dev.opspilot.rituals.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying again: doubling up to half a minute, with jitter. Thread-safe. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** From half of the wait to all of it. */
    public synchronized Duration after(int attempts) {
        Duration whole = FIRST.multipliedBy(1L << Math.clamp(attempts - 1, 0, 10));
        long most = Math.min(whole.toMillis(), LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
