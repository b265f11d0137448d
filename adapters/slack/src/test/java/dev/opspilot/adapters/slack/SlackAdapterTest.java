package dev.opspilot.adapters.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.adapters.slack.write.SurfaceRig;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole adapter with real threads and real time. */
class SlackAdapterTest {
    @Test
    void manyAtOnceAreAllShownInTheirLastState() throws Exception {
        try (SlackDoor door = new SlackDoor(InstantSource.system())) {
            ConcurrentLinkedQueue<CompletableFuture<Void>> shown = new ConcurrentLinkedQueue<>();
            List<Thread> sessions = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                SessionId id = new SessionId("s-" + i);
                var place = SurfaceRig.place("C" + i);
                sessions.add(Thread.ofVirtual().start(() -> {
                    shown.add(door.adapter.surface().show(Views.begun(id, place)));
                    shown.add(door.adapter.surface().show(Views.working(id, place, 9)));
                    shown.add(door.adapter.surface().show(Views.done(id, place)));
                }));
            }
            for (Thread session : sessions) {
                session.join();
            }
            CompletableFuture.allOf(shown.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

            for (int i = 0; i < 10; i++) {
                assertThat(door.slack.messages("C" + i))
                        .singleElement()
                        .extracting(SurfaceRig::headline)
                        .asString()
                        .endsWith("done");
            }
        }
    }

    @Test
    void secretsDoNotShowInTheSettings() {
        SlackSettings settings = new SlackSettings(
                "the-secret", "xoxb-1", URI.create("https://slack.com/api/"), URI.create("https://ops.example.com"));

        assertThat(settings.toString()).doesNotContain("the-secret", "xoxb").contains("slack.com");
    }

    @Test
    void settingsWithoutASecretOrATokenAreRefusedByTheNameOfTheVariable() {
        URI url = URI.create("https://slack.com/api/");

        assertThatThrownBy(() -> new SlackSettings(" ", "xoxb-1", url, url))
                .hasMessageContaining("SLACK_SIGNING_SECRET");
        assertThatThrownBy(() -> new SlackSettings("s", "", url, url)).hasMessageContaining("SLACK_BOT_TOKEN");
    }
}
