package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionStore.LeaseLostException;
import dev.opspilot.rituals.session.SessionStore.Logged;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView.Status;
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
    private static final Logger LOG = LoggerFactory.getLogger(SessionActor.class);

    private record Task(Input input, CompletableFuture<Boolean> done) {}

    private final SessionId id;
    private final Workbench workbench;
    private final EffectRunner effects;
    private final BiConsumer<SessionId, SessionActor> remove;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Patience patience;
    private boolean owned;
    private boolean running;
    private long length;
    private Optional<RitualSession> state = Optional.empty();

    SessionActor(SessionId id, Workbench workbench, BiConsumer<SessionId, SessionActor> remove) {
        this.id = id;
        this.workbench = workbench;
        this.remove = remove;
        this.patience = new Patience(id, workbench::isLeaving);
        this.effects = new EffectRunner(id, workbench, patience, input -> tell(input, new CompletableFuture<>()));
    }

    /**
     * Takes an input.
     *
     * @param done completes with whether it was acted on here
     */
    void tell(Input input, CompletableFuture<Boolean> done) {
        tasks.add(new Task(input, done));
        if (pending.getAndIncrement() == 0) {
            workbench.threads().execute(this::run);
        }
    }

    private void run() {
        int taken = 0;
        boolean idle = false;
        do {
            List<Task> batch = new ArrayList<>();
            for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                batch.add(task);
            }
            taken = batch.size();
            work(batch);
            idle = rest();
        } while (pending.addAndGet(-taken) > 0);
        if (idle) {
            effects.rest();
            remove.accept(id, this);
        }
    }

    /** Whether nothing that it was told is left to do. */
    boolean isDone() {
        return pending.get() == 0;
    }

    /** Counts the session as running or not, lets go of what an ended one no longer needs, and tells if nothing is left. */
    private boolean rest() {
        boolean works = owned && state.filter(RitualSession::isWorking).isPresent();
        if (works != running) {
            running = works;
            workbench.running().addAndGet(works ? 1 : -1);
        }
        boolean busy = owned && state.filter(RitualSession::isBusy).isPresent();
        if (!busy) {
            state = state.map(RitualSession::atRest);
        }
        return !busy && effects.isIdle();
    }

    private void work(List<Task> batch) {
        try {
            if (batch.stream().anyMatch(task -> task.input instanceof Input.Resumed)) {
                owned = false; // what is remembered here may be older than the log
            }
            if (batch.stream().anyMatch(SessionActor::needsAll)
                    && state.filter(RitualSession::isAtRest).isPresent()) {
                owned = false; // a question needs what was read, which an ended session has let go of
            }
            Attempt came = attempt(batch);
            if (came == Attempt.LOST) {
                came = attempt(batch); // it may be ours again, or ours still with an append whose answer was lost
            }
            if (came != Attempt.DONE) {
                batch.forEach(task -> task.done.complete(false));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            batch.forEach(task -> task.done.complete(false));
        } catch (RuntimeException e) {
            if (workbench.isLeaving()) {
                LOG.debug("Session {} is left to whoever starts next", id, e);
            } else {
                LOG.error("Session {} cannot go on", id, e);
            }
            owned = false;
            batch.forEach(task -> task.done.completeExceptionally(e));
        } finally {
            batch.forEach(task -> over(task.input));
        }
    }

    /** What came of a call for a play needs nobody any more, whoever it was that decided on it. */
    private void over(Input input) {
        switch (input) {
            case Input.Acted acted -> {
                if (!owned) {
                    LOG.warn(
                            "Session {} is worked on elsewhere, so what came of play {} is only told here: {}",
                            id,
                            acted.call().play(),
                            acted.answer());
                }
                effects.calls().over(acted.call());
            }
            case Input.Held held -> effects.calls().over(held.call());
            case Input.FromPerson _,
                    Input.Announced _,
                    Input.Answer _,
                    Input.Said _,
                    Input.Thought _,
                    Input.Tick _,
                    Input.Resumed _ -> {
                // nothing was called
            }
        }
    }

    private static boolean needsAll(Task task) {
        return task.input instanceof Input.FromPerson(Heard.Asked _, Role _) || isDecision(task.input);
    }

    private enum Attempt {
        DONE,
        ELSEWHERE,
        LOST
    }

    /** Decides a batch if the session is, or can be made, this node's own. */
    private Attempt attempt(List<Task> batch) throws InterruptedException {
        try {
            if (!owned && !patience.call(() -> workbench.store().acquire(id, workbench.node()))) {
                return Attempt.ELSEWHERE;
            }
            List<Task> all = new ArrayList<>();
            if (!owned && takeUp()) {
                all.add(new Task(new Input.Resumed(effects.calls().underWay()), new CompletableFuture<>()));
            }
            batch.stream()
                    .filter(task -> !(task.input instanceof Input.Resumed))
                    .forEach(all::add);
            decide(all);
            batch.stream()
                    .filter(task -> task.input instanceof Input.Resumed)
                    .forEach(task -> task.done.complete(true));
            return Attempt.DONE;
        } catch (LeaseLostException e) {
            LOG.info("{}", e.getMessage());
            owned = false;
            return Attempt.LOST;
        }
    }

    /** Reads the log of a session that became this node's own; tells whether somebody left it unfinished. */
    private boolean takeUp() throws InterruptedException {
        List<Logged> log = patience.call(() -> workbench.store().since(id, 0));
        length = log.size();
        state = RitualSession.fold(id, log.stream().map(Logged::event).toList());
        owned = true;
        return state.isPresent()
                && (!state.get().view().status().isEnd()
                        || !patience.call(() -> workbench.store().isSettled(id)));
    }

    private void decide(List<Task> batch) throws LeaseLostException, InterruptedException {
        List<SessionEvent> events = new ArrayList<>();
        List<List<Effect>> wanted = new ArrayList<>();
        Optional<RitualSession> next = state;
        Rules rules = rules(batch);
        for (Task task : batch) {
            Decision decision = decision(next, task.input, rules);
            next = folded(next, decision.events());
            events.addAll(decision.events());
            wanted.add(decision.effects());
        }
        append(events);
        state = next;
        boolean show = wanted.stream().flatMap(List::stream).anyMatch(Effect.Show.class::isInstance);
        List<CompletableFuture<Void>> acted = wanted.stream().map(effects::run).toList();
        if (show) {
            state.ifPresent(effects::show);
        }
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<Boolean> done = batch.get(i).done;
            effects.handOn(wanted.get(i));
            var _ = acted.get(i).whenComplete((_, _) -> done.complete(true));
        }
    }

    /** What governs acts: looked up anew for whoever decides about one. */
    private Rules rules(List<Task> batch) throws InterruptedException {
        boolean decides = batch.stream().anyMatch(task -> isDecision(task.input));
        return patience.call(() ->
                decides ? workbench.governance().now() : workbench.governance().lately());
    }

    private static boolean isDecision(Input input) {
        return input instanceof Input.FromPerson(Heard heard, Role _) && heard.decides();
    }

    private Decision decision(Optional<RitualSession> session, Input input, Rules rules) {
        Instant now = workbench.clock().instant();
        try {
            return workbench.lifecycle().decide(id, session, input, rules, now);
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
        patience.call(() -> {
            workbench.store().append(id, workbench.node(), length, events);
            return true;
        });
        length += events.size();
        workbench.grown().accept(id);
    }
}
