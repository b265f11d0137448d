package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Evidence;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.mind.Thought;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.MindAnswered;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.TakenOver;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The transition table of every session: given its state and what happened, which events are added and what is done.
 * Pure: the same arguments give the same decision.
 */
public final class Lifecycle {
    /** Longer than anything takes that happens between a session's last answer and its end. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private final Map<RitualName, Ritual> rituals;
    private final Instruments instruments;
    private final MindTalk talk;
    private final Questions questions;
    private final Presses presses;
    private final Proposals proposals;
    private final Acting acting;
    private final CallAnswers answers;
    private final Steps steps;

    /** Sessions whose plays are all done by hand. */
    public Lifecycle(List<Ritual> rituals, Instruments instruments, Minds minds) {
        this(rituals, instruments, minds, Actuators.NONE);
    }

    /** Sessions whose plays are carried out by these tools. */
    public Lifecycle(List<Ritual> rituals, Instruments instruments, Minds minds, Actuators actuators) {
        this.rituals = Stream.concat(rituals.stream(), Stream.of(new Automation()))
                .collect(Collectors.toUnmodifiableMap(Ritual::name, ritual -> ritual));
        this.instruments = instruments;
        this.talk = new MindTalk(minds, instruments);
        this.questions = new Questions(talk, instruments);
        this.presses = new Presses(this.rituals);
        this.proposals = new Proposals(actuators);
        PlayWatch watch = new PlayWatch(instruments);
        this.answers = new CallAnswers(watch);
        this.acting = new Acting(watch, answers);
        this.steps = new Steps(proposals, instruments);
    }

    /** Decides where somebody is asked about everything that acts. */
    public Decision decide(SessionId id, Optional<RitualSession> state, Input input, Instant now) {
        return decide(id, state, input, Rules.ASKING, now);
    }

    /**
     * Decides.
     *
     * @param state the session so far; empty before it has started
     * @param rules what governs acts now
     */
    public Decision decide(SessionId id, Optional<RitualSession> state, Input input, Rules rules, Instant now) {
        return steps.goOn(id, state, table(id, state, input, rules, now), input, rules, now);
    }

    private Decision table(SessionId id, Optional<RitualSession> state, Input input, Rules rules, Instant now) {
        if (state.isEmpty()) {
            return input instanceof Input.FromPerson(Heard heard, Role _) ? first(id, heard, now) : Decision.NOTHING;
        }
        RitualSession session = state.get();
        return switch (input) {
            case Input.FromPerson(Heard.Said _, Role _) -> Decision.NOTHING;
            case Input.FromPerson(Heard.Ordered _, Role _) -> Decision.NOTHING;
            case Input.FromPerson(Heard.Alerted alerted, Role _) -> alerted(session, alerted, now);
            case Input.FromPerson(Heard.Signalled signalled, Role _) -> signalled(session, signalled, now);
            case Input.FromPerson(Heard.Asked asked, Role _) -> asked(session, asked, now);
            case Input.FromPerson(Heard.Submitted submitted, Role _) -> Announcing.asked(session, submitted, now);
            case Input.FromPerson(Heard.Pressed pressed, Role role) ->
                pressed.button() instanceof Heard.Button.Decide decide
                        ? acting.decide(session, pressed, decide, role, rules, now)
                        : presses.decide(session, pressed, now);
            case Input.Acted acted -> moved(session, progress -> answers.ran(progress, acted, now));
            case Input.Announced announced -> moved(session, progress -> Announcing.answered(progress, announced, now));
            case Input.Held held -> moved(session, progress -> answers.held(progress, held, rules, now));
            case Input.Answer answer -> answered(session, answer, rules, now);
            case Input.Said said -> said(session, said, now);
            case Input.Thought thought -> thought(session, thought, now);
            case Input.Tick() -> ticked(session, rules, now);
            case Input.Resumed(Set<Input.Calling> calling) -> resumed(session, calling, now);
        };
    }

    private static Decision moved(RitualSession session, Consumer<Progress> move) {
        Progress progress = new Progress(session);
        move.accept(progress);
        return progress.isStill() ? Decision.NOTHING : progress.decision();
    }

    private Decision first(SessionId id, Heard heard, Instant now) {
        return switch (heard) {
            case Heard.Said said -> started(id, said, List.of(), now).decision();
            case Heard.Alerted alerted -> {
                Progress progress = started(id, AlertIntake.said(alerted), List.of(AlertIntake.STEP), now);
                AlertIntake.join(progress, alerted, now);
                yield progress.decision();
            }
            case Heard.Signalled signalled ->
                switch (signalled.signal()) {
                    case Heard.Signal.Run run ->
                        steps.started(id, signalled, run, now).decision();
                    case Heard.Signal.Withdrawn withdrawn -> neverBegun(id, signalled, withdrawn, now);
                    case Heard.Signal.Ended _ -> Decision.NOTHING;
                };
            case Heard.Asked _, Heard.Pressed _, Heard.Submitted _, Heard.Ordered _ -> Decision.NOTHING;
        };
    }

