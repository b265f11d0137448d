package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ChronicleTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T14:07:30Z");
    private static final Instant ONSET = new Story(Scenario.HEALTHY, ANCHOR).onset();

    @Property(tries = 100)
    void hasHarmlessChangesOfEveryKindOnEveryDay(@ForAll long seed) {
        Chronicle healthy = chronicle(seed, Scenario.HEALTHY);
        Instant day = Instant.parse("2026-11-19T00:00:00Z");
        for (Kind kind : Kind.values()) {
            List<Event> events = healthy.events(kind, day, day.plus(Duration.ofDays(1)));
            assertThat(events).hasSizeGreaterThanOrEqualTo(2).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        }
        List<Event> week = healthy.events(Kind.DEPLOY, day.minus(Duration.ofDays(7)), day);
        assertThat(week.stream().map(Event::service).distinct().count()).isGreaterThan(3);
        Set<String> ids = new HashSet<>();
        assertThat(week).allMatch(event -> ids.add(event.id()));
    }

    @Property(tries = 100)
    void tellsOfTheBadDeployAmongOthers(@ForAll long seed) {
        Chronicle bad = chronicle(seed, Scenario.BAD_DEPLOY);
        List<Event> near = bad.events(Kind.DEPLOY, ANCHOR.minus(Duration.ofMinutes(40)), ANCHOR);

        assertThat(near).extracting(Event::service).containsExactly(Service.SEARCH, Service.PAYMENTS);
        assertThat(Duration.between(near.getLast().at(), ANCHOR))
                .isBetween(Duration.ofMinutes(12), Duration.ofMinutes(20));
        assertThat(bad.events(Kind.FLAG, ONSET, ANCHOR)).hasSize(1);
        assertThat(bad.events(Kind.DEPLOY, ANCHOR.minus(Duration.ofDays(4)), ANCHOR))
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @Property(tries = 100)
    void knowsOfNoDeployNearTheOutage(@ForAll long seed) {
        Chronicle outage = chronicle(seed, Scenario.PROVIDER_OUTAGE);

        assertThat(outage.events(Kind.DEPLOY, ONSET.minus(Duration.ofHours(3)), ANCHOR))
                .isEmpty();
        assertThat(outage.events(Kind.DEPLOY, ANCHOR.minus(Duration.ofDays(4)), ANCHOR))
                .hasSizeGreaterThanOrEqualTo(15);
    }

    private static Chronicle chronicle(long seed, Scenario scenario) {
        return new Chronicle(new Noise(seed), new Story(scenario, ANCHOR));
    }
}
