package dev.opspilot.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes as the system's does, and that a test can set forward. */
final class MovedClock implements InstantSource {
    /** A Tuesday morning on which the demo company has no freeze. */
    static final Instant WORKDAY = Instant.parse("2027-02-09T10:00:30Z");

    private final AtomicLong ahead;

    private MovedClock(Duration ahead) {
        this.ahead = new AtomicLong(ahead.toNanos());
    }

    /** One that shows that time now. */
    static MovedClock at(Instant start) {
        return new MovedClock(Duration.between(Instant.now(), start));
    }

    @Override
    public Instant instant() {
        return Instant.now().plusNanos(ahead.get());
    }

    /** How far it is ahead of the system's. */
    Duration ahead() {
        return Duration.ofNanos(ahead.get());
    }

    void forward(Duration by) {
        ahead.addAndGet(by.toNanos());
    }
}
