package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.surface.UnansweredException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack says nothing for long, neither who somebody is nor whether the bot is heard: its own three seconds are kept. */
class SilenceTest extends DoorRig {
    private static final Duration SLACK_WAITS = Duration.ofSeconds(3);

    private CountDownLatch answered = new CountDownLatch(1);

    @BeforeEach
    void silent() {
        answered = new CountDownLatch(1);
        CountDownLatch until = answered;
        door.desk.refuses(() -> {
            await(until);
            throw new UnansweredException("users.info was not answered");
        });
        for (String method : new String[] {"chat.postEphemeral", "conversations.history"}) {
            door.slack.stub(method, (_, _) -> {
                await(until);
                return FakeSlack.refusal("channel_not_found");
            });
        }
    }

    @AfterEach
    void speaks() {
        answered.countDown();
        door.slack.unstub("chat.postEphemeral");
        door.slack.unstub("conversations.history");
    }

    private static void await(CountDownLatch until) {
        try {
            assertThat(until.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCommandIsKeptAndAnsweredInTimeWithWhatIsCertain() {
        JsonNode answer = inTime(door.signer.command(door.events, "incident payments just failed", "t1", Map.of()));

        assertThat(answer.path("text").asText())
                .contains("written down: “payments just failed”", "Slack has not said yet who you are")
                .contains("/#/sessions/" + door.inbox.heard().getFirst().session())
                .doesNotContain("begun");
    }

    @Test
    void aFormIsKeptAndAnsweredInTimeWithWhatIsCertain() {
        JsonNode answer = inTime(door.signer.interaction(
                door.events,
                Submitted.form("opspilot_launch", "V1", "")
                        .option("ritual", "incident")
                        .text("intent", "payments just failed")
                        .conversation("place", "C2")
                        .json()));

        assertThat(answer.at("/view/title/text").asText()).isEqualTo("Written down");
        assertThat(door.inbox.heard()).hasSize(1);
    }

    private JsonNode inTime(HttpRequest request) {
        long begun = System.nanoTime();
        String body = door.send(request).body();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLACK_WAITS);
        return Rendered.read(body);
    }
}
