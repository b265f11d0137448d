package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.DemoStdio;
import dev.opspilot.rituals.instrument.Reading;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instruments against real child processes. */
final class StdioTest {

    @Test
    void asksAServerThatRunsAsAChildProcess() {
        String demo = java(DemoStdio.class, "bad-deploy");
        try (McpInstruments sources = Bindings.to(demo, "deploys_recent", "30s", "1MiB")) {
            // Bound to the demo's tool by other names than its own: its arguments do not fit.
            assertThat(Bindings.read(sources))
                    .isInstanceOfSatisfying(
                            Reading.Failed.class,
                            failed -> assertThat(failed.reason()).startsWith("The tool reported an error: "));
            assertThat(sources.check(Duration.ofSeconds(30)).getFirst().isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "huge | The answer is larger than the 1.0 MiB that are read of it.",
                "dies | The program ended with code 3.",
                "babbles | No answer within 2 s. Meanwhile on this connection: The answer was not understood: a line that is no message: once upon a time.",
            })
    void failsWithWhatTheChildDid(String tool, String reason) {
        String odd = java(OddChild.class, "-");
        try (McpInstruments sources = Bindings.to(odd, tool, tool.equals("babbles") ? "2s" : "30s", "1MiB")) {
            // Starts the child, which may take longer than the call.
            assertThat(sources.check(Duration.ofSeconds(30))).hasSize(1);
            assertThat(Bindings.read(sources))
                    .isInstanceOfSatisfying(
                            Reading.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        }
    }

    @Test
    void startsADeadChildAnew() {
        try (McpInstruments sources = Bindings.to(java(OddChild.class, "-"), "answers-and-ends", "30s", "1MiB")) {
            assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
            assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
        }
    }

    @Test
    void saysWhichProgramCannotBeStartedButNotItsArguments() {
        try (McpInstruments sources = Bindings.to("{command: [no-such-program-here, secret]}", "deploys")) {
            assertThat(Bindings.read(sources))
                    .isInstanceOfSatisfying(
                            Reading.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isEqualTo("The program “no-such-program-here” cannot be started."));
        }
    }

    private static String java(Class<?> main, String argument) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return "{command: [\"" + java + "\", -Xmx256m, -cp, \"" + classPath + "\", " + main.getName() + ", \""
                + argument + "\"]}";
    }
}
