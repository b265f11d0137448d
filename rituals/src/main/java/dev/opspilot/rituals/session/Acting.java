package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of plays once they are proposed: decided by people, run once, watched, taken back. Pure.
 *
 * <p>The event that a call starts is stored before the call is made. So after a crash a call that has started and has no
 * answer may have had its effect: it is never made again by itself, and what should change is read instead.
 */
final class Acting {
    private final PlayWatch watch;
    private final CallAnswers answers;

    Acting(PlayWatch watch, CallAnswers answers) {
        this.watch = watch;
        this.answers = answers;
    }

    /** A person decided; whether it counts or not, it stands in the log. */
    Decision decide(
            RitualSession session,
            Heard.Pressed pressed,
            Heard.Button.Decide decide,
            Role role,
            Rules rules,
            Instant now) {
        if (session.decided().contains(pressed.key())) {
            return again(session, pressed, decide, role);
        }
        Progress progress = new Progress(session);
        switch (Rulings.of(session, pressed, decide, role, rules, now)) {
            case Rulings.Verdict.Refused(Refusal refusal, boolean late) -> {
                if (late) {
                    progress.add(new PlayExpired(now, decide.play()));
                }
                if (refusal.why() == Refusal.Why.FREEZE) {
                    stricter(progress, decide.play(), now);
                }
                progress.add(
                        new PlayRefused(now, pressed.key(), pressed.person(), decide.play(), decide.choice(), refusal));
                progress.want(new Effect.Tell(
                        pressed.key(),
                        pressed.person(),
                        pressed.place(),
                        Notice.of("This was not done", refusal.words())));
                drill(session, pressed, decide, role).ifPresent(progress::want);
            }
            case Rulings.Verdict.Counts(
                    PlayPolicy policy,
                    Status becomes,
                    Optional<Instant> due,
                    List<String> breaks,
                    Optional<String> anew) -> {
                Play play = session.play(decide.play()).orElseThrow();
                if (!policy.equals(play.policy())) {
                    progress.add(new PlayProposed(now, play.under(policy)));
                }
                Ruling ruling = new Ruling(
                        decide.choice(),
                        pressed.person().actor(),
                        pressed.person().name(),
                        role.key(),
                        decide.reason(),
                        now,
                        breaks);
                anew.ifPresent(
                        why -> progress.add(new PlayHeld(now, play.id(), Status.PROPOSED, Optional.empty(), why)));
                progress.add(new PlayDecided(now, pressed.key(), play.id(), ruling, becomes, due));
                due.ifPresent(at -> progress.want(new Effect.WakeAt(at)));
                drill(progress.state(), pressed, decide, role).ifPresent(progress::want);
                if (becomes == Status.RUNNING) {
                    start(progress, play.id(), Direction.FORWARD, ruling.actor(), now);
                } else if (becomes == Status.ROLLING_BACK) {
                    start(progress, play.id(), Direction.BACK, ruling.actor(), now);
                }
            }
        }
        return progress.decision();
    }

    /** A press that is delivered again: after a crash its drill may not have been begun. */
    private static Decision again(RitualSession session, Heard.Pressed pressed, Heard.Button.Decide decide, Role role) {
        return drill(session, pressed, decide, role)
                .map(begin -> new Decision(List.of(), List.of(begin)))
                .orElse(Decision.NOTHING);
    }

    /**
     * Begins the drill of a play that was started, beside the session that proposes it; also for whoever presses later,
     * as what the first press wanted may not have begun.
     */
    private static Optional<Effect> drill(
            RitualSession session, Heard.Pressed pressed, Heard.Button.Decide decide, Role role) {
        return session.play(decide.play())
                .filter(play -> play.begun().isPresent())
                .filter(_ -> decide.choice() == Choice.START_DRILL && role.covers(decide.needs()))
                .flatMap(Play::drill)
                .map(drill -> Effect.Begin.once(
                        drill.session(),
                        pressed.key(),
                        pressed.person(),
                        session.view().place().outOfThread(),
                        RitualName.INCIDENT,
                        drill.intent(),
                        Optional.empty()));
    }

