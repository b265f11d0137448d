package dev.opspilot.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the page keeps for its reader while it draws anew and while its line dies. Needs Node 20 on the PATH. */
final class PageRedrawTest {

    @Test
    void whatWasTypedAndTheCursorOutliveADrawingAndASilentLineIsOpenedAgain() throws IOException, InterruptedException {
        assumeTrue(PageFoldTest.hasNode(), "no node on the PATH");
        Path work = Files.createTempDirectory("page-redraw");
        Path output = work.resolve("output");
        // Node takes a .js file for a module only where a package.json says so; the page's folder needs none.
        Files.writeString(work.resolve("package.json"), "{\"type\":\"module\"}");
        for (String name : List.of("dom.js", "stream.js", "api.js")) {
            Files.copy(Path.of("src/main/resources/console", name), work.resolve(name));
        }
        Process node = new ProcessBuilder("node", "src/test/js/redraw.test.mjs", work.toString(), "src/test/js")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }
}
