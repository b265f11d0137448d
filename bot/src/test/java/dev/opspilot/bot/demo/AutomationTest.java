package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.Automation.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AutomationTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant SIX = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void queuesRunsAndFinishesByTheClock() {
        assertThat(dunning(SIX.minusSeconds(1))).extracting(Run::status).containsExactly("queued");
        assertThat(dunning(SIX)).extracting(Run::status).containsExactly("running");
        assertThat(dunning(SIX.plusSeconds(3600))).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo("finished");
            assertThat(run.at()).isBetween(SIX.plusSeconds(540), SIX.plusSeconds(1080));
        });
        assertThat(dunning(SIX))
                .extracting(Run::id)
                .isEqualTo(dunning(SIX.minusSeconds(1)).stream().map(Run::id).toList());
    }

    private static List<Run> dunning(Instant now) {
        return Automation.DUNNING
                .runs(new Noise(1), story(Scenario.HEALTHY), SIX.minusSeconds(60), SIX.plusSeconds(7200), now)
                .toList();
    }

    @Property(tries = 50)
    void failsRefundsWhilePaymentsAreInTroubleAndFewRunsOtherwise(@ForAll long seed) {
        Instant now = ANCHOR.plus(Duration.ofDays(2));

        assertThat(runs(seed, Scenario.BAD_DEPLOY, ANCHOR, now))
                .filteredOn(run -> run.name().equals("Refund retries"))
                .hasSizeGreaterThan(8)
                .allMatch(run -> run.status().equals("failed"));
        assertThat(runs(seed, Scenario.HEALTHY, ANCHOR.minus(Duration.ofDays(2)), now))
                .filteredOn(run -> run.status().equals("failed"))
                .hasSizeLessThan(12);
    }

    private static List<Run> runs(long seed, Scenario scenario, Instant from, Instant now) {
        return Arrays.stream(Automation.values())
                .flatMap(each -> each.runs(new Noise(seed), story(scenario), from, now, now))
                .toList();
    }

    private static Story story(Scenario scenario) {
        return new Story(scenario, ANCHOR);
    }
}
