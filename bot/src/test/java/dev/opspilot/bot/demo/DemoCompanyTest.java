package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.bot.instruments.McpInstruments;
import dev.opspilot.bot.instruments.ServerHealth;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo company as the bot sees it: over MCP, by the configuration that it brings. */
final class DemoCompanyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:07:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final List<Capability> METRICS = List.of(
            Capability.PAYMENTS_METRICS,
            Capability.REVENUE_METRICS,
            Capability.PRODUCT_METRICS,
            Capability.ERRORS_COUNTS);

    private DemoCompany company;
    private McpInstruments sources;

    @BeforeEach
    void start() throws IOException {
        company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, CLOCK, 0);
        sources = McpInstruments.of(company.config(), CLOCK);
    }

    @AfterEach
    void stop() {
        sources.close();
        company.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SESSIONS_PAST", "ALERTS_RAISED"})
    void servesEveryCapabilityWithTimelyAndCompactAnswers(Capability capability) {
        Instrument instrument = sources.instruments().serving(capability).getFirst();

        Reading.Found found = (Reading.Found) instrument.read(query(capability));

        assertThat(found.origin().observedAt()).isEqualTo(NOW);
        assertThat(found.origin().tool()).startsWith("demo/");
        assertThat(found.origin().result().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200_000);
        for (Series series : found.facts().series()) {
            assertThat(series.recent().size()).isEqualTo(90);
            assertThat(series.recent().end()).isEqualTo(Instant.parse("2026-11-23T14:07:00Z"));
            assertThat(series.earlier()).hasSize(7).allMatch(day -> day.size() == 90);
        }
    }

    @Test
    void tellsMetricsOfProvidersMethodsServicesAndTheBusiness() {
        assertThat(read(Capability.PAYMENTS_METRICS).series())
                .extracting(series -> series.subject().name() + " " + series.metric())
                .contains("Kestrelpay failure_ratio", "Haldencard attempts", "wallet payments failures");
        assertThat(read(Capability.PAYMENTS_METRICS).series())
                .filteredOn(series -> series.metric().equals("failure_ratio")
                        && series.subject().kind() == Subject.Kind.PROVIDER)
                .hasSize(3)
                .allMatch(series -> series.unit() == Series.Unit.RATIO && series.bad() == Series.Bad.UP);
        assertThat(read(Capability.REVENUE_METRICS).series())
                .filteredOn(series -> series.unit() == Series.Unit.MONEY_MINOR)
                .hasSize(3)
                .allMatch(series -> series.currency().equals(Optional.of(Currency.getInstance("USD"))));
        assertThat(read(Capability.ERRORS_COUNTS).series())
                .extracting(series -> series.subject())
                .contains(Subject.service("payments-api"), Subject.service("search-api"));
    }

    @Test
    void letsADrillSeeTheTroubleAndTheDeployBeforeIt() {
        Series ratio = read(Capability.PAYMENTS_METRICS).series().stream()
                .filter(series -> series.subject().equals(Subject.provider("Haldencard"))
                        && series.metric().equals("failure_ratio"))
                .findFirst()
                .orElseThrow();
        double[] values = ratio.recent().values();
        assertThat(mean(Arrays.copyOfRange(values, 77, 90))).isGreaterThan(0.25);
        assertThat(mean(Arrays.copyOfRange(values, 0, 74))).isLessThan(0.1);

        assertThat(read(Capability.DEPLOYS_RECENT).changes())
                .filteredOn(change -> change.at().isAfter(NOW.minus(Duration.ofMinutes(20))))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Change.Kind.DEPLOY);
                    assertThat(change.service()).contains("payments-api");
                    assertThat(change.link()).isPresent();
                });
    }

    @Test
    void answersFiveWeeksOfHoursForEveryMetricAtOnce() {
        Instant to = Instant.parse("2026-11-23T14:00:00Z");
        Instant from = to.minus(Duration.ofDays(35));
        long started = System.nanoTime();
        for (Capability capability : METRICS) {
            Query query = new Query(capability, from, to, Duration.ofHours(1), 0);
            Reading.Found found = (Reading.Found)
                    sources.instruments().serving(capability).getFirst().read(query);

            assertThat(found.facts().series())
                    .isNotEmpty()
                    .allMatch(series -> series.recent().size() == 35 * 24);
            assertThat(found.origin().result().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200_000);
        }
        // A second is what it may take; it takes a third of one when the machine does nothing else.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void addsUpInHoursToWhatItSaysOfTheMinutes() {
        Instant to = Instant.parse("2026-11-23T14:00:00Z");
        for (Capability capability : METRICS) {
            List<Series> minutes = series(capability, to, Duration.ofMinutes(1));
            List<Series> hours = series(capability, to, Duration.ofHours(1));

            assertThat(hours).hasSameSizeAs(minutes);
            for (int i = 0; i < hours.size(); i++) {
                Series hourly = hours.get(i);
                if (hourly.unit() != Series.Unit.RATIO && !hourly.metric().equals("active_users")) {
                    double sum = minutes.get(i).recent().present().sum();
                    assertThat(hourly.recent().present().sum()).isEqualTo(sum);
                }
            }
        }
    }

    private List<Series> series(Capability capability, Instant to, Duration step) {
        Query query = new Query(capability, to.minus(Duration.ofHours(3)), to, step, 0);
        Reading reading = sources.instruments().serving(capability).getFirst().read(query);
        return ((Reading.Found) reading).facts().series();
    }

    @Test
    void definesMetricsByTheSeriesThatItGives() {
        Set<String> given = METRICS.stream()
                .flatMap(capability -> read(capability).series().stream())
                .map(Series::metric)
                .collect(Collectors.toSet());

        assertThat(read(Capability.METRICS_DEFINITIONS).definitions())
                .hasSize(7)
                .allSatisfy(definition -> {
                    assertThat(given).contains(definition.numerator(), definition.denominator());
                    assertThat(definition.deviation().isPresent())
                            .isEqualTo(definition.kind() == MetricDefinition.Kind.MEAN);
                });
    }

    @Test
    void judgesExperimentsByMetricsThatItDefines() {
        Set<String> defined = read(Capability.METRICS_DEFINITIONS).definitions().stream()
                .map(MetricDefinition::name)
                .collect(Collectors.toSet());

        assertThat(read(Capability.EXPERIMENTS_RESULTS).experiments())
                .extracting(Experiment::id)
                .containsExactly(
                        "annual-plan-banner", "checkout-trust-badges", "onboarding-checklist", "trial-reminders");
        assertThat(read(Capability.EXPERIMENTS_RESULTS).experiments())
                .flatExtracting(Experiment::arms)
                .allSatisfy(arm -> assertThat(arm.outcomes())
                        .isNotEmpty()
                        .allMatch(outcome -> defined.contains(outcome.metric())));
    }

    @Test
    void tellsOfRunsAndFreezesThatAreStillToCome() {
        Query ahead = new Query(Capability.CHANGES_FREEZES, NOW, NOW.plus(Duration.ofDays(7)), Duration.ofHours(1), 0);
        Reading.Found freezes = (Reading.Found) sources.instruments()
                .serving(Capability.CHANGES_FREEZES)
                .getFirst()
                .read(ahead);
        assertThat(freezes.facts().freezes())
                .extracting(Freeze::from)
                .containsExactly(Instant.parse("2026-11-29T22:00:00Z"));

        Query day = new Query(
                Capability.AUTOMATIONS_RUNS,
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(1)),
                Duration.ofHours(1),
                0);
        Reading.Found runs = (Reading.Found) sources.instruments()
                .serving(Capability.AUTOMATIONS_RUNS)
                .getFirst()
                .read(day);
        assertThat(runs.facts().runs())
                .allMatch(run -> (run.status() == AutomationRun.Status.QUEUED)
                        == run.at().isAfter(NOW))
                .extracting(AutomationRun::name)
                .contains("Dunning emails", "Trial-expiry nudges", "Refund retries", "Warehouse sync");
    }

    @Test
    void changesItsScenarioByTheControlEndpoint() throws Exception {
        HttpResponse<String> answer = post("{\"scenario\":\"healthy\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(company.scenario()).isEqualTo(Scenario.HEALTHY);
        Reading incidents = sources.instruments()
                .serving(Capability.INCIDENTS_OPEN)
                .getFirst()
                .read(query(Capability.INCIDENTS_OPEN));
        assertThat(incidents).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void refusesControlByAWebPageAndWhatIsNoScenario() throws Exception {
        assertThat(post("{\"scenario\":\"healthy\"}", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(post("{\"scenario\":\"flood\"}", "application/json").body())
                .contains("healthy, bad-deploy, provider-outage");
        assertThat(post("not json", "application/json").statusCode()).isEqualTo(400);
        HttpRequest page = HttpRequest.newBuilder(control())
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{\"scenario\":\"healthy\"}"))
                .build();
        assertThat(send(page).statusCode()).isEqualTo(403);
        assertThat(company.scenario()).isEqualTo(Scenario.BAD_DEPLOY);
    }

    @Test
    void offersEveryToolThatItsConfigurationBinds() {
        assertThat(sources.health()).extracting(ServerHealth::state).containsOnly(new ServerHealth.State.NotAsked());

        assertThat(sources.check(Duration.ofSeconds(5))).singleElement().satisfies(health -> {
            assertThat(health.server()).isEqualTo("demo");
            assertThat(((ServerHealth.State.Ok) health.state()).tools())
                    .contains("deploys_recent", "deploys_rollback", "changes_revert", "experiments_pause");
        });
        assertThat(sources.health()).allMatch(ServerHealth::isOk);
    }

    @Test
    void saysWhenItsPortIsTaken() {
        assertThatThrownBy(() -> DemoCompany.start(
                        Scenario.HEALTHY, 1, CLOCK, company.url().getPort()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on port " + company.url().getPort());
    }

    private Facts read(Capability capability) {
        Reading reading = sources.instruments().serving(capability).getFirst().read(query(capability));
        return ((Reading.Found) reading).facts();
    }

    private static Query query(Capability capability) {
        boolean metrics = capability.key().endsWith(".metrics") || capability == Capability.ERRORS_COUNTS;
        Instant to = Instant.parse("2026-11-23T14:07:00Z");
        Duration length = metrics ? Duration.ofMinutes(90) : Duration.ofDays(7);
        return new Query(capability, to.minus(length), to, Duration.ofMinutes(1), metrics ? 7 : 0);
    }

    private URI control() {
        return company.url().resolve("/scenario");
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return send(HttpRequest.newBuilder(control())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElseThrow();
    }
}
