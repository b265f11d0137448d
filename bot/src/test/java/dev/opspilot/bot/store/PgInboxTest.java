package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.store.PgInbox.Kind;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PgInboxTest {
    private final Database database = TestDatabase.open();
    private final PgInbox inbox = new PgInbox(database);
    private final List<Heard> handed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        inbox.start(handed::add);
    }

    @AfterEach
    void close() {
        inbox.close();
        database.close();
    }

    private static Heard said(String key) {
        return new Heard.Said(
                new HeardKey(key),
                SampleLog.ADA,
                SampleLog.CHANNEL,
                new SessionId("s-" + key),
                RitualName.INCIDENT,
                "payments just failed",
                Optional.empty());
    }

    @Test
    void takesAThingOnceHoweverOftenItIsDelivered() {
        assertThat(inbox.accept(said("a"))).isTrue();
        assertThat(inbox.accept(said("a"))).isFalse();

        assertThat(handed).containsExactly(said("a"));
    }

    @Test
    void takesOneOfManyThatArriveAtTheSameMoment() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> inbox.accept(said("k" + i % 100)))
                    .toList();
            long fresh = 0;
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                fresh += each.get() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(100);
        }
        assertThat(handed).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void handsOutAgainWhatWasNotHandledAndNothingElse() {
        Heard pressed = new Heard.Pressed(
                new HeardKey("b"),
                SampleLog.ADA,
                SampleLog.CHANNEL.inThread("1.2"),
                new SessionId("s1"),
                new Heard.Button.Why(new FindingId("f1")));
        inbox.accept(said("a"));
        inbox.accept(pressed);
        inbox.handled(said("a"));

        assertThat(inbox.unhandled(Kind.GOES_ON, Duration.ZERO, 10, List.of())).containsExactly(pressed);
        assertThat(inbox.unhandled(Kind.GOES_ON, Duration.ofMinutes(1), 10, List.of()))
                .isEmpty();
    }

    /** A flood of what begins sessions does not stand before what people decide and order. */
    @Test
    void keepsApartWhatBeginsASessionAndWhatMustNotWaitForRoom() {
        for (int i = 0; i < 150; i++) {
            inbox.accept(said("k" + i));
        }
        Heard halt = new Heard.Ordered(
                new HeardKey("halt"), SampleLog.ADA, SampleLog.CHANNEL, new Command.Order(Command.Topic.HALT, ""));
        inbox.accept(halt);

        assertThat(inbox.unhandled(Kind.GOES_ON, Duration.ZERO, 100, List.of())).containsExactly(halt);
        assertThat(inbox.unhandled(Kind.GOES_ON, Duration.ZERO, 100, List.of(halt.key())))
                .isEmpty();
        assertThat(inbox.unhandled(Kind.BEGINS, Duration.ZERO, 100, List.of()))
                .hasSize(100)
                .allSatisfy(each -> assertThat(Kind.of(each)).isEqualTo(Kind.BEGINS));
    }

    @Test
    void whatWaitsIsGivenUpByItsAgeAndNotByTries() {
        inbox.accept(said("a"));

        for (int i = 0; i < 10; i++) {
            assertThat(inbox.givenUpAfter(said("a"), Duration.ofMinutes(2))).isFalse();
        }
        assertThat(inbox.unhandled(Kind.BEGINS, Duration.ZERO, 10, List.of())).containsExactly(said("a"));

        database.jdbi().useHandle(handle -> handle.execute("update heard set heard_at = now() - interval '3 minutes'"));
        assertThat(inbox.givenUpAfter(said("a"), Duration.ofMinutes(2))).isTrue();
        assertThat(inbox.givenUpAfter(said("a"), Duration.ofMinutes(2))).isFalse();
        assertThat(inbox.unhandled(Kind.BEGINS, Duration.ZERO, 10, List.of())).isEmpty();
    }

    @Test
    void givesUpOnWhatFailsAgainAndAgainAndOnWhatCannotBeRead() {
        inbox.accept(said("a"));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into heard (key, session_id, body) values ('odd', 's', '{\"type\":\"Sung\"}')"));

        for (int i = 0; i < 5; i++) {
            assertThat(inbox.unhandled(Kind.BEGINS, Duration.ZERO, 10, List.of()))
                    .containsExactly(said("a"));
            inbox.failed(said("a"));
        }

        assertThat(inbox.unhandled(Kind.BEGINS, Duration.ZERO, 10, List.of())).isEmpty();
    }
}
