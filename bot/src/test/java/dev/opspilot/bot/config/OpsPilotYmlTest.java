package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.opspilot.bot.config.ResultMapping.Field;
import dev.opspilot.rituals.instrument.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpsPilotYmlTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("BILLING_KEY", "sk_live_verysecret", "SENTRY_TOKEN", "alsosecret");

    private static final String WHOLE = """
            servers:
              billing:
                url: https://mcp.example.com/mcp?tenant=7
                headers: {Authorization: "Bearer ${BILLING_KEY}"}
              errors:
                command: [npx, -y, errors-mcp]
                env: {TOKEN: "${SENTRY_TOKEN}"}
            bindings:
              - capability: payments.metrics
                server: billing
                tool: payments
                source: Billing
                timeout: 1500ms
                maxBytes: 64KiB
                arguments: {from: "{from}", nested: {step: "{stepSeconds}"}, label: "last {earlierDays} days"}
                link: https://dashboard.example.com/payments
                result:
                  observedAt: /meta/at
                  series:
                    - at: /rows
                      subject: {kind: provider, name: /provider}
                      metric: failures
                      unit: count
                      bad: up
                      start: /start
                      step: 60
                      values: /values
                      earlier: sliced
            """;

    @Test
    void readsServersAndBindings() throws ConfigException {
        OpsPilotYml yml = OpsPilotYml.parse("opspilot.yml", WHOLE, ENVIRONMENT);

        ServerSpec.Http billing = (ServerSpec.Http) yml.servers().getFirst();
        assertThat(billing.headers().get("Authorization")).isEqualTo(new Secret("Bearer sk_live_verysecret"));
        ServerSpec.Stdio errors = (ServerSpec.Stdio) yml.servers().get(1);
        assertThat(errors.command()).extracting(Secret::reveal).containsExactly("npx", "-y", "errors-mcp");
        assertThat(errors.env()).containsEntry("TOKEN", new Secret("alsosecret"));

        BindingSpec binding = yml.bindings().getFirst();
        assertThat(binding.capability()).isEqualTo(Capability.PAYMENTS_METRICS);
        assertThat(binding.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(binding.maxBytes()).isEqualTo(64 * 1024);
        assertThat(binding.result().observedAt()).contains(JsonPointer.compile("/meta/at"));
        ResultMapping.OfSeries series = binding.result().series().getFirst();
        assertThat(series.subject().kind()).isEqualTo(new Field.Fixed("provider"));
        assertThat(series.subject().name()).isEqualTo(new Field.At(JsonPointer.compile("/provider")));
        assertThat(series.step()).isEqualTo(new Field.Fixed("60"));
        assertThat(series.earlier()).isEqualTo(new ResultMapping.Earlier.Sliced());
    }

    @Test
    void readsTheExampleOfTheReadme() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(example.find()).isTrue();

        OpsPilotYml yml = OpsPilotYml.parse("README.md", example.group(1), Map.of("DEPLOYS_TOKEN", "t0ken"));

        BindingSpec binding = yml.bindings().getFirst();
        assertThat(binding.capability()).isEqualTo(Capability.DEPLOYS_RECENT);
        assertThat(binding.result().changes()).hasSize(1);
    }

    @Test
    void givesABindingItsDefaults() throws ConfigException {
        String without = WHOLE.replace("    timeout: 1500ms\n", "").replace("    maxBytes: 64KiB\n", "");

        BindingSpec binding = OpsPilotYml.parse("opspilot.yml", without, ENVIRONMENT)
                .bindings()
                .getFirst();

        assertThat(binding.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(binding.maxBytes()).isEqualTo(1024 * 1024);
    }

    @Test
    void printsNoSecret() throws ConfigException {
        assertThat(OpsPilotYml.parse("opspilot.yml", WHOLE, ENVIRONMENT).toString())
                .contains("billing", "errors")
                .doesNotContain("sk_live", "alsosecret", "tenant=7");
    }

    @Test
    void namesTheEnvironmentVariableThatIsNotSet() {
        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", WHOLE, Map.of("SENTRY_TOKEN", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("opspilot.yml: servers.billing.headers.Authorization: "
                        + "the environment variable BILLING_KEY is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout: 1500ms | timeout: soon | bindings[0].timeout: expected a duration from 100ms to 60s, as in 5s, found \"soon\"",
                "timeout: 1500ms | timeout: 2m | bindings[0].timeout: expected a duration from 100ms to 60s, as in 5s, found \"2m\"",
                "timeout: 1500ms | tiemout: 5s | bindings[0]: unknown key “tiemout”; known are capability, server, tool",
                "tool: payments | tool: 7 | bindings[0].tool: expected a text, found 7",
                "'    source: Billing\n' | '' | bindings[0]: the key “source” is missing",
                "payments.metrics | payments | bindings[0].capability: expected one of payments.metrics, revenue.metrics",
                "server: billing | server: biling | bindings[0].server: no server “biling” under servers; there are: billing, errors",
                "maxBytes: 64KiB | maxBytes: 1GiB | bindings[0].maxBytes: expected a size from 1KiB to 16MiB",
                "'{stepSeconds}' | '{step}' | bindings[0].arguments: unknown placeholder {step}; known are {from}, {to}, {stepSeconds}, {earlierDays}",
                "unit: count | unit: euros | unit: expected a pointer or one of count, ratio, money_minor, millis, found \"euros\"",
                "at: /rows | at: rows | series[0].at: expected a JSON Pointer, as in /data/items, found \"rows\"",
                "start: /start | start: today | series[0].start: expected a pointer to a time, as in /startedAt, found \"today\"",
                "step: 60 | step: 1m | series[0].step: expected a pointer or a number of seconds, found \"1m\"",
                "earlier: sliced | earlier: cut | series[0].earlier: expected “sliced”, or an object",
                "link: https://dashboard.example.com/payments | link: javascript:x | bindings[0].link: expected an http or https address",
                "https://mcp.example.com/mcp?tenant=7 | ftp://u:pw@x | servers.billing.url: expected an address such as https://example.com/mcp",
                "command: [npx, -y, errors-mcp] | command: npx | servers.errors.command: expected a list, found a text",
                "servers: | service: | unknown key “service”; known are servers, bindings",
            })
    void refusesWhatIsWrongWithItsPlaceAndWhatWouldBeRight(String right, String wrong, String message) {
        String yaml = WHOLE.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(WHOLE);

        assertThatThrownBy(() -> OpsPilotYml.parse("conf/opspilot.yml", yaml, ENVIRONMENT))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("conf/opspilot.yml: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("u:pw");
    }

    @Test
    void refusesOneToolBoundTwiceForTheSame() {
        String binding = WHOLE.substring(WHOLE.indexOf("  - capability"));

        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", WHOLE + binding, ENVIRONMENT))
                .hasMessage("opspilot.yml: bindings[1]: payments.metrics is bound to this tool twice");
    }

    @Test
    void refusesWhatIsNotYamlWithTheLine() {
        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", "servers: {\nurl: [", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("opspilot.yml:");
        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", "servers: {}\nservers: {}\n", Map.of()))
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", "", Map.of()))
                .hasMessageContaining(
                        "expected an object with the keys servers, bindings, minds, rituals, alerts, zone, holidays, automations, acts, "
                                + "policies, metaTools, roles, freezes, found nothing");
    }

    @Test
    void readsAFileAndNamesOneThatIsNotThere(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("opspilot.yml"), WHOLE);

        assertThat(OpsPilotYml.read(file, ENVIRONMENT).bindings()).hasSize(1);
        assertThatThrownBy(() -> OpsPilotYml.read(directory.resolve("other.yml"), ENVIRONMENT))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("other.yml: cannot be read");
    }
}
