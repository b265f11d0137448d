package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class SubscriptionsTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T14:07:30Z");
    private static final long NOW = Clocks.minute(ANCHOR);
    private static final long DAY = Clocks.MINUTES_A_DAY;

    @Property(tries = 100)
    void neverHasMoreOfAPartThanOfItsWhole(@ForAll long seed, @ForAll Scenario scenario) {
        Simulation simulation = new Simulation(new Noise(seed), new Story(scenario, ANCHOR));
        Subscriptions people = new Subscriptions(simulation);
        for (long minute = NOW - 20; minute < NOW; minute++) {
            assertThat(people.activations(minute)).isBetween(0L, simulation.signUps(minute));
            assertThat(people.retained(minute)).isBetween(0L, people.returningBase(minute));
            assertThat(people.trialsConverted(minute)).isBetween(0L, people.trialsEnded(minute));
            assertThat(simulation.orders(minute)).isBetween(0L, simulation.checkoutStarts(minute));
        }
    }

    @Property(tries = 20)
    void takesMoreMoneyOfNewCustomersThanItLoses(@ForAll long seed) {
        Subscriptions people = people(seed, Scenario.HEALTHY);

        double gained = sum(people::newMinor, NOW - DAY, NOW);
        double lost = sum(people::churnedMinor, NOW - DAY, NOW);
        assertThat(lost).isBetween(0.3 * gained, 0.9 * gained);
        assertThat(sum(people::retained, NOW - DAY, NOW) / (double) sum(people::returningBase, NOW - DAY, NOW))
                .isBetween(0.57, 0.65);
    }

    @Property(tries = 20)
    void losesNewCustomersWherePaymentsFailAndNobodyElse(@ForAll long seed) {
        Subscriptions healthy = people(seed, Scenario.HEALTHY);
        Subscriptions outage = people(seed, Scenario.PROVIDER_OUTAGE);
        long after = NOW + DAY;

        assertThat(sum(outage::trialsConverted, NOW, after))
                .isLessThan(Math.round(0.8 * sum(healthy::trialsConverted, NOW, after)));
        assertThat(sum(outage::retained, NOW, after)).isEqualTo(sum(healthy::retained, NOW, after));
        assertThat(sum(outage::churnedMinor, NOW, after)).isEqualTo(sum(healthy::churnedMinor, NOW, after));
        assertThat(sum(outage::newMinor, NOW - DAY, NOW - 15)).isEqualTo(sum(healthy::newMinor, NOW - DAY, NOW - 15));
    }

    private static Subscriptions people(long seed, Scenario scenario) {
        return new Subscriptions(new Simulation(new Noise(seed), new Story(scenario, ANCHOR)));
    }

    private static long sum(LongUnaryOperator perMinute, long from, long to) {
        return LongStream.range(from, to).map(perMinute).sum();
    }
}