    /** A freeze has begun since the proposal: from now on the play says that two people have to agree, and why. */
    private static void stricter(Progress progress, PlayId id, Instant now) {
        progress.state()
                .play(id)
                .filter(play -> play.policy() instanceof PlayPolicy.NeedsApproval(int people) && people < 2)
                .ifPresent(play -> progress.add(new PlayProposed(now, play.under(new PlayPolicy.NeedsApproval(2)))));
    }

    static void start(Progress progress, PlayId id, Direction direction, String actor, Instant now) {
        Play play = progress.state().play(id).orElseThrow();
        Act act = (direction == Direction.FORWARD ? play.bound().map(Bound::act) : play.undo()).orElseThrow();
        progress.add(new PlayStarted(now, id, direction, act.digest(), actor));
        progress.want(new Effect.Call(
                progress.state().play(id).orElseThrow(),
                direction,
                act,
                actor,
                Guard.judged(progress.state(), actor),
                false));
    }

    /** Time went by: windows open, and what is watched is read again. */
    void ticked(Progress progress, Rules rules, Instant now) {
        for (Play play : progress.state().view().plays()) {
            if (play.status() == Status.APPROVED
                    && play.due().filter(due -> !due.isAfter(now)).isPresent()) {
                open(progress, play, rules, now);
            } else if (play.status() == Status.VERIFYING) {
                watch.look(progress, play, now);
            }
        }
    }

    private static void open(Progress progress, Play play, Rules rules, Instant now) {
        String actor = play.rulings().getLast().actor();
        Optional<String> stops = Guard.stops(play, Direction.FORWARD, actor, rules, now)
                .or(() -> Guard.broken(progress.state(), play, rules, now)
                        .map(freeze -> "The freeze “" + freeze.title() + "” is on."))
                .or(() -> Guard.tooFew(progress.state(), play, rules));
        if (stops.isPresent()) {
            CallAnswers.wait(progress, play, true, stops.get(), rules, now);
        } else {
            start(progress, play.id(), Direction.FORWARD, actor, now);
        }
    }

    /** What is watched was read. */
    void read(Progress progress, PlayId id, Instant now) {
        watch.read(progress, id, now);
    }

    /**
     * After a crash: what was in the middle of a call is read, not called; what waits is waited for.
     *
     * @param calling what is still in the middle of its call
     */
    void resumed(Progress progress, Set<Input.Calling> calling, Instant now) {
        for (Play play : progress.state().view().plays()) {
            if (!play.runs().isEmpty() && calling.contains(Input.Calling.last(play))) {
                continue;
            }
            switch (play.status()) {
                case RUNNING -> interrupted(progress, play, Direction.FORWARD, now);
                case ROLLING_BACK -> interrupted(progress, play, Direction.BACK, now);
                case APPROVED -> progress.want(new Effect.WakeAt(play.due().orElse(now)));
                case VERIFYING -> {
                    progress.askAgain(progress.state().open().stream()
                            .filter(call -> call.step().equals(RitualSession.stepOf(play.id())))
                            .toList());
                    progress.want(new Effect.WakeAt(now));
                }
                case PROPOSED, DONE, UNVERIFIED, FAILED, DISMISSED, EXPIRED, BY_HAND, ROLLED_BACK, ROLLBACK_FAILED -> {
                    // nothing is under way
                }
            }
        }
    }

    /** A step's call that carries a key is made again: its tool does nothing twice for one key. */
    private void interrupted(Progress progress, Play play, Direction direction, Instant now) {
        Act act = (direction == Direction.FORWARD ? play.bound().map(Bound::act) : play.undo()).orElseThrow();
        boolean ofStep = progress.state().run().isPresent();
        if (ofStep && StepPlays.isKeyed(progress.state(), play.id(), act)) {
            progress.want(new Effect.Call(
                    play,
                    direction,
                    act,
                    CallAnswers.actor(play),
                    Guard.judged(progress.state(), CallAnswers.actor(play)),
                    true));
        } else {
            answers.unknown(progress, play, " It was not called again.", now);
        }
    }
}
