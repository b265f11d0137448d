package dev.opspilot.adapters.slack.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.write.SurfaceRig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words to one person, when Slack is busy, broken or will not. */
class TellerTest extends SurfaceRig {
    private Teller teller;

    @BeforeEach
    void speak() {
        teller = new Teller(new DoorCalls(api()), desk());
    }

    @Test
    void aLimitIsWaitedOut() {
        slack.limit("chat.postEphemeral", 17, 1);
        CompletableFuture<Void> told = teller.tell(place("C1"), "U1", Drawn.of("hello"));
        time.pass(Duration.ofSeconds(16));
        assertThat(slack.whispers()).isEmpty();
        assertThat(slack.calls()).hasSize(1);

        time.pass(Duration.ofSeconds(2));

        assertThat(told).isCompleted();
        assertThat(slack.whispers()).extracting(FakeSlack.Whispered::text).containsExactly("hello");
    }

    @Test
    void whatSlackDoesNotTakeAsItWasDrawnGoesAsPlainText() {
        slack.refuse("chat.postEphemeral", "invalid_blocks", 1);
        CompletableFuture<Void> told =
                teller.tell(place("C1"), "U1", new Drawn("hello", List.of(Blocks.section("hello"))));
        time.settle();

        assertThat(told).isCompleted();
        assertThat(slack.whispers())
                .singleElement()
                .satisfies(each -> assertThat(each.blocks()).isEmpty());
    }

    @Test
    void whereNobodyCanBeToldItIsSaidAndNotTriedForever() {
        slack.breakDown("chat.postEphemeral", 1_000);
        slack.refuse("chat.postMessage", "restricted_action", 1);
        CompletableFuture<Void> broken = teller.tell(place("C1"), "U1", Drawn.of("hello"));
        CompletableFuture<Void> refused = teller.tell(place("D1"), "U1", Drawn.of("hello"));
        time.pass(Duration.ofHours(1));

        assertThat(broken).isCompletedExceptionally();
        assertThat(refused).isCompletedExceptionally();
        assertThat(slack.calls("chat.postEphemeral")).hasSizeLessThan(10);
    }
}
