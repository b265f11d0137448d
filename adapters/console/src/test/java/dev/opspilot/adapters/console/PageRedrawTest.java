package dev.opspilot.adapters.console;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the page keeps for its reader while it draws anew and while its line dies. Needs Node 20 on the PATH. */
final class PageRedrawTest {

    @Test
    void whatWasTypedAndTheCursorOutliveADrawingAndASilentLineIsOpenedAgain() throws IOException, InterruptedException {
        PageScripts.run("redraw.test.mjs", "src/test/js");
    }
}
