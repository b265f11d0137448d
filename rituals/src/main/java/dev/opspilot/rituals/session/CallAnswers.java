package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of the calls for plays: each answer belongs to the call that it answers, whatever was called since. Pure.
 */
final class CallAnswers {
    private static final String INTERRUPTED =
            "OpsPilot was interrupted in the middle of the call, so it is not known whether it had its effect.";

    private final PlayWatch watch;

    CallAnswers(PlayWatch watch) {
        this.watch = watch;
    }

    /** A call was not made after all. */
    void held(Progress progress, Input.Held held, Rules rules, Instant now) {
        Input.Calling call = held.call();
        Optional<Run> run = run(progress.state(), call).filter(Run::isOpen);
        if (run.isEmpty()) {
            return;
        }
        Play play = progress.state().play(call.play()).orElseThrow();
        boolean isLast = Input.Calling.last(play).equals(call);
        if (!isLast) {
            if (!held.repeated()) {
                ran(progress, uncalled(play, held, now), now);
            }
            return;
        }
        if (held.repeated()) {
            unknown(progress, play, " Now it is held: " + held.because(), now);
            return;
        }
        if (call.direction() == Direction.BACK) {
            progress.add(new PlayHeld(now, play.id(), Status.UNVERIFIED, Optional.empty(), held.because()));
            return;
        }
        boolean forWindow = play.rulings().stream().anyMatch(each -> each.choice() == Ruling.Choice.APPROVE_FOR_WINDOW);
        wait(progress, play, forWindow, held.because(), rules, now);
    }

    /** An earlier call, whose outcome was not known, was not made after all. */
    private static Input.Acted uncalled(Play play, Input.Held held, Instant now) {
        return acted(
                play,
                held.call(),
                origin -> new Act.Answer.Failed(origin, "It was not called: " + held.because()),
                now);
    }

    /** An approved play that is kept from running waits for its window, or for people. */
    static void wait(Progress progress, Play play, boolean forWindow, String because, Rules rules, Instant now) {
        Optional<Instant> next = forWindow && rules.halt().isEmpty()
                ? Guard.window(progress.state(), play, rules, now)
                        .map(ChangeWindow::from)
                        .filter(now::isBefore)
                : Optional.empty();
        Status becomes = next.isPresent() ? Status.APPROVED : Status.PROPOSED;
        String kept = next.isPresent()
                ? " It waits for the next change window."
                : " Nothing was changed; it can be approved anew.";
        progress.add(new PlayHeld(now, play.id(), becomes, next, because + kept));
        next.ifPresent(at -> progress.want(new Effect.WakeAt(at)));
    }

    /** The run of a play that a call belongs to, whatever was called for the play since. */
    private static Optional<Run> run(RitualSession session, Input.Calling call) {
        return session.play(call.play()).stream()
                .flatMap(play -> play.runs().stream()
                        .filter(run -> Input.Calling.of(play, run).equals(call)))
                .reduce((_, last) -> last);
    }

    /** A call came back, or its time ran out; an answer that comes after another of its play is kept as what it is. */
    void ran(Progress progress, Input.Acted acted, Instant now) {
        Optional<Run> run = run(progress.state(), acted.call());
        if (run.isEmpty()) {
            return;
        }
        Play play = progress.state().play(acted.call().play()).orElseThrow();
        Direction direction = acted.call().direction();
        Reading.Origin origin = acted.answer().origin();
        Receipt receipt = progress.state()
                .chain()
                .next(new ReceiptChain.Draft(
                        origin.source(),
                        origin.tool(),
                        origin.arguments(),
                        acted.actor(),
                        acted.askedAt(),
                        origin.observedAt(),
                        acted.latency(),
                        false,
                        acted.answer() instanceof Act.Answer.Done ? Outcome.FOUND : Outcome.FAILED,
                        origin.result(),
                        origin.link(),
                        Optional.of(guidance(play, direction))));
        boolean decides = run.get().isOpen() && run.get().equals(play.runs().getLast());
        Status becomes = decides ? after(play, acted) : play.status();
        progress.add(new PlayRan(
                now, play.id(), direction, Optional.of(run.get().startedAt()), receipt, acted.answer(), becomes));
        if (decides && becomes == Status.VERIFYING) {
            play.bound()
                    .flatMap(Bound::check)
                    .ifPresent(check -> progress.want(new Effect.WakeAt(now.plus(check.every()))));
        }
    }

    private static String guidance(Play play, Direction direction) {
        if (direction == Direction.BACK) {
            return "This was the way back. To do it again: " + play.title() + ".";
        }
        return switch (play.rollback()) {
            case Rollback.Undo undo -> undo.how();
            case Rollback.Irreversible(String because) -> "Cannot be undone: " + because;
        };
    }

    private Status after(Play play, Input.Acted acted) {
        if (acted.call().direction() == Direction.BACK) {
            return acted.answer() instanceof Act.Answer.Done ? Status.ROLLED_BACK : Status.ROLLBACK_FAILED;
        }
        if (acted.answer() instanceof Act.Answer.Failed) {
            return Status.FAILED;
        }
        if (play.status() == Status.DONE || play.status() == Status.UNVERIFIED) {
            return play.status(); // an answer that came after what should change had been read
        }
        if (watch.canRead(play)) {
            return Status.VERIFYING;
        }
        return acted.answer() instanceof Act.Answer.Done ? Status.DONE : Status.UNVERIFIED;
    }

    /** Nobody answers the last call any more. */
    void unknown(Progress progress, Play play, String more, Instant now) {
        ran(
                progress,
                acted(
                        play,
                        Input.Calling.last(play),
                        origin -> new Act.Answer.Unknown(origin, INTERRUPTED + more),
                        now),
                now);
    }

    /** What OpsPilot itself has to say of a call that nobody answers any more. */
    private static Input.Acted acted(
            Play play, Input.Calling call, Function<Reading.Origin, Act.Answer> answer, Instant now) {
        boolean forward = call.direction() == Direction.FORWARD;
        Act act = (forward ? play.bound().map(Bound::act) : play.undo()).orElseThrow();
        Reading.Origin origin =
                new Reading.Origin(act.server(), act.name(), act.arguments(), now, false, "", Optional.empty());
        return new Input.Acted(
                call, actor(play), call.startedAt(), Duration.between(call.startedAt(), now), answer.apply(origin));
    }

    /** Who let a play run. */
    static String actor(Play play) {
        return play.rulings().isEmpty()
                ? Ruling.BY_POLICY
                : play.rulings().getLast().actor();
    }
}