    private static Decision alerted(RitualSession session, Heard.Alerted alerted, Instant now) {
        return moved(session, progress -> AlertIntake.join(progress, alerted, now));
    }

    private static Decision signalled(RitualSession session, Heard.Signalled signalled, Instant now) {
        return switch (signalled.signal()) {
            case Heard.Signal.Ended ended -> moved(session, progress -> Steps.ended(progress, ended, now));
            case Heard.Signal.Withdrawn withdrawn -> Presses.stopped(session, withdrawn.because(), now);
            case Heard.Signal.Run _ -> Decision.NOTHING; // it runs already
        };
    }

    /** A session that is not waited for any more before it has begun: whatever would begin it comes too late. */
    private static Decision neverBegun(
            SessionId id, Heard.Signalled signalled, Heard.Signal.Withdrawn withdrawn, Instant now) {
        Started started = new Started(
                now,
                withdrawn.asked().orElse(signalled.key()),
                withdrawn.ritual(),
                withdrawn.intent(),
                Optional.empty(),
                signalled.person(),
                signalled.place(),
                now);
        Progress progress = new Progress(RitualSession.start(id, started));
        progress.begun(started);
        progress.add(new Planned(now, List.of()));
        progress.add(new Finished(now, Status.CANCELLED, withdrawn.because()));
        return progress.decision();
    }

    /** Begins a session; some steps of its plan may come before those of the ritual. */
    private Progress started(SessionId id, Heard.Said said, List<PlanStep> before, Instant now) {
        Ritual ritual = ritual(said.ritual());
        Instant deadline = now.plus(ritual.limit());
        Started started = new Started(
                now,
                said.key(),
                said.ritual(),
                said.intent(),
                said.understood(),
                said.person(),
                said.place(),
                deadline);
        Progress progress = new Progress(RitualSession.start(id, started));
        progress.begun(started);
        List<Ritual.Stage> stages = ritual.plan(said.intent(), now);
        List<Capability> asks = stages.stream()
                .flatMap(stage -> stage.queries().stream())
                .map(Query::capability)
                .filter(each -> !Capability.BESIDE.contains(each))
                .distinct()
                .toList();
        if (asks.stream().allMatch(each -> instruments.serving(each).isEmpty())) {
            progress.add(new Planned(now, before));
            progress.add(new Finished(now, Status.FAILED, unconnected(asks)));
            return progress;
        }
        progress.add(new Planned(
                now,
                Stream.concat(before.stream(), stages.stream().map(Ritual.Stage::step))
                        .toList()));
        for (Ritual.Stage stage : stages) {
            for (Query query : stage.queries()) {
                progress.ask(stage.step().id(), query, instruments, now);
            }
            if (!stage.queries().isEmpty()) {
                progress.advance(stage.step().id(), now);
            }
        }
        progress.want(new Effect.WakeAt(deadline));
        return progress;
    }

    /** What to do where no source can be asked. */
    private static String unconnected(List<Capability> asks) {
        return "No source is connected, so there is nothing to go by. In opspilot.yml, name an MCP server under servers,"
                + " and under bindings say which of its tools answers "
                + asks.stream().map(Capability::key).collect(Collectors.joining(", "))
                + "; one is enough to begin with. Then start OpsPilot anew and ask again; opspilot doctor says whether"
                + " the source answers.";
    }

    private Decision asked(RitualSession session, Heard.Asked asked, Instant now) {
        Progress progress = new Progress(session);
        questions.asked(progress, ritual(session), asked, now);
        return progress.decision();
    }

    private Decision answered(RitualSession session, Input.Answer answer, Rules rules, Instant now) {
        Optional<Call> awaited = session.open().stream()
                .filter(call -> call.id().equals(answer.call()))
                .findFirst();
        if (awaited.isEmpty()) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        Ritual ritual = ritual(session);
        Optional<HeardKey> question = awaited.get().question();
        if (question.isPresent()) {
            progress.take(answer, now);
            questions.read(progress, ritual, awaited.get(), question.get(), now);
            return progress.decision();
        }
        Optional<PlayId> play = awaited.get().play();
        if (play.isPresent()) {
            progress.take(answer, now);
            acting.read(progress, play.get(), now);
            return progress.decision();
        }
        if (session.view().status().isEnd()) {
            return Decision.NOTHING;
        }
        progress.take(answer, now);
        if (awaited.get().isOfStep()) {
            return progress.decision();
        }
        Ritual.Move move = ritual.assess(progress.state(), now);
        move.events().forEach(event -> proposals.add(progress, event, rules, now));
        for (Ritual.Further further : move.asks()) {
            progress.ask(further.step(), further.query(), instruments, now);
            progress.advance(further.step(), now);
        }
        if (progress.state().openOfPlan().isEmpty()) {
            conclude(progress, ritual, rules, now);
        }
        return progress.decision();
    }

