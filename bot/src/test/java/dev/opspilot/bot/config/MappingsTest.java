package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mappings of runs, definitions, experiments, freezes and money are refused, and how. */
final class MappingsTest {
    private static final String WHOLE = """
            servers: {s: {url: "http://127.0.0.1/mcp"}}
            bindings:
              - capability: experiments.results
                server: s
                tool: t
                source: S
                result:
                  series:
                    - at: /rows
                      subject: {kind: business, name: Shop}
                      metric: revenue
                      unit: money_minor
                      currency: EUR
                      bad: down
                      start: /start
                      step: 3600
                      values: /values
                  runs:
                    - {at: /runs, id: /id, name: /name, status: queued, time: /at}
                  definitions:
                    - {at: /m, name: /n, title: /t, kind: mean, bad: down, per: visitor, numerator: /a, denominator: /b}
                  experiments:
                    - at: /tests
                      id: /id
                      title: /title
                      startedAt: /since
                      per: visitor
                      arms:
                        at: /arms
                        name: /name
                        weight: /weight
                        units: /units
                        outcomes: {at: /outcomes, metric: /metric, mean: /mean}
                  freezes:
                    - {at: /freezes, id: /id, title: /title, from: /from, to: /to}
            """;

    @Test
    void readsAllOfThemTogether() throws ConfigException {
        ResultMapping result = OpsPilotYml.parse("opspilot.yml", WHOLE, Map.of())
                .bindings()
                .getFirst()
                .result();

        assertThat(result.series().getFirst().currency()).contains(new ResultMapping.Field.Fixed("EUR"));
        assertThat(result.runs()).hasSize(1);
        assertThat(result.definitions().getFirst().deviation()).isEmpty();
        assertThat(result.experiments().getFirst().plannedUnits()).isEmpty();
        assertThat(result.freezes().getFirst().service()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'          currency: EUR\n' | '' | series[0]: money needs its currency: an ISO 4217 code, as in EUR, or a pointer to one",
                "currency: EUR | currency: EURO | series[0].currency: expected a pointer or an ISO 4217 code, as in EUR, found \"EURO\"",
                "currency: EUR | currency: 978 | series[0].currency: expected a text, found 978",
                "status: queued | status: waiting | runs[0].status: expected a pointer or one of queued, running, finished, failed",
                "kind: mean | kind: median | definitions[0].kind: expected a pointer or one of proportion, mean",
                "', denominator: /b' | '' | definitions[0]: the key “denominator” is missing",
                "weight: /weight | weight: 0.5 | experiments[0].arms.weight: expected a text, found 0.5",
                "units: /units | units: many | experiments[0].arms.units: expected a JSON Pointer",
                "'metric: /metric, mean: /mean' | 'metric: /metric' | experiments[0].arms.outcomes: the key “mean” is missing",
                "from: /from | from: friday | freezes[0].from: expected a pointer to a time",
                "experiments.results | sessions.past | capability: OpsPilot serves sessions.past itself; leave this binding out",
            })
    void refusesWhatIsWrongWithItsPlaceAndWhatWouldBeRight(String right, String wrong, String message) {
        assertThat(WHOLE).contains(right);

        assertThatThrownBy(() -> OpsPilotYml.parse("opspilot.yml", WHOLE.replace(right, wrong), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("opspilot.yml: bindings[0].")
                .hasMessageContaining(message);
    }
}
