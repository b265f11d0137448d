package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import java.time.Duration;
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
    private static final String INTERRUPTED =
            "OpsPilot was interrupted in the middle of the call, so it is not known whether it had its effect.";

    private final PlayWatch watch;

    Acting(Instruments instruments) {
        this.watch = new PlayWatch(instruments);
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
            return again(session, pressed, decide);
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
                drill(progress.state(), pressed.person(), play.id()).ifPresent(progress::want);
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
    private static Decision again(RitualSession session, Heard.Pressed pressed, Heard.Button.Decide decide) {
        return drill(session, pressed.person(), decide.play())
                .map(begin -> new Decision(List.of(), List.of(begin)))
                .orElse(Decision.NOTHING);
    }

    /** Begins the drill of a play that this person has started, beside the session that proposes it. */
    private static Optional<Effect> drill(RitualSession session, Person person, PlayId id) {
        return session.play(id)
                .filter(play -> play.begun().isPresent())
                .filter(play -> play.rulings().getLast().actor().equals(person.actor()))
                .flatMap(Play::drill)
                .map(drill -> Effect.Begin.once(
                        drill.session(),
                        person,
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

    /** A call was not made after all. */
    void held(Progress progress, Input.Held held, Rules rules, Instant now) {
        Optional<Play> play = underWay(progress.state(), held.play(), held.direction());
        if (play.isEmpty()) {
            return;
        }
        if (held.repeated()) {
            unknown(progress, play.get(), held.direction(), INTERRUPTED + " Now it is held: " + held.because(), now);
            return;
        }
        if (held.direction() == Direction.BACK) {
            progress.add(new PlayHeld(now, held.play(), Status.UNVERIFIED, Optional.empty(), held.because()));
            return;
        }
        boolean forWindow =
                play.get().rulings().stream().anyMatch(each -> each.choice() == Ruling.Choice.APPROVE_FOR_WINDOW);
        wait(progress, play.get(), forWindow, held.because(), rules, now);
    }

    private static void wait(
            Progress progress, Play play, boolean forWindow, String because, Rules rules, Instant now) {
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

    private static Optional<Play> underWay(RitualSession session, PlayId id, Direction direction) {
        return session.play(id)
                .filter(play -> play.runs().stream()
                        .reduce((_, last) -> last)
                        .filter(run -> run.direction() == direction)
                        .filter(run -> run.state() == Run.State.UNDER_WAY || run.state() == Run.State.UNKNOWN)
                        .isPresent());
    }

    /** A call came back, or its time ran out. */
    void ran(Progress progress, Input.Acted acted, Instant now) {
        Optional<Play> found = underWay(progress.state(), acted.play(), acted.direction());
        if (found.isEmpty()) {
            return;
        }
        Play play = found.get();
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
                        Optional.of(guidance(play, acted.direction()))));
        Status becomes = after(play, acted);
        progress.add(new PlayRan(now, play.id(), acted.direction(), receipt, acted.answer(), becomes));
        if (becomes == Status.VERIFYING) {
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
        if (acted.direction() == Direction.BACK) {
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
            wait(progress, play, true, stops.get(), rules, now);
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
                    play, direction, act, actor(play), Guard.judged(progress.state(), actor(play)), true));
        } else {
            unknown(progress, play, direction, INTERRUPTED + " It was not called again.", now);
        }
    }

    private static String actor(Play play) {
        return play.rulings().isEmpty()
                ? Ruling.BY_POLICY
                : play.rulings().getLast().actor();
    }

    private void unknown(Progress progress, Play play, Direction direction, String reason, Instant now) {
        Act act = (direction == Direction.FORWARD ? play.bound().map(Bound::act) : play.undo()).orElseThrow();
        Instant startedAt = play.runs().getLast().startedAt();
        Reading.Origin origin =
                new Reading.Origin(act.server(), act.name(), act.arguments(), now, false, "", Optional.empty());
        ran(
                progress,
                new Input.Acted(
                        play.id(),
                        direction,
                        actor(play),
                        startedAt,
                        Duration.between(startedAt, now),
                        new Act.Answer.Unknown(origin, reason)),
                now);
    }
}
