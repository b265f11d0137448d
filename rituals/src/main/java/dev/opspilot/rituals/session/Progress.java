package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision in the making: the state moves with each event, so that what follows sees it. */
final class Progress {
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private RitualSession state;

    Progress(RitualSession state) {
        this.state = state;
    }

    RitualSession state() {
        return state;
    }

    /** Whether nothing was decided yet. */
    boolean isStill() {
        return events.isEmpty();
    }

    void add(SessionEvent event) {
        state = state.with(event);
        events.add(event);
    }

    /** Adds the event that the state was made from. */
    void begun(SessionEvent.Started started) {
        events.add(started);
    }

    void want(Effect effect) {
        effects.add(effect);
    }

    /** Asks everything that serves a query, for a step; what this session has asked before gets a number. */
    void ask(StepId step, Query query, Instruments instruments, Instant now) {
        for (Instrument instrument : instruments.serving(query.capability())) {
            String name = query.capability().key() + "/" + instrument.tool();
            long before = state.calls().stream()
                    .filter(call -> call.source().equals(instrument.source())
                            && call.tool().equals(instrument.tool())
                            && call.query().capability() == query.capability())
                    .count();
            CallId call = new CallId(before == 0 ? name : name + "#" + (before + 1));
            add(new CallAsked(now, call, step, instrument.source(), instrument.tool(), query));
            want(new Effect.Ask(call, instrument.tool(), query));
        }
    }

    /** Asks again what was asked and not answered. */
    void askAgain(List<Call> calls) {
        calls.forEach(call -> want(new Effect.Ask(call.id(), call.tool(), call.query())));
    }

    /** Keeps an answer with its receipt, and moves its step on. */
    void take(Input.Answer answer, Instant now) {
        Reading reading = answer.reading();
        Reading.Origin origin = reading.origin();
        Receipt receipt = state.chain()
                .next(new ReceiptChain.Draft(
                        origin.source(),
                        origin.tool(),
                        origin.arguments(),
                        state.view().actor().actor(),
                        answer.askedAt(),
                        origin.observedAt(),
                        answer.latency(),
                        origin.cached(),
                        outcome(reading),
                        origin.result(),
                        origin.link(),
                        Optional.empty()));
        add(new CallAnswered(now, answer.call(), receipt, reading));
        state.calls().stream()
                .filter(call -> call.id().equals(answer.call()) && call.isOfPlan())
                .findFirst()
                .ifPresent(call -> advance(call.step(), now));
    }

    private static Outcome outcome(Reading reading) {
        return switch (reading) {
            case Reading.Found _ -> Outcome.FOUND;
            case Reading.Nothing _ -> Outcome.NOTHING;
            case Reading.Denied _ -> Outcome.DENIED;
            case Reading.Failed _ -> Outcome.FAILED;
        };
    }

    /** Brings a step that asks sources to where its calls are. */
    void advance(StepId step, Instant now) {
        List<Call> calls =
                state.calls().stream().filter(call -> call.step().equals(step)).toList();
        StepProgress at = StepProgress.of(calls);
        add(new StepMoved(now, step, at.status(), at.output(), at.sources()));
    }

    /** This, on top of a decision that led to the state that it began with. */
    Decision after(Decision before) {
        List<SessionEvent> allEvents = new ArrayList<>(before.events());
        allEvents.addAll(events);
        List<Effect> allEffects = new ArrayList<>(before.effects());
        allEffects.addAll(effects);
        if (!events.isEmpty()) {
            allEffects.add(new Effect.Show());
        }
        return new Decision(allEvents, allEffects);
    }

    Decision decision() {
        effects.add(new Effect.Show());
        return new Decision(events, effects);
    }
}
