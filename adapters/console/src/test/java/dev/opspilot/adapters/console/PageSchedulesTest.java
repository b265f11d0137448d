package dev.opspilot.adapters.console;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How a schedule is changed on the page. Needs Node 20 on the PATH. */
final class PageSchedulesTest {

    @Test
    void aScheduleIsChangedInAFormThatSaysWhatIsWrongAndShowsTheNextTimes() throws IOException, InterruptedException {
        PageScripts.run("schedules.test.mjs", "src/test/js");
    }
}
