package dev.opspilot.bot;

import dev.opspilot.bot.store.PgInbox;
import dev.opspilot.bot.store.PgInbox.Kind;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.session.Orchestrator;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.NotDoneException;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.Roles;
import dev.opspilot.rituals.surface.UnansweredException;
import dev.opspilot.rituals.surface.Understood;
import dev.opspilot.rituals.surface.Understood.By;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was heard to the orchestrator, and brings it again what was left: by a crash, by a session that is worked
 * on elsewhere, or by a flood. At most {@link #AT_ONCE} sessions run on a node; the rest wait in the database.
 */
final class Intake implements AutoCloseable {
    /** Sessions a node works on at once: more would make each other late, and a late source counts as failed. */
    static final int AT_ONCE = 100;

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final Duration UNANSWERED = Duration.ofSeconds(2);
    /* Longer than Slack asks anybody to wait after too many calls. */
    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final PgInbox inbox;
    private final Orchestrator orchestrator;
    private final Minds minds;
    private final Orders orders;
    private final Roles roles;
    /**
     * What belongs to a session of another node, which heard it too, or waits for a platform to say whose it is; it is
     * looked at again after a while.
     */
    private final Map<HeardKey, Long> elsewhere = new ConcurrentHashMap<>();

    private final Set<HeardKey> inHand = ConcurrentHashMap.newKeySet();
    private final ExecutorService thinking = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("intake").daemon().factory());

    Intake(PgInbox inbox, Orchestrator orchestrator, Minds minds, Orders orders, Roles roles) {
        this.inbox = inbox;
        this.orchestrator = orchestrator;
        this.minds = minds;
        this.orders = orders;
        this.roles = roles;
    }

    /** Begins to take what is heard, and to look for what was left. */
    void start() {
        inbox.start(this::take);
        var _ = timer.scheduleWithFixedDelay(this::sweep, 0, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Hands one thing on. What begins a session is left for a later sweep while the node has enough in hand; what people
     * decide and order, and what goes on, waits for nothing: else the kill switch would, in a flood.
     */
    void take(Heard heard) {
        if (thinking.isShutdown()) {
            return; // it is kept, and taken by whoever runs next
        }
        boolean full = Kind.of(heard) == Kind.BEGINS && room() <= 0;
        if (full || !inHand.add(heard.key())) {
            return;
        }
        var _ = acted(heard).whenComplete((acted, failure) -> {
            try {
                if (failure != null && thinking.isShutdown()) {
                    LOG.debug("{} was interrupted, and is left to whoever runs next", heard.key(), failure);
                } else if (cause(failure) instanceof NotDoneException notDone) {
                    inbox.givenUp(heard, notDone.why());
                } else if (cause(failure) instanceof UnansweredException unanswered) {
                    unanswered(heard, unanswered);
                } else if (failure != null) {
                    var _ = inbox.failed(heard);
                } else if (acted) {
                    inbox.handled(heard);
                } else {
                    elsewhere.put(heard.key(), System.nanoTime() + ELSEWHERE.toNanos());
                }
            } catch (RuntimeException e) {
                LOG.warn("{} was acted on but could not be marked so; it will be looked at again", heard.key(), e);
            } finally {
                inHand.remove(heard.key());
            }
        });
    }

    /** It is no failed try, however many nodes ask: who asked is told when the platform stays silent for long. */
    private void unanswered(Heard heard, UnansweredException why) {
        LOG.warn("{} waits: {}", heard.key(), why.getMessage());
        elsewhere.put(heard.key(), System.nanoTime() + UNANSWERED.toNanos());
        if (inbox.givenUpAfter(heard, SILENT)) {
            var _ = orders.unanswered(heard);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }

    private CompletableFuture<Boolean> acted(Heard heard) {
        return CompletableFuture.supplyAsync(() -> role(heard), thinking)
                .thenComposeAsync(role -> acted(heard.by(roles.named(heard.person(), heard.place())), role), thinking);
    }

    /** Nobody has to be known for what everybody may do; about an order its desk finds out, where it has to. */
    private Role role(Heard heard) {
        try {
            return roles.of(heard.person(), heard.place());
        } catch (UnansweredException e) {
            boolean open = heard instanceof Heard.Ordered || (!heard.decides() && heard.needs() == Role.VIEWER);
            if (open) {
                return Role.VIEWER;
            }
            throw e;
        }
    }

    /** The one place where every door of every platform is kept; a decision about a play is refused in its log. */
    private CompletableFuture<Boolean> acted(Heard heard, Role role) {
        if (heard instanceof Heard.Ordered ordered) {
            return orders.take(ordered);
        }
        if (!heard.decides() && !role.covers(heard.needs())) {
            return orders.refuse(heard, heard.needs(), role);
        }
        return understood(heard).thenCompose(each -> orchestrator.hear(each, role));
    }

    /** Where rules left doubt about plain words, a language mind chooses; without one, what the rules guessed stays. */
    private CompletableFuture<Heard> understood(Heard heard) {
        if (minds.byRitual().isEmpty()
                || !(heard instanceof Heard.Said said)
                || said.understood().filter(each -> each.by() == By.GUESS).isEmpty()) {
            return CompletableFuture.completedFuture(heard);
        }
        return CompletableFuture.supplyAsync(() -> chosen(said), thinking);
    }

    private Heard chosen(Heard.Said said) {
        return minds.choose(said.intent())
                .<Heard>map(ritual -> new Heard.Said(
                        said.key(),
                        said.person(),
                        said.place(),
                        said.session(),
                        ritual,
                        said.intent(),
                        Optional.of(new Understood(said.intent(), By.MODEL))))
                .orElse(said);
    }

    private int room() {
        return AT_ONCE - orchestrator.running() - inHand.size();
    }

    private void sweep() {
        try {
            long now = System.nanoTime();
            elsewhere.values().removeIf(until -> until - now < 0);
            Set<HeardKey> except = Set.copyOf(elsewhere.keySet());
            inbox.unhandled(Kind.GOES_ON, AGAIN, AT_ONCE, except).forEach(this::take);
            int room = room();
            if (room > 0) {
                inbox.unhandled(Kind.BEGINS, AGAIN, room, except).forEach(this::take);
            }
        } catch (RuntimeException e) {
            LOG.warn("What was left unhandled cannot be looked up now", e);
        }
    }

    /** Interrupts what waits for platforms and minds, and lets it end before that is closed on which it stands. */
    @Override
    public void close() {
        timer.shutdownNow();
        thinking.shutdownNow();
        try {
            var _ = thinking.awaitTermination(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
