package dev.opspilot.rituals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private final ManualWaits time = new ManualWaits(Instant.parse("2026-11-24T08:00:00Z"));
    private final RecentEvents recent = new RecentEvents(time);

    @Test
    void anEventIsKnownForTenMinutes() {
        assertThat(recent.add("Ev1")).isTrue();
        time.pass(Duration.ofMinutes(9));
        assertThat(recent.add("Ev1")).isFalse();
        assertThat(recent.add("Ev2")).isTrue();

        time.pass(Duration.ofMinutes(1));

        assertThat(recent.add("Ev1")).isTrue();
        assertThat(recent.add("Ev2")).isFalse();
    }

    @Test
    void aFloodPushesTheOldestOut() {
        for (int i = 0; i <= 4_096; i++) {
            assertThat(recent.add("Ev" + i)).isTrue();
        }

        assertThat(recent.add("Ev4096")).isFalse();
        assertThat(recent.add("Ev0")).isTrue();
    }
}
