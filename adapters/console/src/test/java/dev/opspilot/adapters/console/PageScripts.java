package dev.opspilot.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the page's scripts in Node. */
final class PageScripts {
    private PageScripts() {}

    /** Runs a script of {@code src/test/js} with the page's own, and a folder to read from; left out where there is no Node. */
    static void run(String script, String folder) throws IOException, InterruptedException {
        assumeTrue(hasNode(), "no node on the PATH");
        Path work = Files.createTempDirectory("page-script");
        Path output = work.resolve("output");
        // Node takes a .js file for a module only where a package.json says so; the page's folder needs none.
        Files.writeString(work.resolve("package.json"), "{\"type\":\"module\"}");
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/console"))) {
            for (Path file : files.toList()) {
                Files.copy(file, work.resolve(file.getFileName().toString()));
            }
        }
        Process node = new ProcessBuilder("node", "src/test/js/" + script, work.toString(), folder)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }

    static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
