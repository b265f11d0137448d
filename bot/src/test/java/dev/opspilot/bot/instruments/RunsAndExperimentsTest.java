package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Series;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of runs, ended incidents, definitions, experiments and freezes. */
final class RunsAndExperimentsTest {
    private static final Instant FROM = Instant.parse("2026-11-23T10:00:00Z");
    private static final Query QUERY =
            new Query(Capability.EXPERIMENTS_RESULTS, FROM, FROM.plusSeconds(3600), Duration.ofMinutes(1), 0);

    private static final String MAPPING = """
            incidents:
              - at: /incidents
                id: /id
                title: /title
                subject: {kind: service, name: /service}
                startedAt: /since
                status: /status
                mitigatedAt: /mitigated
                resolvedAt: /resolved
                link: /url
            runs:
              - {at: /runs, id: /id, name: /name, status: /status, time: /at, link: /url}
            definitions:
              - at: /metrics
                name: /name
                title: /title
                kind: /kind
                bad: down
                per: visitor
                numerator: /of
                denominator: visitors
                deviation: /sd
            experiments:
              - at: /tests
                id: /id
                title: /id
                startedAt: /since
                endsAt: /until
                plannedUnits: /planned
                per: visitor
                arms:
                  at: /arms
                  name: /name
                  weight: /weight
                  units: /units
                  outcomes: {at: /outcomes, metric: /metric, mean: /mean, deviation: /sd}
            freezes:
              - {at: /freezes, id: /id, title: /id, from: /from, to: /to, service: /service}
            """;

    private static final String ALL = """
            {"incidents":[{"id":"INC-7","title":"Mails late","service":"mail","since":"2026-11-23T02:00:00Z",
              "status":"resolved","mitigated":"2026-11-23T02:20:00Z","resolved":"2026-11-23T02:40:00Z",
              "url":"https://incidents.example/7"},
             {"id":"INC-8","title":"Mails later","service":"mail","since":"2026-11-23T03:00:00Z","status":"open",
              "mitigated":null}],
             "runs":[{"id":"r1","name":"Dunning emails","status":"Queued","at":"2026-11-23T12:00:00Z"}],
             "metrics":[{"name":"conversion","title":"Conversion","kind":"proportion","of":"orders"},
              {"name":"value","title":"Value","kind":"mean","of":"revenue","sd":1840.5}],
             "tests":[{"id":"t1","since":"2026-11-20T09:00:00Z","until":"2026-12-04T09:00:00Z","planned":2000,
              "arms":[{"name":"control","weight":0.5,"units":510,
                "outcomes":[{"metric":"conversion","mean":0.1},{"metric":"value","mean":598.25,"sd":1840}]},
               {"name":"banner","weight":0.5,"units":490,"outcomes":[]}]}],
             "freezes":[{"id":"f1","from":"2026-11-27T16:00:00Z","to":"2026-11-30T06:00:00Z"}]}
            """;

    @Test
    void readsWhenAnIncidentWasMitigatedAndResolved() throws Exception {
        List<Incident> incidents = read(ALL).incidents();

        assertThat(incidents.getFirst().mitigatedAt()).contains(Instant.parse("2026-11-23T02:20:00Z"));
        assertThat(incidents.getFirst().resolvedAt()).contains(Instant.parse("2026-11-23T02:40:00Z"));
        assertThat(incidents.getFirst().link()).contains(URI.create("https://incidents.example/7"));
        assertThat(incidents.getLast().mitigatedAt()).isEmpty();
        assertThat(incidents.getLast().resolvedAt()).isEmpty();
    }

    @Test
    void readsRunsDefinitionsAndFreezes() throws Exception {
        Facts facts = read(ALL);

        assertThat(facts.runs())
                .containsExactly(new AutomationRun(
                        "r1",
                        "Dunning emails",
                        AutomationRun.Status.QUEUED,
                        Instant.parse("2026-11-23T12:00:00Z"),
                        Optional.empty()));
        assertThat(facts.definitions())
                .containsExactly(
                        new MetricDefinition(
                                "conversion",
                                "Conversion",
                                MetricDefinition.Kind.PROPORTION,
                                Series.Bad.DOWN,
                                "visitor",
                                "orders",
                                "visitors",
                                OptionalDouble.empty(),
                                Optional.empty()),
                        new MetricDefinition(
                                "value",
                                "Value",
                                MetricDefinition.Kind.MEAN,
                                Series.Bad.DOWN,
                                "visitor",
                                "revenue",
                                "visitors",
                                OptionalDouble.of(1840.5),
                                Optional.empty()));
        assertThat(facts.freezes())
                .containsExactly(new Freeze(
                        "f1",
                        "f1",
                        Instant.parse("2026-11-27T16:00:00Z"),
                        Instant.parse("2026-11-30T06:00:00Z"),
                        Optional.empty()));
    }

