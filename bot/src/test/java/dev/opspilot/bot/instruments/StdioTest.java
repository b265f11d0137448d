package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.demo.DemoStdio;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instruments against real child processes. */
final class StdioTest {

    @Test
    void asksAServerThatRunsAsAChildProcess() throws Exception {
        String yaml;
        try (InputStream in = Objects.requireNonNull(StdioTest.class.getResourceAsStream("/demo/opspilot.yml"))) {
            yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String asChild =
                yaml.replace("  demo:\n    url: ${DEMO_MCP_URL}", "  demo: " + java(DemoStdio.class, "bad-deploy"));
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        Query query = new Query(
                Capability.DEPLOYS_RECENT,
                now.minus(Duration.ofHours(1)),
                now.plusSeconds(120),
                Duration.ofMinutes(1),
                0);
        try (McpInstruments sources = McpInstruments.of(OpsPilotYml.parse("opspilot.yml", asChild, Map.of()), clock)) {
            assertThat(sources.check(Duration.ofSeconds(30))).allMatch(ServerHealth::isOk);

            Reading reading = sources.instruments()
                    .serving(Capability.DEPLOYS_RECENT)
                    .getFirst()
                    .read(query);

            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Reading.Found.class,
                            found -> assertThat(found.facts().changes())
                                    .extracting(Change::title)
                                    .contains("Share one card vault client between requests"));
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
