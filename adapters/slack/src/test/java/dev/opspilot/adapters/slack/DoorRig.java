package dev.opspilot.adapters.slack;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The adapter's door, open for the tests of a class, with nothing heard yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorRig {
    static final Instant TIME = Instant.parse("2026-11-23T14:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(TIME);

    SlackDoor door;

    @BeforeAll
    void open() throws Exception {
        door = new SlackDoor(CLOCK);
    }

    @BeforeEach
    void forget() {
        door.inbox.forget();
        door.slack.forget();
        door.archive.forget();
        door.desk.forget();
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }
}
