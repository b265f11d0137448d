package dev.opspilot.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class RankCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new RankCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void aFolderThatIsNoCaseIsOneLineOfAdviceAndStatus2() {
        assertThat(run("--case", folder.toString(), "--json")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).hasLineCount(1).contains("case.json").contains("a case is a folder with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "serve --help",
                "doctor -h",
                "audit --help",
                "audit verify --help",
                "manifest --help",
                "manifest slack --help",
                "manifest teams --help",
                "rank --help"
            })
    void helpIsUsageAndStatus0(String arguments) {
        int status = CommandLineRoot.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));

        assertThat(status).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .startsWith("Usage: opspilot " + arguments.replaceAll(" ?-.*", ""))
                .contains("--help");
    }

    @Test
    void oneCaseOrManyMustBeNamed() {
        assertThat(run("--json")).isEqualTo(2);

        assertThat(err.toString()).contains("--case").contains("--cases");
    }
}