    private Decision said(RitualSession session, Input.Said said, Instant now) {
        Progress progress = new Progress(session);
        talk.heard(progress, said, now);
        return progress.isStill() ? Decision.NOTHING : progress.decision();
    }

    private Decision thought(RitualSession session, Input.Thought input, Instant now) {
        if (!MindTalk.isOpen(session, input.about(), input.round())) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        think(progress, input.about(), input.thought(), input.evidence(), now);
        return progress.decision();
    }

    private void think(
            Progress progress, Optional<HeardKey> about, Thought thought, List<Evidence> evidence, Instant now) {
        Ritual ritual = ritual(progress.state());
        if (about.isPresent()) {
            questions.thought(progress, ritual, about.get(), thought, evidence, now);
            return;
        }
        if (progress.state().view().status().isEnd()) {
            progress.add(new MindAnswered(now, about, thought.tokens(), ""));
            return;
        }
        if (thought instanceof Thought.Reads reads && talk.reads(progress, ritual, reads, about, now)) {
            progress.add(new MindAnswered(now, about, reads.tokens(), ""));
            return;
        }
        talk.told(progress, thought, evidence, now);
        progress.add(new Finished(now, Status.DONE, ""));
    }

    private Decision ticked(RitualSession session, Rules rules, Instant now) {
        Progress progress = new Progress(session);
        acting.ticked(progress, rules, now);
        for (MindWork.Open open : session.mind().open()) {
            if (!now.isBefore(open.until())) {
                think(progress, open.about(), new Thought.Failed("It did not answer in time.", 0), List.of(), now);
            }
        }
        if (!progress.isStill()) {
            return progress.decision();
        }
        if (isLost(session, now)) {
            progress.add(
                    new Finished(
                            now,
                            Status.FAILED,
                            "OpsPilot lost track of this session: it waited for nothing any more and had not ended. Ask again."));
            return progress.decision();
        }
        boolean waits = session.view().status().isEnd()
                || session.run().isPresent()
                || session.openOfPlan().isEmpty();
        if (waits) {
            return Decision.NOTHING;
        }
        if (now.isBefore(session.deadline())) {
            return new Decision(List.of(), List.of(new Effect.WakeAt(session.deadline())));
        }
        for (Call call : session.openOfPlan()) {
            Reading late = new Reading.Failed(
                    new Reading.Origin(call.source(), call.tool(), "", now, false, "", Optional.empty()),
                    "No answer within the session's time limit.");
            Instant asked = session.view().startedAt();
            progress.take(new Input.Answer(call.id(), asked, Duration.between(asked, now), late), now);
        }
        conclude(progress, ritual(session), rules, now);
        return progress.decision();
    }

    /** Whether a session can never end by itself, long after it should have. */
    private static boolean isLost(RitualSession session, Instant now) {
        return session.run().isEmpty()
                && session.view().status() == Status.RUNNING
                && session.openOfPlan().isEmpty()
                && session.mind().open().isEmpty()
                && now.isAfter(session.deadline().plus(LOST_AFTER));
    }

    private Decision resumed(RitualSession session, Set<Input.Calling> calling, Instant now) {
        Progress progress = new Progress(session);
        if (!session.view().status().isEnd()) {
            // The time that nobody worked on it counts for a workflow, whose steps wait for days.
            Instant deadline = session.run().isPresent()
                    ? session.deadline()
                    : now.plus(ritual(session).limit());
            progress.add(new TakenOver(now, deadline));
            progress.askAgain(session.openOfPlan());
            session.mind().about(Optional.empty()).ifPresent(open -> talk.think(progress, open));
            if (session.run().isEmpty()) {
                progress.want(new Effect.WakeAt(deadline));
            }
        }
        acting.resumed(progress, calling, now);
        Announcing.resumed(progress);
        session.view().questions().stream()
                .filter(question -> question.answer().isEmpty())
                .forEach(question -> questions.goOn(progress, question));
        return progress.decision();
    }

    private void conclude(Progress progress, Ritual ritual, Rules rules, Instant now) {
        ritual.conclude(progress.state(), now).forEach(event -> proposals.add(progress, event, rules, now));
        Proposals.runAllowed(progress, rules, now);
        if (!talk.ask(progress, Optional.empty(), now)) {
            progress.add(new Finished(now, Status.DONE, ""));
        }
    }

    private Ritual ritual(RitualSession session) {
        return ritual(session.view().ritual());
    }

    private Ritual ritual(RitualName name) {
        return Optional.ofNullable(rituals.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such ritual in this version: " + name.key()));
    }
}
