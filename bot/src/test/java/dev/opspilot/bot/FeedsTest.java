package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedsTest {
    private static final SessionId SESSION = new SessionId("s1");

    @Test
    void whoWatchesIsWokenByWhatRunsFromThenOn() {
        Feeds feeds = new Feeds();
        feeds.watch(SESSION, () -> {}).close();
        List<Runnable> watching = new ArrayList<>();
        List<String> woken = new ArrayList<>();
        feeds.follow((_, grown) -> {
            watching.add(grown);
            return () -> watching.remove(grown);
        });

        try (var _ = feeds.watch(SESSION, () -> woken.add("grown"))) {
            watching.forEach(Runnable::run);
        }

        assertThat(woken).containsExactly("grown");
        assertThat(watching).isEmpty();
    }
}
