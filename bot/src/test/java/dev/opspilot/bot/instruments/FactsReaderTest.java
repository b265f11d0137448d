package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.ResultMapping;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactsReaderTest {
    private static final Instant FROM = Instant.parse("2026-11-23T10:00:00Z");
    private static final Query QUERY =
            new Query(Capability.PAYMENTS_METRICS, FROM, FROM.plus(Duration.ofMinutes(3)), Duration.ofMinutes(1), 2);

    private static final String SERIES = """
            series:
              - at: /data/rows
                subject: {kind: /about/kind, name: /about/name}
                metric: /metric
                unit: ratio
                bad: up
                serves: /takes
                start: /start
                step: /step
                values: /values
                earlier: {at: /before, start: /start, values: /values}
            """;
    private static final String CHANGES = """
            changes:
              - at: /deploys
                id: /id
                kind: deploy
                title: /title
                service: /service
                time: /at
                author: /by/name
                link: /url
            """;
    private static final String INCIDENTS = """
            observedAt: /asOf
            incidents:
              - at: /open
                id: /number
                title: /title
                subject: {kind: service, name: /service}
                startedAt: /since
                status: /status
            """;

    @Test
    void readsSeriesWithTheirEarlierWindowsLatestFirst() throws Exception {
        Facts facts = read(SERIES, """
                {"data":{"rows":[{"about":{"kind":"Provider","name":"Kestrelpay"},"metric":"failure_ratio","takes":"card payments",
                 "start":"2026-11-23T11:00:00+01:00","step":60,"values":[0.25,null,0.5],
                 "before":[{"start":"2026-11-21T10:00:00Z","values":[0.1,0.1,0.1]},
                           {"start":"2026-11-22T10:00:00Z","values":[0,1,0.2]}]}]}}
                """);

        Series series = facts.series().getFirst();
        assertThat(series.subject()).isEqualTo(Subject.provider("Kestrelpay"));
        assertThat(series.unit()).isEqualTo(Series.Unit.RATIO);
        assertThat(series.serves()).contains("card payments");
        assertThat(series.recent())
                .isEqualTo(new Samples(FROM, Duration.ofMinutes(1), new double[] {0.25, Double.NaN, 0.5}));
        assertThat(series.earlier())
                .extracting(Samples::start)
                .containsExactly(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void cutsOneRangeIntoTheWindowAndThoseOfEarlierDays() throws Exception {
        String sliced = SERIES.replace("{at: /before, start: /start, values: /values}", "sliced")
                .replace("unit: ratio", "unit: count");
        StringBuilder values = new StringBuilder("0");
        for (int minute = 1; minute <= 24 * 60 + 10; minute++) {
            values.append(',').append(minute);
        }

        Facts facts = read(sliced, """
                {"data":{"rows":[{"about":{"kind":"provider","name":"K"},"metric":"m",
                 "start":"2026-11-22T10:00:00Z","step":60,"values":[%s]}]}}
                """.formatted(values));

        Series series = facts.series().getFirst();
        assertThat(series.recent().values()).containsExactly(1440, 1441, 1442);
        assertThat(series.earlier()).singleElement().satisfies(day -> {
            assertThat(day.start()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
            assertThat(day.values()).containsExactly(0, 1, 2);
        });
    }

    @Test
    void readsChangesAndLeavesOutLinksThatAreNotSafe() throws Exception {
        Facts facts = read(CHANGES, """
                {"deploys":[
                 {"id":4812,"title":"Share \\u202Eclient\\nnow","service":"payments-api","at":1795428000,
                  "by":{"name":"Ines"},"url":"https://deploys.example/4812"},
                 {"id":"b","title":"T","at":"2026-11-23T09:00:00Z","service":null,"url":"javascript:alert(1)"}]}
                """);

        assertThat(facts.changes())
                .containsExactly(
                        new Change(
                                "4812",
                                Change.Kind.DEPLOY,
                                "Share client now",
                                Optional.of("payments-api"),
                                Instant.ofEpochSecond(1_795_428_000),
                                "Ines",
                                Optional.of(URI.create("https://deploys.example/4812"))),
                        new Change(
                                "b",
                                Change.Kind.DEPLOY,
                                "T",
                                Optional.empty(),
                                Instant.parse("2026-11-23T09:00:00Z"),
                                "unknown",
                                Optional.empty()));
    }

    @Test
    void readsIncidentsAndWhenTheyWereObserved() throws Exception {
        String json = """
                {"asOf":"2026-11-23T10:02:30Z","open":[{"number":"INC-7","title":"Cards fail","service":"payments-api",
                 "since":"2026-11-23T09:50:00Z","status":"investigating"}]}
                """;

        assertThat(read(INCIDENTS, json).incidents())
                .containsExactly(new Incident(
                        "INC-7",
                        "Cards fail",
                        Subject.service("payments-api"),
                        Instant.parse("2026-11-23T09:50:00Z"),
                        "investigating",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(new FactsReader(mapping(INCIDENTS)).observedAt(tree(json)))
                .contains(Instant.parse("2026-11-23T10:02:30Z"));
    }

    @Test
    void takesAnEmptyListForNoFacts() throws Exception {
        assertThat(read(CHANGES, "{\"deploys\":[]}").isEmpty()).isTrue();
        assertThat(read(
                                SERIES,
                                "{\"data\":{\"rows\":[{\"start\":\"2026-11-23T10:00:00Z\",\"step\":60,"
                                        + "\"values\":[],\"before\":[]}]}}")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"deploys\":[{\"id\":\"a\",\"title\":\"T\",\"at\":\"yesterday\"}]} | /deploys/0/at: expected an ISO-8601 time, found \"yesterday\"",
                "{\"deploys\":[{\"id\":\"a\",\"title\":\"T\"}]} | /deploys/0/at: expected an ISO-8601 time, found nothing",
                "{\"deploys\":[{\"title\":\"T\"}]} | /deploys/0/id: expected a text, found nothing",
                "{\"deploys\":[{\"id\":\"a\",\"title\":[\"T\"]}]} | /deploys/0/title: expected a text, found [\"T\"]",
                "{\"deploys\":[{\"id\":\"a\",\"title\":\"\\u200b\"}]} | /deploys/0/title: expected a text, found",
                "{\"deploys\":{\"0\":1}} | /deploys: expected an array, found {\"0\":1}",
                "{\"releases\":[]} | /deploys: expected an array, found nothing",
                "[] | /deploys: expected an array, found nothing",
            })
    void saysWhereAWrongMappingLedAndWhatStoodThere(String json, String message) {
        assertThatThrownBy(() -> read(CHANGES, json))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"step\":60 | \"step\":0 | /data/rows/0/step: expected a number of seconds from 1 to 2678400, found 0",
                "\"provider\" | \"person\" | /data/rows/0/about/kind: expected one of business, service, provider, change, found \"person\"",
                "[0,1,0.5] | [0,\"2\",0.5] | /data/rows/0/values/1: expected a number, found \"2\"",
                "[0,1,0.5] | 6 | /data/rows/0/values: expected an array of numbers, found 6",
                "2026-11-23T10 | 2026-10-23T10 | /data/rows/0/values: expected samples between 2026-11-23T10:00:00Z and",
                "\"before\":[] | \"before\":7 | /data/rows/0/before: expected an array, found 7",
                "[0,1,0.5] | [0,31.4,0.5] | /data/rows/0/values/1: expected a ratio from 0 to 1 (a percentage is not one: divide it by 100 at its source), found 31.4",
                "[0,1,0.5] | [0,-0.1,0.5] | /data/rows/0/values/1: expected a ratio from 0 to 1",
                "\"before\":[] | \"before\":[{\"start\":\"2026-11-22T10:00:00Z\",\"values\":[2]}] | /data/rows/0/before/0/values/0: expected a ratio from 0 to 1",
            })
    void saysWhatIsWrongWithASeries(String right, String wrong, String message) {
        String json = """
                {"data":{"rows":[{"about":{"kind":"provider","name":"K"},"metric":"m",
                 "start":"2026-11-23T10:00:00Z","step":60,"values":[0,1,0.5],"before":[]}]}}
                """;

        assertThatThrownBy(() -> read(SERIES, json.replace(right, wrong)))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "count, -3, a count of at least 0",
        "count, 1e999, a count of at least 0",
        "millis, -0.5, a number of milliseconds of at least 0",
        "money_minor, -1e999, a finite number",
    })
    void refusesNumbersThatTheUnitDoesNotAllow(String unit, String number, String expected) {
        String mapping = SERIES.replace(
                "unit: ratio", "unit: " + unit + (unit.equals("money_minor") ? "\n    currency: EUR" : ""));

        assertThatThrownBy(() -> read(mapping, oneSample(number)))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("/data/rows/0/values/0: expected " + expected);
    }

    @Test
    void takesAmountsOfMoneyBelowZero() throws Exception {
        String money = SERIES.replace("unit: ratio", "unit: money_minor\n    currency: EUR");

        assertThat(read(money, oneSample("-1250")).series().getFirst().recent().values())
                .containsExactly(-1250);
    }

    @Test
    void readsTheCurrencyOfMoneyAndOfNothingElse() throws Exception {
        String fixed = SERIES.replace("unit: ratio", "unit: /unit\n    currency: EUR");
        String pointed = SERIES.replace("unit: ratio", "unit: /unit\n    currency: /currency");

        assertThat(read(fixed, money("\"money_minor\"")).series().getFirst().currency())
                .contains(Currency.getInstance("EUR"));
        assertThat(read(pointed, money("\"money_minor\",\"currency\":\"JPY\""))
                        .series()
                        .getFirst()
                        .currency())
                .contains(Currency.getInstance("JPY"));
        assertThat(read(fixed, money("\"count\"")).series().getFirst().currency())
                .isEmpty();
    }

    @Test
    void refusesMoneyWhoseCurrencyIsMissingOrUnknown() {
        String pointed = SERIES.replace("unit: ratio", "unit: /unit\n    currency: /currency");

        assertThatThrownBy(() -> read(SERIES.replace("unit: ratio", "unit: /unit"), money("\"money_minor\"")))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("/data/rows/0: expected money with its currency; map `currency`");
        assertThatThrownBy(() -> read(pointed, money("\"money_minor\"")))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("/data/rows/0/currency: expected a text, found nothing");
        assertThatThrownBy(() -> read(pointed, money("\"money_minor\",\"currency\":\"XYZ\"")))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("/data/rows/0/currency: expected an ISO 4217 code of a currency");
    }

    private static String money(String unit) {
        return """
                {"data":{"rows":[{"about":{"kind":"business","name":"K"},"metric":"m","unit":%s,
                 "start":"2026-11-23T10:00:00Z","step":60,"values":[5],"before":[]}]}}
                """.formatted(unit);
    }

    private static String oneSample(String number) {
        return """
                {"data":{"rows":[{"about":{"kind":"business","name":"K"},"metric":"m",
                 "start":"2026-11-23T10:00:00Z","step":60,"values":[%s],"before":[]}]}}
                """.formatted(number);
    }

    private static Facts read(String mapping, String json) throws Exception {
        return new FactsReader(mapping(mapping)).read(tree(json), QUERY);
    }

    private static JsonNode tree(String json) {
        return Json.structure(json).orElseThrow();
    }

    private static ResultMapping mapping(String result) throws Exception {
        String yaml = """
                servers: {s: {url: "http://127.0.0.1/mcp"}}
                bindings:
                  - capability: payments.metrics
                    server: s
                    tool: t
                    source: S
                    result:
                """ + result.indent(6);
        return OpsPilotYml.parse("opspilot.yml", yaml, Map.of())
                .bindings()
                .getFirst()
                .result();
    }
}
