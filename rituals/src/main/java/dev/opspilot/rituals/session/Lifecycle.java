package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.TakenOver;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The transition table of every session: given its state and what happened, which events are added and what is done.
 * Pure: the same arguments give the same decision.
 */
public final class Lifecycle {
    /** A second press within this time is the same press. */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(5);

    private final Map<RitualName, Ritual> rituals;
    private final Instruments instruments;

    public Lifecycle(List<Ritual> rituals, Instruments instruments) {
        this.rituals = rituals.stream().collect(Collectors.toUnmodifiableMap(Ritual::name, ritual -> ritual));
        this.instruments = instruments;
    }

    /**
     * Decides.
     *
     * @param state the session so far; empty before it has started
     */
    public Decision decide(SessionId id, Optional<RitualSession> state, Input input, Instant now) {
        return switch (input) {
            case Input.FromPerson(Heard.Said said) -> state.isPresent() ? Decision.NOTHING : started(id, said, now);
            case Input.FromPerson(Heard.Pressed pressed) ->
                state.map(session -> pressed(session, pressed, now)).orElse(Decision.NOTHING);
            case Input.Answer answer ->
                state.map(session -> answered(session, answer, now)).orElse(Decision.NOTHING);
            case Input.Tick() -> state.map(session -> ticked(session, now)).orElse(Decision.NOTHING);
            case Input.Resumed() -> state.map(session -> resumed(session, now)).orElse(Decision.NOTHING);
        };
    }

    private Decision started(SessionId id, Heard.Said said, Instant now) {
        Ritual ritual = ritual(said.ritual());
        Instant deadline = now.plus(ritual.limit());
        Started started =
                new Started(now, said.key(), said.ritual(), said.intent(), said.person(), said.place(), deadline);
        Progress progress = new Progress(RitualSession.start(id, started), started);
        List<Ritual.Stage> stages = ritual.plan(said.intent(), now);
        progress.add(new Planned(now, stages.stream().map(Ritual.Stage::step).toList()));
        for (Ritual.Stage stage : stages) {
            for (Query query : stage.queries()) {
                for (Instrument instrument : instruments.serving(query.capability())) {
                    ask(progress, stage.step(), query, instrument, now);
                }
            }
            if (!stage.queries().isEmpty()) {
                advance(progress, stage.step(), now);
            }
        }
        progress.effects.add(new Effect.WakeAt(deadline));
        if (progress.state.open().isEmpty()) {
            progress.add(new Finished(now, Status.FAILED, "No source is connected that this ritual can ask."));
        }
        return progress.decision();
    }

    private static void ask(Progress progress, PlanStep step, Query query, Instrument instrument, Instant now) {
        CallId call = new CallId(query.capability().key() + "/" + instrument.tool());
        progress.add(new CallAsked(now, call, step.id(), instrument.source(), instrument.tool(), query));
        progress.effects.add(new Effect.Ask(call, instrument.tool(), query));
    }

    private Decision answered(RitualSession session, Input.Answer answer, Instant now) {
        boolean awaited = session.open().stream().anyMatch(call -> call.id().equals(answer.call()));
        if (!awaited || session.view().status().isEnd()) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        take(progress, answer, now);
        Ritual ritual = ritual(session.view().ritual());
        ritual.assess(progress.state, now).forEach(progress::add);
        if (progress.state.open().isEmpty()) {
            conclude(progress, ritual, now);
        }
        return progress.decision();
    }

    private Decision ticked(RitualSession session, Instant now) {
        if (session.view().status().isEnd()) {
            return Decision.NOTHING;
        }
        if (now.isBefore(session.deadline())) {
            return new Decision(List.of(), List.of(new Effect.WakeAt(session.deadline())));
        }
        Progress progress = new Progress(session);
        for (Call call : session.open()) {
            Reading late = new Reading.Failed(
                    new Reading.Origin(call.source(), call.tool(), "", now, false, "", Optional.empty()),
                    "No answer within the session's time limit.");
            Instant asked = session.view().startedAt();
            take(progress, new Input.Answer(call.id(), asked, Duration.between(asked, now), late), now);
        }
        conclude(progress, ritual(session.view().ritual()), now);
        return progress.decision();
    }

