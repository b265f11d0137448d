package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.bot.minds.LanguageMinds;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MindsYmlTest {
    private static final String REST = "servers: {}\nbindings: []\n";
    private static final String RITUALS = "rituals: {brief: {mind: a}, incident: {mind: playbook}}\n";

    private static OpsPilotYml parse(String yaml) throws ConfigException {
        return OpsPilotYml.parse("o.yml", REST + yaml, Map.of("KEY", "s3cret"));
    }

    @Test
    void reads_a_mind_and_the_rituals_that_it_serves() throws ConfigException {
        OpsPilotYml yml = parse("minds: {a: {provider: anthropic, model: m, apiKey: '${KEY}', instruments:"
                + " [revenue.metrics], budget: {calls: 2, tokens: 9000, seconds: 7}}}\n" + RITUALS);

        MindSpec mind = yml.minds().getFirst();
        assertThat(mind.provider()).isEqualTo(MindSpec.Provider.ANTHROPIC);
        assertThat(mind.apiKey()).contains(new Secret("s3cret"));
        assertThat(mind.toString()).doesNotContain("s3cret");
        assertThat(mind.instruments()).containsExactly(Capability.REVENUE_METRICS);
        assertThat(mind.budget()).isEqualTo(new Mind.Budget(2, 9_000, Duration.ofSeconds(7)));
        assertThat(yml.rituals()).containsExactly(Map.entry(RitualName.BRIEF, "a"));
        assertThat(LanguageMinds.of(yml, ModelAccess.NONE).byRitual()).containsOnlyKeys(RitualName.BRIEF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{provider: gpt, model: m} | minds.a.provider: expected one of openai, anthropic, ollama",
                "{provider: ollama} | minds.a: the key “model” is missing",
                "{provider: ollama, model: m, modle: n} | unknown key “modle”",
                "{provider: ollama, model: m, apiKey: '${NONE}'} | environment variable NONE is not set",
                "{provider: ollama, model: m, baseUrl: 'http://u:s3cret@h'} | minds.a.baseUrl: expected an address",
                "{provider: ollama, model: m, instruments: [x]} | minds.a.instruments[0]: expected one of payments.metrics",
                "{provider: ollama, model: m, budget: {calls: 21}} | minds.a.budget.calls: expected a whole number from 1 to 20"
            })
    void says_what_is_wrong_with_a_mind(String mind, String message) {
        assertThatThrownBy(() -> parse("minds: {a: " + mind + "}\n" + RITUALS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refuses_rituals_without_their_mind_and_minds_without_a_ritual() {
        assertThatThrownBy(() -> parse("rituals: {brief: {mind: a}}"))
                .hasMessage("o.yml: rituals.brief.mind: no mind “a” under minds; there are: playbook");
        assertThatThrownBy(() -> parse("minds: {a: {provider: ollama, model: m}}"))
                .hasMessageContaining("minds.a: no ritual names it");
    }

    @ParameterizedTest
    @CsvSource({
        "claude, ANTHROPIC_API_KEY, ANTHROPIC, claude",
        "gpt, OPENAI_API_KEY, OPENAI, gpt",
        "qwen/q3, OPENAI_BASE_URL, OPENAI, qwen/q3",
        "ollama/llama, OLLAMA_BASE_URL, OLLAMA, llama",
        "llama, OLLAMA_BASE_URL, OLLAMA, llama"
    })
    void one_model_of_the_environment_serves_all_rituals(
            String model, String set, MindSpec.Provider provider, String name) throws ConfigException {
        ModelAccess access = Settings.from(Map.of("OPSPILOT_MODEL", model, set, "http://127.0.0.1:9/v1"))
                .models();

        assertThat(access.mind().orElseThrow().provider()).isEqualTo(provider);
        assertThat(access.mind().orElseThrow().model()).isEqualTo(name);
        assertThat(LanguageMinds.of(parse(""), access).byRitual()).containsOnlyKeys(RitualName.BY_NAME);
    }

    @Test
    void says_when_it_cannot_tell_whose_the_model_is() throws ConfigException {
        Map<String, String> environment = new HashMap<>(Map.of("OPSPILOT_MODEL", "m"));
        assertThatThrownBy(Settings.from(environment).models()::mind).hasMessageContaining("no provider is set");

        environment.put("OPENAI_API_KEY", "s3cret");
        environment.put("ANTHROPIC_API_KEY", "s3cret");
        assertThatThrownBy(Settings.from(environment).models()::mind)
                .hasMessageContaining("more than one provider is set")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> LanguageMinds.of(
                        parse(""),
                        Settings.from(Map.of("OPSPILOT_MODEL", "openai/m")).models()))
                .hasMessageContaining("OPENAI_API_KEY");
    }
}
