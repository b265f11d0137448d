package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.surface.parity.ParityContract;
import dev.opspilot.rituals.surface.parity.SurfaceDriver;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TeamsParityTest extends ParityContract {
    private TeamsDoor door;
    private TeamsDriver driver;

    @BeforeAll
    void open() throws Exception {
        door = new TeamsDoor(InstantSource.fixed(Views.START), ServiceHosts.LOOPBACK, new TeamsAuth.Off());
        driver = new TeamsDriver(door);
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    @Override
    protected String surface() {
        return "teams";
    }

    @Override
    protected SurfaceDriver driver() {
        door.inbox.forget();
        door.teams.forget();
        door.views.clear();
        return driver;
    }
}
