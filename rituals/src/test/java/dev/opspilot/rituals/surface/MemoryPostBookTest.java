package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.delivery.ManualWaits;
import java.time.Duration;
import java.time.Instant;

class MemoryPostBookTest extends PostBookContract {
    private final ManualWaits time = new ManualWaits(Instant.EPOCH);
    private final MemoryPostBook book = new MemoryPostBook(time);

    @Override
    protected PostBook book() {
        return book;
    }

    @Override
    protected void pass(PostKey key, Duration by) {
        time.pass(by);
    }
}
