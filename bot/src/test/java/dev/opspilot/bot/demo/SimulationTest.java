package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SimulationTest {
    private static final long DAY = Clocks.MINUTES_A_DAY;

    @Property(tries = 100)
    void saysTheSameOfAMinuteWheneverItIsAsked(
            @ForAll long seed, @ForAll("anchors") Instant anchor, @ForAll Scenario scenario) {
        long minute = Clocks.minute(anchor) - Math.floorMod(seed, 21 * DAY);

        assertThat(figures(simulation(seed, scenario, anchor), minute))
                .isEqualTo(figures(simulation(seed, scenario, anchor), minute));
    }

    @Property(tries = 50)
    void isTheSameInEveryScenarioUntilTheTroubleBegins(@ForAll long seed, @ForAll("anchors") Instant anchor) {
        long onset = Clocks.minute(new Story(Scenario.HEALTHY, anchor).onset());
        for (long minute : List.of(onset - 1, onset - 90, onset - 7 * DAY)) {
            List<Long> healthy = figures(simulation(seed, Scenario.HEALTHY, anchor), minute);
            assertThat(figures(simulation(seed, Scenario.BAD_DEPLOY, anchor), minute))
                    .isEqualTo(healthy);
            assertThat(figures(simulation(seed, Scenario.PROVIDER_OUTAGE, anchor), minute))
                    .isEqualTo(healthy);
        }
    }

    @Property(tries = 50)
    void breaksCardsAtEveryProviderInTheBadDeployAndNothingElse(@ForAll long seed, @ForAll("anchors") Instant anchor) {
        Simulation bad = simulation(seed, Scenario.BAD_DEPLOY, anchor);
        Simulation healthy = simulation(seed, Scenario.HEALTHY, anchor);
        long to = Clocks.minute(anchor);
        long from = to - 13;

        assertThat(failureRatio(bad, Provider.KESTRELPAY, from, to)).isGreaterThan(0.25);
        assertThat(failureRatio(bad, Provider.HALDENCARD, from, to)).isGreaterThan(0.25);
        assertThat(sum(minute -> bad.failures(Provider.FERNWALLET, minute), from, to))
                .isEqualTo(sum(minute -> healthy.failures(Provider.FERNWALLET, minute), from, to));
        assertThat(sum(minute -> bad.exceptions(Service.PAYMENTS, minute), from, to))
                .isGreaterThan(2 * sum(minute -> healthy.exceptions(Service.PAYMENTS, minute), from, to));
        assertThat(sum(minute -> bad.upstreamTimeouts(Service.PAYMENTS, minute), from, to))
                .isEqualTo(sum(minute -> healthy.upstreamTimeouts(Service.PAYMENTS, minute), from, to));
        assertThat(sum(bad::orders, from, to)).isLessThan(sum(healthy::orders, from, to));
        assertThat(sum(bad::revenueMinor, from, to)).isLessThan(sum(healthy::revenueMinor, from, to));
        assertThat(sum(bad::signUps, from, to)).isEqualTo(sum(healthy::signUps, from, to));
    }

    @Property(tries = 50)
    void failsOneProviderInTheOutageAndMakesItsCallerTimeOut(@ForAll long seed, @ForAll("anchors") Instant anchor) {
        Simulation outage = simulation(seed, Scenario.PROVIDER_OUTAGE, anchor);
        Simulation healthy = simulation(seed, Scenario.HEALTHY, anchor);
        long to = Clocks.minute(anchor);
        long from = to - 13;

        assertThat(failureRatio(outage, Provider.KESTRELPAY, from, to)).isGreaterThan(0.5);
        for (Provider fine : List.of(Provider.HALDENCARD, Provider.FERNWALLET)) {
            assertThat(sum(minute -> outage.failures(fine, minute), from, to))
                    .isEqualTo(sum(minute -> healthy.failures(fine, minute), from, to));
        }
        assertThat(sum(minute -> outage.upstreamTimeouts(Service.PAYMENTS, minute), from, to))
                .isGreaterThan(3 * sum(minute -> healthy.upstreamTimeouts(Service.PAYMENTS, minute), from, to));
        assertThat(sum(minute -> outage.exceptions(Service.PAYMENTS, minute), from, to))
                .isEqualTo(sum(minute -> healthy.exceptions(Service.PAYMENTS, minute), from, to));
    }

    @Property(tries = 50)
    void staysWithinItsNoiseWhenHealthy(@ForAll long seed, @ForAll("anchors") Instant anchor) {
        Simulation healthy = simulation(seed, Scenario.HEALTHY, anchor);
        long to = Clocks.minute(anchor);
        for (Provider provider : Provider.values()) {
            long attempts = sum(minute -> healthy.attempts(provider, minute), to - 90, to);
            long failures = sum(minute -> healthy.failures(provider, minute), to - 90, to);
            double expected = attempts * provider.usualFailures();
            assertThat((double) failures)
                    .isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
        }
    }

    @Property(tries = 20)
    void showsTheDayAndTheWeek(@ForAll long seed) {
        Simulation healthy = simulation(seed, Scenario.HEALTHY, Instant.parse("2026-11-23T12:00:00Z"));
        long wednesday = Clocks.minute(Instant.parse("2026-11-18T00:00:00Z"));
        long saturday = Clocks.minute(Instant.parse("2026-11-21T00:00:00Z"));

        long busy = sum(healthy::orders, wednesday + 14 * 60, wednesday + 16 * 60);
        long quiet = sum(healthy::orders, wednesday + 2 * 60, wednesday + 4 * 60);
        assertThat(busy).isGreaterThan(2 * quiet);
        assertThat(sum(healthy::activeUsers, saturday, saturday + DAY))
                .isLessThan(Math.round(0.95 * sum(healthy::activeUsers, wednesday, wednesday + DAY)));
    }

    @Property(tries = 200)
    void neverFailsMoreThanWasTried(
            @ForAll long seed,
            @ForAll("anchors") Instant anchor,
            @ForAll Scenario scenario,
            @ForAll Provider provider) {
        Simulation simulation = simulation(seed, scenario, anchor);

        for (long minute = Clocks.minute(anchor) - 20; minute < Clocks.minute(anchor); minute++) {
            assertThat(simulation.failures(provider, minute)).isBetween(0L, simulation.attempts(provider, minute));
        }
    }

    @Provide
    static Arbitrary<Instant> anchors() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        return Arbitraries.longs().between(0, Duration.ofDays(1000).toSeconds()).map(first::plusSeconds);
    }

    private static Simulation simulation(long seed, Scenario scenario, Instant anchor) {
        return new Simulation(new Noise(seed), new Story(scenario, anchor));
    }

    private static List<Long> figures(Simulation simulation, long minute) {
        return List.of(
                simulation.attempts(Provider.KESTRELPAY, minute),
                simulation.failures(Provider.KESTRELPAY, minute),
                simulation.failures(Provider.HALDENCARD, minute),
                simulation.revenueMinor(minute),
                simulation.signUps(minute),
                simulation.activeUsers(minute),
                simulation.exceptions(Service.PAYMENTS, minute),
                simulation.upstreamTimeouts(Service.PAYMENTS, minute));
    }

    private static double failureRatio(Simulation simulation, Provider provider, long from, long to) {
        return (double) sum(minute -> simulation.failures(provider, minute), from, to)
                / sum(minute -> simulation.attempts(provider, minute), from, to);
    }

    private static long sum(LongUnaryOperator perMinute, long from, long to) {
        return LongStream.range(from, to).map(perMinute).sum();
    }
}
