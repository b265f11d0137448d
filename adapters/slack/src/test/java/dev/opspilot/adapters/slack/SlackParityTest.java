package dev.opspilot.adapters.slack;

import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.parity.ParityContract;
import dev.opspilot.rituals.surface.parity.SurfaceDriver;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SlackParityTest extends ParityContract {
    private SlackDoor door;
    private SlackDriver driver;

    @BeforeAll
    void open() throws Exception {
        door = new SlackDoor(InstantSource.system());
        driver = new SlackDriver(door);
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    @Override
    protected String surface() {
        return "slack";
    }

    @Override
    protected SurfaceDriver driver() {
        door.slack.forget();
        door.inbox.forget();
        for (Command.Topic topic : Command.Topic.values()) {
            door.desk.says(topic, Notice.of("", topic.key()));
        }
        return driver;
    }
}
