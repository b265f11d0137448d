package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionStore.Logged;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OrchestratorTest {
    private static final SessionId ID = new SessionId("s1");
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId TWO = new NodeId("two");
    /** Longer than a busy machine may take, in seconds. */
    private static final int WAIT = 30;

    private static final Heard SAID = new Heard.Said(
            new HeardKey("k1"),
            SampleLog.ADA,
            SampleLog.CHANNEL,
            ID,
            RitualName.INCIDENT,
            "payments just failed",
            Optional.empty());

    private final MemorySessionStore store = new MemorySessionStore();
    private final RecordingSurface surface = new RecordingSurface();
    private @Nullable Orchestrator running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private Orchestrator start(NodeId node, Instrument... instruments) {
        return start(node, List.of(Duration.ofMinutes(1)), instruments);
    }

    private Orchestrator start(NodeId node, List<Duration> shownAgain, Instrument... instruments) {
        Instruments all = new Instruments(List.of(instruments));
        Orchestrator orchestrator = new Orchestrator(
                node,
                store,
                new Lifecycle(List.of(new TestRitual()), all, Minds.NONE),
                all,
                Minds.NONE,
                Actuators.NONE,
                Governance.ASKING,
                List.of(surface),
                _ -> {},
                InstantSource.system(),
                shownAgain);
        orchestrator.start();
        running = orchestrator;
        return orchestrator;
    }

    @Test
    void runsASessionToItsEndAndShowsItsLastState() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));

        assertThat(orchestrator.hear(SAID).get(WAIT, TimeUnit.SECONDS)).isTrue();

        SessionView last = surface.awaitEnd(ID);
        assertThat(last.status()).isEqualTo(Status.DONE);
        assertThat(last.findings()).hasSize(1);
        assertThat(last.receipts()).extracting(Receipt::outcome).containsExactly(Outcome.FOUND);
        surface.awaitSettled(store, ID);
    }

    @Test
    void anEndThatCannotBeShownIsSaidSoAtOnceAndShownAgain() throws Exception {
        surface.closed(1);
        Orchestrator orchestrator = start(ONE, List.of(Duration.ofHours(1)), new Answering("billing", _ -> found("b")));
        var _ = orchestrator.hear(SAID);
        awaitUndelivered("It could not be posted: The channel is archived.");
        assertThat(store.isSettled(ID)).isFalse();
        orchestrator.close();

        start(ONE, List.of(), new Answering("billing", _ -> found("b"))).reap();
        surface.awaitEnd(ID);
        surface.awaitSettled(store, ID);
        assertThat(store.undelivered(ID)).isEmpty();
    }

    @Test
    void anEndIsShownAgainAfterAWhileAndGivenUpInTheEnd() throws Exception {
        surface.closed(2);
        Orchestrator orchestrator = start(
                ONE, List.of(Duration.ofMillis(1), Duration.ofMillis(1)), new Answering("billing", _ -> found("b")));
        var _ = orchestrator.hear(SAID);
        surface.awaitEnd(ID);
        surface.awaitSettled(store, ID);
        assertThat(store.undelivered(ID)).isEmpty();
        orchestrator.close();

        store.unsettle(ID);
        surface.closed(3);
        start(ONE, List.of(Duration.ofMillis(1), Duration.ofMillis(1)), new Answering("billing", _ -> found("b")))
                .reap();
        surface.awaitSettled(store, ID);
        assertThat(store.undelivered(ID)).contains("The channel is archived.");
    }

    private void awaitUndelivered(String why) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT);
        while (!store.undelivered(ID).equals(why)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not said: " + store.undelivered(ID));
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void asksSideBySide() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(3);
        Function<Query, Reading> together = query -> {
            allAsked.countDown();
            return await(allAsked) ? found("x") : failed("x", "was asked alone");
        };
        Orchestrator orchestrator =
                start(ONE, new Answering("a", together), new Answering("b", together), new Answering("c", together));

        var _ = orchestrator.hear(SAID);

        assertThat(surface.awaitEnd(ID).receipts())
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.FOUND, Outcome.FOUND, Outcome.FOUND);
    }

    @Test
    void givesUpOnAnInstrumentThatHangsAndSaysSo() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Orchestrator orchestrator = start(
                ONE,
                new Answering("billing", query -> found("billing")),
                new Answering(
                        "stuck",
                        Duration.ofMillis(200),
                        query -> await(never) ? found("stuck") : failed("stuck", "interrupted")));

        var _ = orchestrator.hear(SAID);

        SessionView last = surface.awaitEnd(ID);
        assertThat(last.status()).isEqualTo(Status.DONE);
        assertThat(last.plan().getFirst().output()).contains("stuck failed: No answer within 200 ms");
        assertThat(last.receipts()).extracting(Receipt::outcome).contains(Outcome.FAILED);
    }

    @Test
    void outlivesAnInstrumentThatThrows() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("broken", query -> {
            throw new IllegalStateException("boom");
        }));

        var _ = orchestrator.hear(SAID);

        assertThat(surface.awaitEnd(ID).receipts()).extracting(Receipt::outcome).containsExactly(Outcome.FAILED);
    }

    @Test
    void failsASessionThatHasNobodyToAsk() throws Exception {
        Orchestrator orchestrator = start(ONE);

        var _ = orchestrator.hear(SAID);

        assertThat(surface.awaitEnd(ID).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void goesOnFromTheLogOfADeadNodeWithoutAskingTwice() throws Exception {
        CountDownLatch firstAnswered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Function<Query, Reading> once = query -> {
            asked.incrementAndGet();
            return found("billing");
        };
        Orchestrator dying = start(
                ONE,
                new Answering("billing", once),
                new Answering("slow", query -> await(never) ? found("slow") : failed("slow", "killed")));
        try (var watch = dying.watch(ID, () -> {
            if (store.since(ID, 0).stream().map(Logged::event).anyMatch(SessionEvent.CallAnswered.class::isInstance)) {
                firstAnswered.countDown();
            }
        })) {
            var _ = dying.hear(SAID);
            assertThat(firstAnswered.await(WAIT, TimeUnit.SECONDS)).isTrue();
        }
        dying.close();
        store.silence(ONE);

        var _ = start(TWO, new Answering("billing", once), new Answering("slow", query -> found("slow")));

        SessionView last = surface.awaitEnd(ID);
        assertThat(last.status()).isEqualTo(Status.DONE);
        assertThat(asked).hasValue(1);
        assertThat(last.receipts()).hasSize(2);
    }

    @Test
    void startsASessionOnceHoweverOftenItIsHeard() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));

        var _ = orchestrator.hear(SAID);
        var _ = orchestrator.hear(SAID);
        surface.awaitEnd(ID);
        assertThat(orchestrator.hear(SAID).get(WAIT, TimeUnit.SECONDS)).isTrue();

        assertThat(store.since(ID, 0))
                .extracting(Logged::event)
                .filteredOn(SessionEvent.Started.class::isInstance)
                .hasSize(1);
        assertThat(store.receipts(ID)).hasSize(1);
    }

    @Test
    void showsNoSessionThatIsWithdrawnBeforeItBegan() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));
        Heard withdrawn = new Heard.Signalled(
                new HeardKey("withdrawn/" + ID),
                Person.AUTOMATION,
                SampleLog.CHANNEL,
                ID,
                new Heard.Signal.Withdrawn(
                        Optional.of(new HeardKey("run/r1/drill/1")),
                        RitualName.INCIDENT,
                        "payments",
                        "Its step ran out of time."));

        assertThat(orchestrator.hear(withdrawn).get(WAIT, TimeUnit.SECONDS)).isTrue();
        surface.awaitSettled(store, ID);
        assertThat(orchestrator.hear(SAID).get(WAIT, TimeUnit.SECONDS)).isTrue();
        awaitForgotten(orchestrator);
        store.unsettle(ID);
        orchestrator.reap();
        surface.awaitSettled(store, ID);

        assertThat(surface.hasShownEnd(ID)).isFalse();
        assertThat(store.receipts(ID)).isEmpty();
    }

    @Test
    void answersWhyOfAnEndedSessionOnce() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));
        var _ = orchestrator.hear(SAID);
        surface.awaitEnd(ID);
        assertThat(orchestrator.hear(why("k2")).get(WAIT, TimeUnit.SECONDS)).isTrue();

        assertThat(surface.answers()).hasSize(1);
        assertThat(((Answer.Content.Why) surface.answers().getFirst().content())
                        .explanation()
                        .receipts())
                .hasSize(1);
        assertThat(store.since(ID, 0))
                .extracting(Logged::event)
                .filteredOn(SessionEvent.WhyAsked.class::isInstance)
                .hasSize(1);
    }

    @Test
    void remembersNothingOfAnEndedSessionEvenAfterALateQuestion() throws Exception {
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));
        var _ = orchestrator.hear(SAID);
        surface.awaitEnd(ID);
        surface.awaitSettled(store, ID);
        awaitForgotten(orchestrator);

        assertThat(orchestrator.hear(why("k2")).get(WAIT, TimeUnit.SECONDS)).isTrue();

        assertThat(surface.answers()).hasSize(1);
        awaitForgotten(orchestrator);
        assertThat(orchestrator.running()).isZero();
    }

    private static void awaitForgotten(Orchestrator orchestrator) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT);
        while (orchestrator.remembered() > 0) {
            assertThat(System.nanoTime()).as("a session is still remembered").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnWithAnAbandonedSessionWhoeverTouchesItFirst() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Orchestrator dying = start(ONE, new Answering("slow", query -> {
            asked.countDown();
            return await(never) ? found("slow") : failed("slow", "killed");
        }));
        var _ = dying.hear(SAID);
        assertThat(asked.await(WAIT, TimeUnit.SECONDS)).isTrue();
        dying.close();
        store.silence(ONE);
        store.acquire(ID, TWO);

        Orchestrator next = start(TWO, new Answering("slow", query -> found("slow")));
        assertThat(next.hear(SAID).get(WAIT, TimeUnit.SECONDS)).isTrue();

        assertThat(surface.awaitEnd(ID).receipts()).extracting(Receipt::outcome).containsExactly(Outcome.FOUND);
        assertThat(store.since(ID, 0))
                .extracting(Logged::event)
                .filteredOn(SessionEvent.TakenOver.class::isInstance)
                .hasSize(1);
    }

    @Test
    void doesNotActOnASessionOfALivingNode() throws Exception {
        store.beat(TWO);
        store.acquire(ID, TWO);
        Orchestrator orchestrator = start(ONE, new Answering("billing", query -> found("billing")));

        assertThat(orchestrator.hear(SAID).get(WAIT, TimeUnit.SECONDS)).isFalse();
        assertThat(store.since(ID, 0)).isEmpty();
    }

    private static Heard why(String key) {
        return new Heard.Pressed(
                new HeardKey(key),
                SampleLog.ADA,
                SampleLog.CHANNEL.inThread("1.2"),
                ID,
                new Heard.Button.Why(new FindingId("seen")));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Reading found(String source) {
        return TestRitual.found(source, SampleLog.NOW);
    }

    private static Reading failed(String source, String reason) {
        return new Reading.Failed(
                new Reading.Origin(source, source, "{}", SampleLog.NOW, false, "", Optional.empty()), reason);
    }

    private record Answering(String source, Duration timeout, Function<Query, Reading> answer) implements Instrument {
        private Answering(String source, Function<Query, Reading> answer) {
            this(source, Duration.ofMinutes(1), answer);
        }

        @Override
        public Capability capability() {
            return Capability.DEPLOYS_RECENT;
        }

        @Override
        public String tool() {
            return source;
        }

        @Override
        public Reading read(Query query) {
            return answer.apply(query);
        }
    }
}
