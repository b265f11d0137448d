package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.Lifecycle;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.Orchestrator;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A workflow of ten steps on the real store, whose node dies at every boundary between two steps, and in the middle of
 * each: another node takes it over from its log, and it ends as if nobody had died.
 */
final class KilledWorkflowTest {
    private static final Duration LEASE = Duration.ofMillis(150);
    private static final int STEPS = 10;
    private static final Person ADA = new Person("console", "ada", "Ada");

    private final Database database = Database.open(TestDatabase.url());
    private final Counting tools = new Counting();
    private final List<Orchestrator> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Orchestrator::close);
        database.close();
    }

    /** Where the first node dies. */
    private enum Death {
        /** A step's beginning is stored; nothing of it was done. */
        BEHIND_AN_APPEND,
        /** A step's tool did it; its answer is lost with the node. */
        IN_A_CALL
    }

    @Test
    void endsAsIfNeverKilledWhereverItsNodeDies() {
        List<String> whole = ran(Death.BEHIND_AN_APPEND, Integer.MAX_VALUE);
        assertThat(whole).hasSize(STEPS);
        for (Death death : Death.values()) {
            for (int at = 1; at <= STEPS; at++) {
                assertThat(ran(death, at)).as("%s %s", death, at).isEqualTo(whole);
            }
        }
    }

    /** The effects of a run whose first node dies at the nth append, or in the nth call. */
    private List<String> ran(Death death, int at) {
        tools.forget();
        SessionId id = new SessionId("killed-" + UUID.randomUUID());
        AtomicInteger left = new AtomicInteger(at);
        Orchestrator first = node(new Dying(death, left));
        first.start();
        CompletableFuture<Boolean> heard = first.hear(new Heard.Signalled(
                new HeardKey("key/" + id),
                ADA,
                new Place("console", "", "page", Optional.empty()),
                id,
                new Heard.Signal.Run(tenSteps(), "a test")));
        if (at == Integer.MAX_VALUE) {
            assertThat(heard.join()).isTrue();
        }
        if (at != Integer.MAX_VALUE) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> left.get() <= 0);
            first.close();
            Orchestrator second = node(new Dying(death, new AtomicInteger(Integer.MAX_VALUE)));
            await().pollDelay(LEASE.plusMillis(50))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> true);
            second.start();
        }
        PgSessionStore store = new PgSessionStore(database, LEASE);
        await().pollInterval(Duration.ofMillis(10))
                .until(() ->
                        view(store, id).filter(each -> each.status().isEnd()).isPresent());
        SessionView view = view(store, id).orElseThrow();
        assertThat(view.status()).as(view.plan().toString()).isEqualTo(SessionView.Status.DONE);
        assertThat(view.plan()).allMatch(step -> step.status() == PlanStep.Status.COMPLETE);
        nodes.forEach(Orchestrator::close);
        nodes.clear();
        return List.copyOf(tools.done);
    }

    /** The threads of a node that died may still fail. */
    private static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions();
    }

    private static Optional<SessionView> view(SessionStore store, SessionId id) {
        List<SessionEvent> log =
                store.since(id, 0).stream().map(SessionStore.Logged::event).toList();
        return RitualSession.fold(id, log).map(RitualSession::view);
    }

    private static Workflow tenSteps() {
        List<Step> steps = IntStream.rangeClosed(1, STEPS)
                .mapToObj(i -> new Step(
                        "step-" + i,
                        "Step " + i,
                        "Does " + i + ".",
                        i == 1 ? List.of() : List.of("step-" + (i - 1)),
                        "",
                        "",
                        Optional.of(new Task.Act(new Intention(
                                ActKind.TOOLS_CALL, Optional.empty(), Map.of("what", "did " + i), "Done.", "None."))),
                        Optional.empty(),
                        0,
                        Optional.empty()))
                .toList();
        return new Workflow("ten", "Ten steps", steps, List.of(), false);
    }

    private Orchestrator node(Dying dying) {
        PgSessionStore real = new PgSessionStore(database, LEASE);
        Orchestrator node = new Orchestrator(
                new NodeId(UUID.randomUUID().toString()),
                dying.over(real),
                new Lifecycle(List.of(), new Instruments(List.of()), Minds.NONE, dying.over(tools)),
                new Instruments(List.of()),
                Minds.NONE,
                dying.over(tools),
                AUTO,
                List.of(),
                _ -> {},
                InstantSource.system());
        nodes.add(node);
        return node;
    }

    /** Makes a node stop dead, for good, at one moment. */
    private record Dying(Death death, AtomicInteger left) {
        SessionStore over(SessionStore real) {
            return (SessionStore) Proxy.newProxyInstance(
                    SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (_, method, args) -> {
                        Object answer;
                        try {
                            answer = method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw Objects.requireNonNull(e.getCause());
                        }
                        if (method.getName().equals("append") && death == Death.BEHIND_AN_APPEND) {
                            die();
                        }
                        return answer;
                    });
        }

        Actuators over(Actuators real) {
            return new Actuators() {
                @Override
                public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
                    return real.bind(session, play, intention, now);
                }

                @Override
                public Act.Answer call(Act act) {
                    Act.Answer answer = real.call(act);
                    if (death == Death.IN_A_CALL) {
                        die();
                    }
                    return answer;
                }
            };
        }

        private void die() {
            if (left.get() != Integer.MAX_VALUE && left.decrementAndGet() <= 0) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("dead", e);
                }
            }
        }
    }

    /** Tools that count what they really did, and know a key again. */
    private static final class Counting implements Actuators {
        private final List<String> done = new CopyOnWriteArrayList<>();
        private final Set<String> keys = ConcurrentHashMap.newKeySet();

        void forget() {
            done.clear();
            keys.clear();
        }

        @Override
        public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
            Act act = new Act("demo", "do", intention.parameters().get("what") + "|" + Actuators.key(session, play));
            return Optional.of(
                    new Binding(new Bound(act, "", Optional.empty(), now.plusSeconds(3_600)), Optional.empty()));
        }

        @Override
        public Act.Answer call(Act act) {
            String[] parts = act.arguments().split("\\|", -1);
            if (keys.add(parts[1])) {
                done.add(parts[0]);
            }
            return new Act.Answer.Done(new Reading.Origin(
                    "demo", act.name(), act.arguments(), Instant.now(), false, "{}", Optional.empty()));
        }
    }

    private static final Governance AUTO = new Governance() {
        private final Rules rules = new Rules() {
            @Override
            public Policy policy(Act act, String environment, String actor, String role) {
                return new Policy(Policy.Mode.AUTO, "A test says so.");
            }

            @Override
            public List<Freeze> freezes(Instant from, Instant to) {
                return List.of();
            }

            @Override
            public Optional<Halt> halt() {
                return Optional.empty();
            }
        };

        @Override
        public Rules now() {
            return rules;
        }

        @Override
        public Rules lately() {
            return rules;
        }
    };
}
