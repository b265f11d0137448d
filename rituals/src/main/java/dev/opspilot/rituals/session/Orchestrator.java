package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sessions: hands what happens to one {@link SessionActor} each, and takes over the sessions of nodes that died.
 * Thread-safe. Nothing is decided here; that is {@link Lifecycle}.
 */
public final class Orchestrator implements SessionFeed, AutoCloseable {
    /** How often the node says that it lives and looks for abandoned sessions. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    /** How often the node looks at its open sessions, in case what one waits for never comes. */
    static final Duration REAP = Duration.ofMinutes(1);

    /** A start of the process shows an end again too. */
    private static final List<Duration> SHOWN_AGAIN =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));

    /** How long at most a node that stops waits for its threads to notice. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private static final int CLAIM_AT_ONCE = 100;
    private static final int REAP_AT_ONCE = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);

    private final NodeId node;
    private final SessionStore store;
    private final Workbench workbench;
    private final Map<SessionId, SessionActor> actors = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final Map<SessionId, Queue<Runnable>> watchers = new ConcurrentHashMap<>();
    private final SessionThreads threads = new SessionThreads();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("session-timer").daemon().factory());

    /**
     * A node's orchestrator.
     *
     * @param others keeps what is to begin or end another session until it is heard
     */
    public Orchestrator(
            NodeId node,
            SessionStore store,
            Lifecycle lifecycle,
            Instruments instruments,
            Minds minds,
            List<ChatSurface> surfaces,
            Consumer<Heard> others,
            InstantSource clock) {
        this(node, store, lifecycle, instruments, minds, Actuators.NONE, Governance.ASKING, surfaces, others, clock);
    }

    /**
     * A node's orchestrator, which acts.
     *
     * @param actuators makes the calls of plays
     * @param governance is asked right before each of them
     * @param others keeps what is to begin or end another session until it is heard
     */
    public Orchestrator(
            NodeId node,
            SessionStore store,
            Lifecycle lifecycle,
            Instruments instruments,
            Minds minds,
            Actuators actuators,
            Governance governance,
            List<ChatSurface> surfaces,
            Consumer<Heard> others,
            InstantSource clock) {
        this(node, store, lifecycle, instruments, minds, actuators, governance, surfaces, others, clock, SHOWN_AGAIN);
    }

    /** One that shows an end again after these times. */
    Orchestrator(
            NodeId node,
            SessionStore store,
            Lifecycle lifecycle,
            Instruments instruments,
            Minds minds,
            Actuators actuators,
            Governance governance,
            List<ChatSurface> surfaces,
            Consumer<Heard> others,
            InstantSource clock,
            List<Duration> shownAgain) {
        this.node = node;
        this.store = store;
        Map<String, ChatSurface> byName =
                surfaces.stream().collect(Collectors.toUnmodifiableMap(ChatSurface::name, Function.identity()));
        this.workbench = new Workbench(
                node,
                store,
                lifecycle,
                instruments,
                minds,
                actuators,
                governance,
                byName,
                clock,
                threads.own(),
                threads.outside(),
                timer,
                others,
                this::grown,
                running,
                shownAgain);
    }

    /** Says that the node lives, and begins to look for sessions whose node does not. */
    public void start() {
        store.beat(node);
        var _ = timer.scheduleWithFixedDelay(
                () -> threads.own().execute(this::beat), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> threads.own().execute(this::reap), REAP.toMillis(), REAP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Acts on what a person did.
     *
     * @return completes with whether it was acted on here; {@code false} when its session is worked on elsewhere
     */
    public CompletableFuture<Boolean> hear(Heard heard) {
        return hear(heard, Role.OPERATOR);
    }

    /** The same for somebody who may do more, or less. */
    public CompletableFuture<Boolean> hear(Heard heard, Role role) {
        return tell(heard.session(), new Input.FromPerson(heard, role));
    }

    /** How many sessions this node works on that have not ended. */
    public int running() {
        return running.get();
    }

    /** How many sessions this node remembers, ended ones that are not yet shown included. */
    int remembered() {
        return actors.size();
    }

    @Override
    public Subscription watch(SessionId session, Runnable grown) {
        watchers.compute(session, (_, known) -> {
            Queue<Runnable> all = known == null ? new ConcurrentLinkedQueue<>() : known;
            all.add(grown);
            return all;
        });
        return () -> watchers.computeIfPresent(session, (_, all) -> {
            all.remove(grown);
            return all.isEmpty() ? null : all;
        });
    }

    private void grown(SessionId session) {
        Queue<Runnable> all = watchers.get(session);
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }

    private CompletableFuture<Boolean> tell(SessionId session, Input input) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        // within, so that no actor is let go of that was just told something
        actors.compute(session, (id, known) -> {
            SessionActor actor = known == null ? new SessionActor(id, workbench, this::remove) : known;
            actor.tell(input, done);
            return actor;
        });
        return done;
    }

    private void remove(SessionId session, SessionActor actor) {
        actors.computeIfPresent(session, (_, known) -> known == actor && actor.isDone() ? null : known);
    }

    private void beat() {
        try {
            store.beat(node);
            for (SessionId session : store.claimAbandoned(node, CLAIM_AT_ONCE)) {
                LOG.info("Taking over session {}, whose node is gone", session);
                var _ = tell(session, new Input.Resumed());
            }
        } catch (RuntimeException e) {
            warn("The store did not answer; sessions of other nodes cannot be taken over now", e);
        }
    }

    /** What this node no longer remembers, as after a fault, is taken up from its log; the rest learns what time it is. */
    void reap() {
        try {
            for (SessionId session : store.unsettled(node, REAP_AT_ONCE)) {
                Input input = actors.containsKey(session) ? new Input.Tick() : new Input.Resumed();
                var _ = tell(session, input);
            }
        } catch (RuntimeException e) {
            warn("The store did not answer; open sessions cannot be looked at now", e);
        }
    }

    /** What was under way when the node stopped was interrupted, and fails for no other reason. */
    private void warn(String what, RuntimeException e) {
        if (!timer.isShutdown()) {
            LOG.warn(what, e);
        }
    }

    /**
     * Stops, and waits a moment for what is under way; what is unfinished is taken over from the log by another node, at
     * once if nothing is under way here any more.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (threads.stop(LEAVING)) {
                store.leave(node);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The store did not answer; others take over what is unfinished a little later", e);
        }
    }
}
