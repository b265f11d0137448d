package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.Incidents.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class IncidentsTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T14:07:30Z");
    private static final Instant ONSET = new Story(Scenario.HEALTHY, ANCHOR).onset();
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    @Test
    void opensIncidentsSomeMinutesAfterTheTroubleBegan() {
        Incidents outage = incidents(1, Scenario.PROVIDER_OUTAGE);

        assertThat(outage.open(ONSET.plus(Duration.ofMinutes(4)))).isEmpty();
        assertThat(outage.open(ANCHOR)).extracting(Incident::about).containsExactly("payments-api", "Kestrelpay");
        assertThat(incidents(1, Scenario.HEALTHY).open(ANCHOR)).isEmpty();
        assertThat(incidents(1, Scenario.BAD_DEPLOY).open(ANCHOR))
                .extracting(Incident::kind)
                .containsExactly("service");
    }

    @Test
    void leavesTheIncidentsOfTheStoryOpenHoweverLongItGoesOn() {
        Instant later = ANCHOR.plus(Duration.ofDays(3));

        assertThat(incidents(1, Scenario.BAD_DEPLOY).between(ANCHOR, later, later))
                .anySatisfy(incident -> {
                    assertThat(incident.title()).isEqualTo("Card payments are failing");
                    assertThat(incident.mitigatedAt()).isEmpty();
                    assertThat(incident.resolvedAt()).isEmpty();
                });
    }

    @Property(tries = 100)
    void resolvesWhatHappensInTheNightOneNightInThree(@ForAll long seed) {
        List<Incident> all =
                incidents(seed, Scenario.HEALTHY).between(ANCHOR.minus(FORTNIGHT.multipliedBy(4)), ANCHOR, ANCHOR);

        assertThat(all).hasSizeBetween(4, 36).allSatisfy(incident -> {
            Instant mitigated = incident.mitigatedAt().orElseThrow();
            assertThat(mitigated).isAfter(incident.startedAt());
            assertThat(incident.resolvedAt().orElseThrow()).isAfter(mitigated);
            assertThat(incident.status()).isEqualTo("resolved");
        });
    }

    @Property(tries = 100)
    void knowsOfAnIncidentOnlyWhatHasHappenedByNow(@ForAll long seed) {
        Incidents healthy = incidents(seed, Scenario.HEALTHY);
        Incident one = healthy.between(ANCHOR.minus(FORTNIGHT.multipliedBy(4)), ANCHOR, ANCHOR)
                .getFirst();
        Instant mitigated = one.mitigatedAt().orElseThrow();
        Instant resolved = one.resolvedAt().orElseThrow();

        assertThat(healthy.open(one.startedAt().minusSeconds(1))).isEmpty();
        assertThat(healthy.open(mitigated.minusSeconds(1))).singleElement().satisfies(open -> {
            assertThat(open.status()).isEqualTo("investigating");
            assertThat(open.mitigatedAt()).isEmpty();
        });
        assertThat(healthy.open(mitigated)).extracting(Incident::status).containsExactly("monitoring");
        assertThat(healthy.open(resolved)).isEmpty();
        assertThat(healthy.between(resolved, ANCHOR, ANCHOR)).doesNotContain(one);
        assertThat(healthy.between(resolved.minusSeconds(1), ANCHOR, ANCHOR)).contains(one);
    }

    @Property(tries = 100)
    void isCalmBeforeAndAfterTheTroubleOfAStoryBegins(@ForAll long seed, @ForAll Scenario scenario) {
        Instant night = Instant.parse("2026-11-23T02:30:00Z");
        Nights nights = new Nights(new Noise(seed), new Story(scenario, night));

        nights.on(Math.floorDiv(Clocks.minute(night), Clocks.MINUTES_A_DAY))
                .ifPresent(stretch -> assertThat(Clocks.instant(stretch.from())).isAfter(night.plusSeconds(30 * 60)));
    }

    @Property(tries = 100)
    void showsABadNightInTheErrorsOfItsService(@ForAll long seed) {
        Story story = new Story(Scenario.HEALTHY, ANCHOR);
        Nights nights = new Nights(new Noise(seed), story);
        Nights.Stretch stretch = LongStream.range(20_700, 20_780)
                .mapToObj(nights::on)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        Simulation simulation = new Simulation(new Noise(seed), story);

        long bad = errors(simulation, stretch.service(), stretch.from(), stretch.to());
        long before = errors(simulation, stretch.service(), stretch.from() - 60, stretch.from());
        assertThat((double) bad / (stretch.to() - stretch.from())).isGreaterThan(3 + before / 60.0);
    }

    private static long errors(Simulation simulation, Service service, long from, long to) {
        return LongStream.range(from, to)
                .map(minute -> simulation.exceptions(service, minute))
                .sum();
    }

    private static Incidents incidents(long seed, Scenario scenario) {
        Story story = new Story(scenario, ANCHOR);
        return new Incidents(story, new Nights(new Noise(seed), story));
    }
}