    @Test
    void readsAnExperimentWithWhatItsArmsCameTo() throws Exception {
        assertThat(read(ALL).experiments())
                .containsExactly(new Experiment(
                        "t1",
                        "t1",
                        Instant.parse("2026-11-20T09:00:00Z"),
                        Optional.of(Instant.parse("2026-12-04T09:00:00Z")),
                        2000,
                        "visitor",
                        List.of(
                                new Experiment.Arm(
                                        "control",
                                        0.5,
                                        510,
                                        List.of(
                                                new Experiment.Outcome("conversion", 0.1, 0),
                                                new Experiment.Outcome("value", 598.25, 1840))),
                                new Experiment.Arm("banner", 0.5, 490, List.of())),
                        Optional.empty()));
    }

    @Test
    void takesAnExperimentWithoutAPlanForOneOfUnknownLength() throws Exception {
        String unplanned = ALL.replace("\"planned\":2000,", "").replace("\"until\":\"2026-12-04T09:00:00Z\",", "");

        Experiment experiment = read(unplanned).experiments().getFirst();

        assertThat(experiment.plannedUnits()).isZero();
        assertThat(experiment.endsAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"to\":\"2026-11-30T06:00:00Z\" | \"to\":\"2026-11-27T16:00:00Z\" | /freezes/0: expected a freeze that ends after it begins",
                "\"Queued\" | \"waiting\" | /runs/0/status: expected one of queued, running, finished, failed, found \"waiting\"",
                "\"kind\":\"mean\" | \"kind\":\"median\" | /metrics/1/kind: expected one of proportion, mean, found \"median\"",
                "1840.5 | \"1840.5\" | /metrics/1/sd: expected a number, found \"1840.5\"",
                ",{\"name\":\"banner\",\"weight\":0.5,\"units\":490,\"outcomes\":[]} | ~~ | /tests/0/arms: expected two arms or more, the control first",
                "\"units\":490 | \"units\":-490 | /tests/0/arms/1/units: expected a count of at least 0, found -490",
                "\"units\":490 | \"units\":1e999 | /tests/0/arms/1/units: expected a number",
                "\"weight\":0.5,\"units\":510 | \"weight\":50,\"units\":510 | /tests/0/arms/0/weight: expected a share of the traffic, more than 0 and at most 1, found 50",
                "\"mean\":0.1 | \"mean\":null | /tests/0/arms/0/outcomes/0/mean: expected a number",
                "\"sd\":1840}] | \"sd\":-1}] | /tests/0/arms/0/outcomes/1: expected a standard deviation of at least 0",
                "\"planned\":2000 | \"planned\":-1 | /tests/0: expected 0 or more planned units",
                "\"resolved\":\"2026-11-23T02:40:00Z\" | \"resolved\":\"soon\" | /incidents/0/resolved: expected an ISO-8601 time, found \"soon\"",
            })
    void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
        String json = ALL.replaceAll("\\s+(?=[\\[{\"])", "");
        assertThat(json).contains(right);

        assertThatThrownBy(() -> read(json.replace(right, wrong)))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining(message);
    }

    private static Facts read(String json) throws Exception {
        String yaml = """
                servers: {s: {url: "http://127.0.0.1/mcp"}}
                bindings:
                  - capability: experiments.results
                    server: s
                    tool: t
                    source: S
                    result:
                """ + MAPPING.indent(6);
        return new FactsReader(OpsPilotYml.parse("opspilot.yml", yaml, Map.of())
                        .bindings()
                        .getFirst()
                        .result())
                .read(Json.structure(json).orElseThrow(), QUERY);
    }
}
