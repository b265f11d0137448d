package dev.opspilot.adapters.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opspilot.rituals.surface.parity.ParityContract;
import dev.opspilot.rituals.surface.parity.SurfaceDriver;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Needs Node 20 on the PATH. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleParityTest extends ParityContract {
    private ConsoleDriver driver;

    @BeforeAll
    void open() throws IOException {
        assumeTrue(PageScripts.hasNode(), "no node on the PATH");
        driver = new ConsoleDriver();
    }

    @Override
    protected String surface() {
        return "console";
    }

    @Override
    protected SurfaceDriver driver() {
        return driver;
    }
}
