package dev.opspilot.adapters.slack.door;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The adapter's door, open for the tests of a class, with nothing heard yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DoorRig {
    public static final Instant TIME = Instant.parse("2026-11-23T14:00:00Z");
    public static final InstantSource CLOCK = InstantSource.fixed(TIME);

    public SlackDoor door;

    @BeforeAll
    public void open() throws Exception {
        door = new SlackDoor(CLOCK);
    }

    @BeforeEach
    public void forget() {
        door.inbox.forget();
        door.slack.forget();
        door.archive.forget();
        door.desk.forget();
    }

    @AfterAll
    public void close() throws Exception {
        door.close();
    }
}
