package dev.opspilot.rituals.session;

import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PostKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what decisions want done, for one session. Sources are asked side by side, each with its own time. */
final class EffectRunner {
    /** An instrument keeps its own time; this much later it is no longer believed to. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration NAP = Orchestrator.BEAT;
    private static final String NOT_POSTED = "It could not be posted: ";
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

    private final SessionId id;
    private final Workbench workbench;
    private final Patience patience;
    private final Consumer<Input> tell;
    private final Thoughts thoughts;
    private final Announcer announcer;
    private final PlayCalls calls;
    private final Map<HeardKey, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    /** What is waited for; nothing is waited for twice. */
    private final Set<Instant> alarms = ConcurrentHashMap.newKeySet();

    private final AtomicInteger endsToShow = new AtomicInteger();

    EffectRunner(SessionId id, Workbench workbench, Patience patience, Consumer<Input> tell) {
        this.id = id;
        this.workbench = workbench;
        this.patience = patience;
        this.tell = tell;
        this.thoughts = new Thoughts(workbench, tell);
        this.announcer = new Announcer(id, workbench, tell);
        this.calls = new PlayCalls(id, workbench, tell);
    }

    /** Whether no end of the session is still on its way to the people, and no call for a play is being made. */
    boolean isIdle() {
        return endsToShow.get() == 0 && calls.underWay().isEmpty();
    }

    /** The calls for plays. */
    PlayCalls calls() {
        return calls;
    }

    /** Nothing is waited for any more. */
    void rest() {
        alarms.clear();
    }

