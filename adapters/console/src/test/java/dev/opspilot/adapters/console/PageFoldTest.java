package dev.opspilot.adapters.console;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page's own fold and check of the chain, against what Java makes of the same log. Needs Node 20 on the PATH. */
final class PageFoldTest {

    @Test
    void thePageFoldsEventsIntoTheSameSessionAndChecksTheSameChain() throws IOException, InterruptedException {
        PageScripts.run("fold.test.mjs", "src/test/resources/golden");
    }

    @Test
    void aDraftThatWasPostedSaysSoOnALivePage() throws IOException, InterruptedException {
        PageScripts.run("widgets.test.mjs", "src/test/js");
    }

    @Test
    void suspectsBehindTheFoldAreNumberedOn() throws IOException, InterruptedException {
        PageScripts.run("suspects.test.mjs", "src/test/js");
    }
}
