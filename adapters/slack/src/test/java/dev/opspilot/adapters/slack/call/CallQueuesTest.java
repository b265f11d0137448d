package dev.opspilot.adapters.slack.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallQueuesTest {
    private final ManualWaits time = new ManualWaits(Views.START);
    private final CallQueues queues = new CallQueues(time, time);
    private final List<String> made = new ArrayList<>();

    private void submit(SlackMethod method, String name, boolean ends) {
        queues.submit(method, "T1", "C1", () -> ends, () -> made.add(name));
    }

    @Test
    void whatEndsAMessageGoesBeforeWhatGoesOn() {
        for (int i = 0; i < SlackMethod.UPDATE.burst(); i++) {
            submit(SlackMethod.UPDATE, "before", false);
        }
        submit(SlackMethod.UPDATE, "one", false);
        submit(SlackMethod.UPDATE, "two", false);
        submit(SlackMethod.UPDATE, "end", true);
        submit(SlackMethod.UPDATE, "another end", true);
        time.pass(Duration.ofMinutes(1));

        assertThat(made.subList(SlackMethod.UPDATE.burst(), made.size()))
                .containsExactly("end", "another end", "one", "two");
    }

    @Test
    void aQueueIsOpenWhileACallWouldGoAtOnce() {
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T1")).isTrue();
        for (int i = 0; i < SlackMethod.START_STREAM.burst(); i++) {
            submit(SlackMethod.START_STREAM, "a stream", false);
        }
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T1")).isFalse();
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T2")).isTrue();

        time.pass(Duration.ofMinutes(1));
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T1")).isTrue();
        queues.pause(SlackMethod.START_STREAM, "T1", Duration.ofSeconds(30));
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T1")).isFalse();
        time.pass(Duration.ofSeconds(30));
        assertThat(queues.isOpen(SlackMethod.START_STREAM, "T1")).isTrue();
    }
}