    private Decision resumed(RitualSession session, Instant now) {
        if (session.view().status().isEnd()) {
            return new Decision(List.of(), List.of(new Effect.Show()));
        }
        Instant deadline = now.plus(ritual(session.view().ritual()).limit());
        Progress progress = new Progress(session);
        progress.add(new TakenOver(now, deadline));
        session.open().forEach(call -> progress.effects.add(new Effect.Ask(call.id(), call.tool(), call.query())));
        progress.effects.add(new Effect.WakeAt(deadline));
        return progress.decision();
    }

    private static Decision pressed(RitualSession session, Heard.Pressed pressed, Instant now) {
        return switch (pressed.button()) {
            case Heard.Button.Why(FindingId finding) -> why(session, pressed, finding, now);
        };
    }

    private static Decision why(RitualSession session, Heard.Pressed pressed, FindingId finding, Instant now) {
        if (session.view().why(finding).isEmpty()) {
            return Decision.NOTHING;
        }
        boolean known =
                session.questions().stream().anyMatch(asked -> asked.key().equals(pressed.key()));
        boolean doubled = !known
                && session.questions().stream()
                        .anyMatch(asked -> asked.finding().equals(finding)
                                && asked.person().equals(pressed.person())
                                && asked.at().plus(DOUBLE_CLICK).isAfter(now));
        if (doubled) {
            return Decision.NOTHING;
        }
        List<SessionEvent> events = known
                ? List.of()
                : List.of(new WhyAsked(now, pressed.key(), pressed.person(), pressed.place(), finding));
        return new Decision(
                events, List.of(new Effect.Explain(pressed.key(), pressed.person(), pressed.place(), finding)));
    }

    /** Keeps an answer with its receipt, and moves its step on. */
    private void take(Progress progress, Input.Answer answer, Instant now) {
        RitualSession session = progress.state;
        Reading reading = answer.reading();
        Reading.Origin origin = reading.origin();
        Receipt receipt = session.chain()
                .next(new ReceiptChain.Draft(
                        origin.source(),
                        origin.tool(),
                        origin.arguments(),
                        session.view().actor().actor(),
                        answer.askedAt(),
                        origin.observedAt(),
                        answer.latency(),
                        origin.cached(),
                        outcome(reading),
                        origin.result(),
                        origin.link(),
                        Optional.empty()));
        progress.add(new CallAnswered(now, answer.call(), receipt, reading));
        progress.state.calls().stream()
                .filter(call -> call.id().equals(answer.call()))
                .findFirst()
                .flatMap(call -> progress.state.view().plan().stream()
                        .filter(step -> step.id().equals(call.step()))
                        .findFirst())
                .ifPresent(step -> advance(progress, step, now));
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
    private static void advance(Progress progress, PlanStep step, Instant now) {
        List<Call> calls = progress.state.calls().stream()
                .filter(call -> call.step().equals(step.id()))
                .toList();
        StepProgress at = StepProgress.of(calls);
        progress.add(new StepMoved(now, step.id(), at.status(), at.output(), at.sources()));
    }

    private static void conclude(Progress progress, Ritual ritual, Instant now) {
        ritual.conclude(progress.state, now).forEach(progress::add);
        progress.add(new Finished(now, Status.DONE, ""));
    }

    private Ritual ritual(RitualName name) {
        return Optional.ofNullable(rituals.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such ritual in this version: " + name.key()));
    }

    /** A decision in the making: the state moves with each event, so that what follows sees it. */
    private static final class Progress {
        private final List<SessionEvent> events = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();
        private RitualSession state;

        Progress(RitualSession state) {
            this.state = state;
        }

        Progress(RitualSession state, Started started) {
            this(state);
            events.add(started);
        }

        void add(SessionEvent event) {
            state = state.with(event);
            events.add(event);
        }

        Decision decision() {
            effects.add(new Effect.Show());
            return new Decision(events, effects);
        }
    }
}
