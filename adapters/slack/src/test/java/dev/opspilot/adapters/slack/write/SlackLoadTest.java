package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two hundred sessions at once in twenty channels, streamed and posted, under Slack's tiers and in its troubles. */
class SlackLoadTest extends SurfaceRig {
    private static final int SESSIONS = 200;
    private static final int CHANNELS = 20;

    private static SessionId id(int session) {
        return new SessionId("s-" + session);
    }

    /** Every other session stands in a thread of its own, where Slack can stream it. */
    private static Place at(int session) {
        Place channel = place("C" + session % CHANNELS);
        return session / CHANNELS % 2 == 0 ? channel : channel.inThread("1700000000.%06d".formatted(session));
    }

    private SessionView now(SessionView view) {
        return new SessionViews(view).begunAt(time.instant());
    }

    /** Three calls a session are the least: begin, and an update once it is over; a stream is stopped besides. */
    private void play(SurfaceAtWork surface) {
        for (int i = 0; i < SESSIONS; i++) {
            surface.show(now(Views.begun(id(i), at(i))));
        }
        for (long version = 3; version < 23; version++) {
            time.pass(Duration.ofSeconds(3));
            for (int i = 0; i < SESSIONS; i++) {
                surface.show(now(Views.working(id(i), at(i), version)));
            }
        }
        for (int i = 0; i < SESSIONS; i++) {
            surface.show(now(new SessionViews(Views.done(id(i), at(i))).at(99)));
        }
    }

    private interface SurfaceAtWork {
        void show(SessionView view);
    }

    /** One message a session, in its last state, and no stream left open. */
    private void assertAllEnded() {
        for (int channel = 0; channel < CHANNELS; channel++) {
            List<FakeSlack.Posted> messages = slack.messages("C" + channel);
            Map<String, Long> bySession = messages.stream()
                    .collect(Collectors.groupingBy(
                            message -> message.metadata()
                                    .at("/event_payload/session_id")
                                    .asText(),
                            LinkedHashMap::new,
                            Collectors.counting()));
            assertThat(bySession)
                    .hasSize(SESSIONS / CHANNELS)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
            String name = "C" + channel;
            assertThat(messages).allSatisfy(message -> {
                assertThat(headline(message)).endsWith("done");
                assertThat(slack.isLive(name, message.ts())).isFalse();
            });
        }
    }

    @Test
    void allEndUnderTheTiersWithoutOneCallTooMany() {
        slack.keepTiers();
        List<CompletableFuture<Void>> shown = new ArrayList<>();
        play(view -> shown.add(surface.show(view)));
        time.pass(Duration.ofMinutes(15));

        assertThat(shown).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(slack.calls()).allSatisfy(call -> assertThat(call.error()).isEmpty());
        assertThat(slack.calls("chat.startStream")).hasSizeBetween(4, 60);
        assertAllEnded();
        assertThat(surface.open()).isZero();
    }

    @Test
    void stormsOfLimitsLostAnswersAndTheDeathOfANodeLoseAndDoubleNothing() {
        slack.keepTiers();
        SplittableRandom random = new SplittableRandom(4);
        List<String> methods = List.of(
                "chat.postMessage",
                "chat.update",
                "chat.startStream",
                "chat.appendStream",
                "chat.stopStream",
                "conversations.history",
                "conversations.replies");
        int[] shows = {0};
        play(view -> {
            if (++shows[0] % 40 == 0) {
                trouble(random, methods.get(random.nextInt(methods.size())));
            }
            if (shows[0] == SESSIONS * 8) {
                time.crash(); // all that the first node had in hand is gone, also what it was told
                surface = surface();
            }
            begin(view);
        });
        time.pass(Duration.ofMinutes(60));

        assertAllEnded();
        assertThat(surface.open()).isZero();
    }

    private void trouble(SplittableRandom random, String method) {
        int times = 1 + random.nextInt(4);
        switch (random.nextInt(5)) {
            case 0 -> slack.limit(method, 1 + random.nextInt(30), times);
            case 1 -> slack.breakDown(method, times);
            case 2 -> slack.dropBefore(method, times);
            case 3 -> slack.dropAfter(method, times);
            default -> slack.refuse(method, "internal_error", times);
        }
    }
}
