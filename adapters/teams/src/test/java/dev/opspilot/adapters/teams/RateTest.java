package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However calls arrive, no stretch of time holds more than is allowed, and nobody waits longer than that needs. */
class RateTest {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    @Property(tries = 200)
    void noStretchHoldsMoreThanIsAllowed(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 1_500) Integer> pauses) {
        Rate rate = new Rate(Rate.THREAD);
        List<Instant> went = new ArrayList<>();
        Instant now = START;
        for (int pause : pauses) {
            Instant asked = now.plusMillis(pause);
            now = rate.opens(asked);
            assertThat(now).isAfterOrEqualTo(asked);
            rate.count(now);
            went.add(now);
        }
        for (Rate.Limit limit : Rate.THREAD) {
            for (int i = limit.calls(); i < went.size(); i++) {
                assertThat(went.get(i))
                        .isAfterOrEqualTo(went.get(i - limit.calls()).plus(limit.within()));
            }
        }
    }

    @Property(tries = 50)
    void whoIsAloneNeverWaits(@ForAll @IntRange(min = 2_200, max = 100_000) int pause) {
        Rate rate = new Rate(Rate.THREAD);
        Instant now = START;
        for (int i = 0; i < 500; i++) {
            assertThat(rate.opens(now)).isEqualTo(now);
            rate.count(now);
            now = now.plusMillis(pause);
        }
    }
}
