package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Drill;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionStore.Logged;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a play while its call is being made, or is about to be. */
final class CallUnderWayTest {
    private static final SessionId ID = new SessionId("s1");
    private static final PlayId PLAY = new PlayId("run");
    private static final PlayId DRILL = new PlayId("drill-checkout");
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId TWO = new NodeId("two");
    private static final Person BOB = new Person("slack", "U2", "Bob");
    private static final Instant NOW = SampleLog.NOW;

    private final MemorySessionStore store = new MemorySessionStore();
    private final RecordingSurface surface = new RecordingSurface();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private Runnable whenTheRulesAreRead = () -> {};
    private volatile Consumer<Heard> others = _ -> {};
    private Orchestrator orchestrator;

    private final class Slow implements Actuators {
        @Override
        public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
            return Optional.empty();
        }

        @Override
        public Act.Answer call(Act act) {
            calls.incrementAndGet();
            called.countDown();
            try {
                assertThat(answers.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Act.Answer.Done(
                    new Reading.Origin(act.server(), act.name(), act.arguments(), NOW, false, "{}", Optional.empty()));
        }
    }

    private final class Governing implements Governance {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public Rules now() {
            // the first time it is for the decision, the second for the call
            if (reads.incrementAndGet() == 2) {
                whenTheRulesAreRead.run();
            }
            return Rules.ASKING;
        }

        @Override
        public Rules lately() {
            return Rules.ASKING;
        }
    }

    @BeforeEach
    void proposed() throws Exception {
        store.beat(ONE);
        store.acquire(ID, ONE);
        List<SessionEvent> log = new ArrayList<>(SampleLog.of(ID).subList(0, 4));
        Receipt receipt =
                RitualSession.fold(ID, log).orElseThrow().view().receipts().getFirst();
        log.add(new PlayProposed(NOW, SampleLog.bound("run", List.of(receipt.id()))));
        log.add(new PlayProposed(NOW, drill(receipt).in(ID)));
        log.add(new Finished(NOW, SessionView.Status.DONE, ""));
        store.append(ID, ONE, 0, log);
        Instruments instruments = new Instruments(List.of(Payments.UNASKED));
        orchestrator = new Orchestrator(
                ONE,
                store,
                new Lifecycle(List.of(new TestRitual()), instruments, Minds.NONE),
                instruments,
                Minds.NONE,
                new Slow(),
                new Governing(),
                List.of(surface),
                heard -> others.accept(heard),
                () -> NOW);
    }

    @AfterEach
    void close() {
        answers.countDown();
        orchestrator.close();
    }

    private Play play() {
        return RitualSession.fold(
                        ID, store.since(ID, 0).stream().map(Logged::event).toList())
                .orElseThrow()
                .play(PLAY)
                .orElseThrow();
    }

    private Heard pressed(String key, Choice choice) {
        return new Heard.Pressed(
                new HeardKey(key),
                BOB,
                SampleLog.CHANNEL,
                ID,
                new Heard.Button.Decide(PLAY, choice, play().shown(choice), ""));
    }

    @Test
    void aCallGoesOnWhenTheLogTurnsOutToBeLongerThanWasKnown() throws Exception {
        var _ = orchestrator.hear(pressed("approve", Choice.APPROVE), Role.APPROVER);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        // an append whose answer was lost on the way
        store.append(
                ID, ONE, store.since(ID, 0).size(), List.of(new SessionEvent.PlayExpired(NOW, new PlayId("other"))));

        assertThat(orchestrator
                        .hear(pressed("again", Choice.APPROVE), Role.APPROVER)
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(play().status()).isEqualTo(Play.Status.RUNNING);
        assertThat(orchestrator.remembered()).isEqualTo(1);

        answers.countDown();
        await(() -> play().status() != Play.Status.RUNNING);
        assertThat(calls).hasValue(1);
        assertThat(store.since(ID, 0))
                .extracting(Logged::event)
                .filteredOn(PlayRan.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayRan.class, ran -> assertThat(ran.answer()).isInstanceOf(Act.Answer.Done.class));
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.DONE);
    }

    @Test
    void aCallIsMadeAlsoWhereADrillThatIsStartedWithItCannotBeKeptNow() throws Exception {
        others = _ -> {
            throw new IllegalStateException("too much is heard at once");
        };
        Heard start = new Heard.Pressed(
                new HeardKey("start"),
                BOB,
                SampleLog.CHANNEL,
                ID,
                new Heard.Button.Decide(DRILL, Choice.START_DRILL, Digest.NONE, ""));
        Heard approve = pressed("approve", Choice.APPROVE);
        List<CompletableFuture<Boolean>> together = new CopyOnWriteArrayList<>();
        whenTheRulesAreRead = () -> {
            together.add(orchestrator.hear(start, Role.APPROVER));
            together.add(orchestrator.hear(approve, Role.APPROVER));
        };
        for (String refused : List.of("one", "two")) {
            assertThat(orchestrator
                            .hear(pressed(refused, Choice.ROLL_BACK), Role.VIEWER)
                            .get(10, TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(together.getFirst()).failsWithin(Duration.ofSeconds(10));
        answers.countDown();
        await(() -> play().status() != Play.Status.RUNNING);
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.DONE);

        List<Heard> begun = new CopyOnWriteArrayList<>();
        others = begun::add;
        assertThat(orchestrator.hear(start, Role.APPROVER).get(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(begun).extracting(Heard::session).containsExactly(ID.next(DRILL.value()));
        assertThat(orchestrator.hear(approve, Role.APPROVER).get(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(calls).hasValue(1);
    }

    private static Play drill(Receipt receipt) {
        return Play.proposed(
                        DRILL.value(),
                        "Start a drill on checkout",
                        "Opens an Incident Drill on it.",
                        "It has been failing since nine.",
                        new Rollback.Undo("Nothing is changed: a drill only reads."),
                        List.of(receipt.id()))
                .meaning(Drill.proposed("checkout errors"));
    }

    @Test
    void whatAnotherNodeHasTakenOverIsNotCalled() throws Exception {
        whenTheRulesAreRead = () -> {
            store.silence(ONE);
            store.beat(TWO);
            assertThat(store.acquire(ID, TWO)).isTrue();
        };

        assertThat(orchestrator
                        .hear(pressed("approve", Choice.APPROVE), Role.APPROVER)
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
        await(() -> store.owns(ID, TWO) && orchestrator.remembered() == 0);
        assertThat(calls).hasValue(0);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come about");
            }
            Thread.onSpinWait();
        }
    }
}