    /** Does all but showing and {@link #handOn}; completes when what a person waits for is done. */
    CompletableFuture<Void> run(List<Effect> effects) {
        List<CompletableFuture<Void>> waited = new ArrayList<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Ask ask -> ask(ask);
                case Effect.WakeAt(Instant time) -> {
                    if (alarms.add(time)) {
                        wakeAt(time);
                    }
                }
                case Effect.Call call -> calls.call(call);
                case Effect.Announce(Announcement announcement) -> announcer.announce(announcement);
                case Effect.Tell told -> tell(told);
                case Effect.Think think -> thoughts.think(think);
                case Effect.AwaitPost(HeardKey question) -> waited.add(awaited(question));
                case Effect.Post post -> waited.add(post(post));
                case Effect.Begin _, Effect.Withdraw _ -> {
                    // handed on after all else, as it may fail
                }
                case Effect.Show() -> {
                    // shown once for all decisions of a batch, by show
                }
            }
        }
        return CompletableFuture.allOf(waited.toArray(CompletableFuture[]::new));
    }

    /** Begins and ends other sessions. What cannot be kept now throws, and is wanted again once this one is taken up. */
    void handOn(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Begin(Heard.Said said)) {
                workbench.others().accept(said);
            } else if (effect instanceof Effect.Withdraw(Heard.Signalled signalled)) {
                workbench.others().accept(signalled);
            }
        }
    }

    private void ask(Effect.Ask ask) {
        Optional<Instrument> bound = workbench.instruments().find(ask.query().capability(), ask.tool());
        Instant askedAt = workbench.clock().instant();
        long start = System.nanoTime();
        if (bound.isEmpty()) {
            tell.accept(new Input.Answer(
                    ask.call(),
                    askedAt,
                    Duration.ZERO,
                    failed(ask.tool(), ask.tool(), "It is no longer bound in the configuration.")));
            return;
        }
        Instrument instrument = bound.get();
        FutureTask<Void> call = new FutureTask<>(
                () -> {
                    Reading reading = read(instrument, ask);
                    Duration latency = Duration.ofNanos(System.nanoTime() - start);
                    if (!(reading instanceof Reading.Failed && workbench.isLeaving())) {
                        tell.accept(new Input.Answer(ask.call(), askedAt, latency, reading));
                    }
                },
                null);
        workbench.outside().execute(call);
        after(instrument.timeout().plus(GRACE), () -> giveUp(call, instrument, ask, askedAt, start));
    }

    private Reading read(Instrument instrument, Effect.Ask ask) {
        try {
            return instrument.read(ask.query());
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.debug("Instrument {} was given up", instrument.tool(), e);
            } else {
                LOG.error("Instrument {} broke its contract and threw", instrument.tool(), e);
            }
            return failed(
                    instrument.source(),
                    instrument.tool(),
                    "The connection to it broke: " + e.getClass().getSimpleName());
        }
    }

    private void giveUp(Future<?> call, Instrument instrument, Effect.Ask ask, Instant askedAt, long start) {
        if (call.isDone()) {
            return;
        }
        Duration limit = instrument.timeout();
        tell.accept(new Input.Answer(
                ask.call(),
                askedAt,
                Duration.ofNanos(System.nanoTime() - start),
                failed(instrument.source(), instrument.tool(), "No answer within " + shown(limit) + ".")));
        call.cancel(true);
    }

    private static String shown(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private Reading failed(String source, String tool, String reason) {
        Instant now = workbench.clock().instant();
        return new Reading.Failed(new Reading.Origin(source, tool, "", now, false, "", Optional.empty()), reason);
    }

    private void tell(Effect.Tell told) {
        ChatSurface surface = workbench.surfaces().get(told.place().surface());
        if (surface != null) {
            var _ = surface.tell(told.about(), told.person(), told.place(), told.notice());
        }
    }

    /** Sleeps in short naps, so that a clock that is set, or a machine that slept, does not make it late. */
    private void wakeAt(Instant time) {
        Duration left = Duration.between(workbench.clock().instant(), time);
        after(left.compareTo(NAP) < 0 ? left : NAP, () -> {
            if (!alarms.contains(time)) {
                return;
            }
            if (workbench.clock().instant().isBefore(time)) {
                wakeAt(time);
            } else {
                alarms.remove(time);
                tell.accept(new Input.Tick());
            }
        });
    }

    private void after(Duration delay, Runnable task) {
        if (!workbench.isLeaving()) {
            var _ = workbench
                    .timer()
                    .schedule(
                            () -> workbench.threads().execute(task),
                            Math.max(0, delay.toMillis()),
                            TimeUnit.MILLISECONDS);
        }
    }

    private CompletableFuture<Void> awaited(HeardKey question) {
        return awaited.computeIfAbsent(question, _ -> new CompletableFuture<>());
    }

    private CompletableFuture<Void> post(Effect.Post post) {
        CompletableFuture<Void> posted = answer(post);
        CompletableFuture<Void> waits = awaited.remove(post.question());
        if (waits != null) {
            var _ = posted.whenComplete((_, failure) -> {
                if (failure == null) {
                    waits.complete(null);
                } else {
                    waits.completeExceptionally(failure);
                }
            });
        }
        return posted;
    }

    private CompletableFuture<Void> answer(Effect.Post post) {
        ChatSurface surface = workbench.surfaces().get(post.place().surface());
        return surface == null
                ? DONE
                : withReadings(post.content())
                        .thenCompose(content -> surface.answer(
                                new Answer(PostKey.answer(id, post.question()), post.place(), post.to(), content)));
    }

    /** Adds what the sources answered, word for word, where an answer goes down to that. */
    private CompletableFuture<Answer.Content> withReadings(Answer.Content content) {
        if (!(content instanceof Answer.Content.Why(Explanation why, Depth depth, List<ReceiptChain.Stored> _))
                || depth != Depth.READING) {
            return CompletableFuture.completedFuture(content);
        }
        return CompletableFuture.supplyAsync(
                () -> new Answer.Content.Why(
                        why,
                        depth,
                        workbench.store().receipts(id).stream()
                                .filter(each -> why.receipts().contains(each.receipt()))
                                .toList()),
                workbench.threads());
    }

    /** Shows a state; the end of a session is settled once it stands before the people. */
    void show(RitualSession session) {
        if (!session.isBusy()) {
            endsToShow.incrementAndGet();
            showEnd(session, 0);
        } else {
            var _ = shown(session);
        }
    }

    private CompletableFuture<Void> shown(RitualSession session) {
        ChatSurface surface = workbench.surfaces().get(session.view().place().surface());
        return surface == null || session.neverBegan() ? DONE : surface.show(session.view());
    }

    /** An end that cannot be shown is shown again a few times, so that no message is left looking busy. */
    private void showEnd(RitualSession session, int times) {
        long version = session.view().version();
        var _ = shown(session)
                .whenCompleteAsync(
                        (_, failure) -> {
                            if (failure == null) {
                                settle(version, "");
                            } else if (times < workbench.shownAgain().size()) {
                                Duration wait = workbench.shownAgain().get(times);
                                LOG.warn(
                                        "The end of session {} is shown again in {}: {}", id, wait, failure.toString());
                                undelivered(failure);
                                after(wait, () -> showEnd(session, times + 1));
                            } else {
                                LOG.error("The end of session {} could not be shown: {}", id, failure.toString());
                                settle(version, NOT_POSTED + reason(failure));
                            }
                        },
                        workbench.threads());
    }

    /** Whoever waits for the end, as a schedule, learns at once that it did not arrive. */
    private void undelivered(Throwable failure) {
        Optional<String> lost = cause(failure) instanceof GaveUpException gaveUp ? gaveUp.lost() : Optional.empty();
        try {
            workbench
                    .store()
                    .undelivered(
                            id, workbench.node(), lost.orElseGet(() -> NOT_POSTED + reason(failure)), lost.isPresent());
        } catch (RuntimeException e) {
            LOG.warn("That the end of session {} is not shown could not be written down", id, e);
        }
    }

    /** @param undelivered why the end did not reach the people; empty when it did */
    private void settle(long version, String undelivered) {
        try {
            patience.call(() -> {
                workbench.store().settle(id, workbench.node(), version, undelivered);
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endsToShow.decrementAndGet();
            tell.accept(new Input.Tick());
        }
    }

    /** Why a surface gave something up. */
    static String reason(Throwable failure) {
        Throwable cause = cause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
