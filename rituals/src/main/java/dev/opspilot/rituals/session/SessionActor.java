package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionStore.LeaseLostException;
import dev.opspilot.rituals.session.SessionStore.Logged;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on this node. Takes what happens to it one after another: decide, store, then do. What arrives while a
 * store write is under way is decided together and stored in one write.
 */
final class SessionActor {
    private static final Duration STORE_RETRY = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(SessionActor.class);

    private record Task(Input input, CompletableFuture<Boolean> done) {}

    private final SessionId id;
    private final Workbench workbench;
    private final EffectRunner effects;
    private final BiConsumer<SessionId, SessionActor> remove;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private boolean owned;
    private long length;
    private Optional<RitualSession> state = Optional.empty();

    SessionActor(SessionId id, Workbench workbench, BiConsumer<SessionId, SessionActor> remove) {
        this.id = id;
        this.workbench = workbench;
        this.remove = remove;
        this.effects = new EffectRunner(id, workbench, input -> {
            var _ = tell(input);
        });
    }

    /** Takes an input; completes with whether it was acted on here. */
    CompletableFuture<Boolean> tell(Input input) {
        Task task = new Task(input, new CompletableFuture<>());
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            workbench.threads().execute(this::run);
        }
        return task.done;
    }

    private void run() {
        int taken = 0;
        do {
            List<Task> batch = new ArrayList<>();
            for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                batch.add(task);
            }
            taken = batch.size();
            work(batch);
        } while (pending.addAndGet(-taken) > 0);
        if (idle()) {
            remove.accept(id, this);
        }
    }

    private boolean idle() {
        return !owned || state.isEmpty() || (state.get().view().status().isEnd() && effects.settled());
    }

    private void work(List<Task> batch) {
        try {
            if (!own()) {
                batch.forEach(task -> task.done.complete(false));
                return;
            }
            decide(batch);
        } catch (LeaseLostException e) {
            LOG.info("{}; leaving it to them", e.getMessage());
            owned = false;
            batch.forEach(task -> task.done.complete(false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            batch.forEach(task -> task.done.complete(false));
        } catch (RuntimeException e) {
            LOG.error("Session {} cannot go on", id, e);
            batch.forEach(task -> task.done.completeExceptionally(e));
        }
    }

    private boolean own() throws InterruptedException {
        if (!owned) {
            owned = retrying(() -> workbench.store().acquire(id, workbench.node()));
            if (owned) {
                List<Logged> log = retrying(() -> workbench.store().since(id, 0));
                length = log.size();
                state = RitualSession.fold(id, log.stream().map(Logged::event).toList());
            }
        }
        return owned;
    }

    private void decide(List<Task> batch) throws LeaseLostException, InterruptedException {
        List<SessionEvent> events = new ArrayList<>();
        List<List<Effect>> wanted = new ArrayList<>();
        Optional<RitualSession> next = state;
        for (Task task : batch) {
            Decision decision = decision(next, task.input);
            next = folded(next, decision.events());
            events.addAll(decision.events());
            wanted.add(decision.effects());
        }
        append(events);
        state = next;
        boolean show = wanted.stream().flatMap(List::stream).anyMatch(Effect.Show.class::isInstance);
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<Boolean> done = batch.get(i).done;
            var _ = effects.run(wanted.get(i), state).whenComplete((_, _) -> done.complete(true));
        }
        if (show) {
            state.ifPresent(effects::show);
        }
    }

    private Decision decision(Optional<RitualSession> session, Input input) {
        Instant now = workbench.clock().instant();
        try {
            return workbench.lifecycle().decide(id, session, input, now);
        } catch (RuntimeException e) {
            LOG.error("Session {} ends, for a fault of OpsPilot's own", id, e);
            return session.filter(open -> !open.view().status().isEnd())
                    .map(_ -> new Decision(
                            List.of(new SessionEvent.Finished(
                                    now,
                                    Status.FAILED,
                                    "A fault in OpsPilot ended this session; its log has the details.")),
                            List.of(new Effect.Show())))
                    .orElse(Decision.NOTHING);
        }
    }

    private Optional<RitualSession> folded(Optional<RitualSession> session, List<SessionEvent> events) {
        Optional<RitualSession> next = session;
        for (SessionEvent event : events) {
            next = next.isPresent() ? next.map(open -> open.with(event)) : RitualSession.fold(id, List.of(event));
        }
        return next;
    }

    private void append(List<SessionEvent> events) throws LeaseLostException, InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        retrying(() -> {
            workbench.store().append(id, workbench.node(), length, events);
            return true;
        });
        length += events.size();
        workbench.grown().accept(id);
    }

    private interface StoreCall<T, E extends Exception> {
        T run() throws E;
    }

    /** Tries until the store answers: a database that is away for a while must not cost a session. */
    private <T, E extends Exception> T retrying(StoreCall<T, E> call) throws E, InterruptedException {
        while (true) {
            try {
                return call.run();
            } catch (RuntimeException e) {
                if (workbench.timer().isShutdown()) {
                    throw new InterruptedException("stopped while the store was away");
                }
                LOG.warn("The store did not take a step of session {}; trying again: {}", id, e.toString());
                Thread.sleep(STORE_RETRY);
            }
        }
    }
}
