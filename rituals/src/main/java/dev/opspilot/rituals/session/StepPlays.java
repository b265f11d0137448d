package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of a workflow that change something, or that people decide: each is a play like any other, under the same
 * policies, freezes and kill switch. Pure.
 *
 * <p>A call that was under way in a crash, or whose answer was lost, is made again only if it carries a key by which its
 * tool knows it again.
 */
final class StepPlays {
    private final Proposals proposals;

    StepPlays(Proposals proposals) {
        this.proposals = proposals;
    }

    /** Whether the call of a step, or its way back, is under way. */
    boolean isCalling(RitualSession session, Step step) {
        return session.play(StepTasks.play(step))
                .map(Play::status)
                .filter(status -> status == Play.Status.RUNNING || status == Play.Status.ROLLING_BACK)
                .isPresent();
    }

    /** Where a step stands that a person does outside of OpsPilot. */
    Standing byHand(Progress progress, Step step, Steps.Moment moment) {
        return stands(progress, step, play(progress.state(), step, 1), moment);
    }

    /** Where a step stands that people agree to. */
    Standing approve(Progress progress, Step step, Task.Approve approve, Steps.Moment moment) {
        Intention intention = new Intention(
                ActKind.STEPS_APPROVE,
                Optional.empty(),
                Map.of("question", approve.question()),
                "The workflow goes on.",
                "What comes behind it runs, each step under its own policy.");
        return act(progress, step, intention, approve.people(), moment);
    }

    /**
     * Where a step stands that changes something.
     *
     * @param people how many must agree at least, where anybody must
     */
    Standing act(Progress progress, Step step, Intention intention, int people, Steps.Moment moment) {
        return stands(progress, step, play(progress.state(), step, people).meaning(intention), moment);
    }

    private static Play play(RitualSession session, Step step, int people) {
        List<ReceiptId> proof = List.of(ReceiptId.of(session.view().id(), 1));
        Rollback back = step.undo().isBlank()
                ? new Rollback.Irreversible("the workflow names no way back for this step.")
                : new Rollback.Undo(step.undo());
        Play play = Play.proposed(
                step.id(),
                step.title(),
                step.does(),
                "It is a step of the workflow “" + session.view().intent() + "”.",
                back,
                proof);
        return play.under(new PlayPolicy.NeedsApproval(people));
    }

    private Standing stands(Progress progress, Step step, Play wanted, Steps.Moment moment) {
        Optional<Play> known = progress.state().play(wanted.id());
        if (known.isEmpty()) {
            proposals.add(progress, new PlayProposed(moment.now(), wanted), moment.rules(), moment.now());
        }
        Play play = progress.state().play(wanted.id()).orElseThrow();
        return switch (play.status()) {
            case PROPOSED -> proposed(progress, play, wanted, moment);
            case APPROVED -> new Standing.Waits("Approved; it waits for the change window.");
            case RUNNING -> new Standing.Waits("It is being called.");
            case VERIFYING -> new Standing.Waits("Called; what should change is watched.");
            case DONE, BY_HAND -> new Standing.Complete(done(play), receipts(play));
            case UNVERIFIED -> uncertain(progress, step, play, moment);
            case FAILED -> failed(progress, step, play, moment);
            case DISMISSED -> new Standing.Failed(by(play) + " decided against it.");
            case EXPIRED -> new Standing.Failed("Nobody approved it in time.");
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED ->
                new Standing.Failed("It was taken back.", receipts(play));
        };
    }

    private Standing proposed(Progress progress, Play known, Play wanted, Steps.Moment moment) {
        Play play = regarded(progress, known, wanted, moment);
        return switch (play.policy()) {
            case PlayPolicy.Refused(String because) ->
                new Standing.Failed("The policy does not let it run: " + because);
            case PlayPolicy.Allowed() -> {
                Optional<String> stops =
                        Guard.stops(play, Direction.FORWARD, asker(progress), moment.rules(), moment.now());
                if (stops.isEmpty() && moment.mayAct()) {
                    run(progress, play, moment.now());
                    yield new Standing.Waits("It is being called.");
                }
                yield new Standing.Waits(stops.or(play::note).orElse("It is about to be called."));
            }
            case PlayPolicy.NeedsApproval(int people) -> {
                boolean frozen = onlyTheFreezeAsks(progress.state(), play, moment);
                if (isLate(play, moment.now()) && frozen) {
                    proposals.add(progress, new PlayProposed(moment.now(), wanted), moment.rules(), moment.now());
                } else if (isLate(play, moment.now())) {
                    yield expired(progress, play, moment.now());
                }
                yield new Standing.Waits(
                        play.bound().isEmpty()
                                ? "It waits for a person to do it."
                                : frozen
                                        ? "A freeze is on: it waits for its end, or for two people who say why."
                                        : people == 1
                                                ? "It waits for approval."
                                                : "It waits for the approval of " + people + " people.");
            }
        };
    }

    /** Who is judged where a policy lets something run. */
    private static String asker(Progress progress) {
        return Guard.judged(progress.state(), Ruling.BY_POLICY);
    }

    private static boolean isLate(Play play, Instant now) {
        return play.bound().filter(bound -> !now.isBefore(bound.expires())).isPresent();
    }

    private static Standing expired(Progress progress, Play play, Instant now) {
        progress.add(new PlayExpired(now, play.id()));
        return new Standing.Failed("Nobody approved it in time.");
    }

    /** Whether the policy lets it run, and only a freeze that is on now asks for people. */
    private static boolean onlyTheFreezeAsks(RitualSession session, Play play, Steps.Moment moment) {
        return play.bound().isPresent()
                && !Guard.isQuestion(play)
                && Guard.broken(session, play, moment.rules(), moment.now()).isPresent()
                && Guard.policy(
                                        play,
                                        play.bound().get().act(),
                                        moment.rules(),
                                        session.view().actor().actor(),
                                        "")
                                .mode()
                        == Policy.Mode.AUTO;
    }

    /** What nobody has decided about yet stands under the rules as they are now, not as they were. */
    private static Play regarded(Progress progress, Play known, Play wanted, Steps.Moment moment) {
        if (known.bound().isEmpty() || !known.rulings().isEmpty()) {
            return known;
        }
        Play now = Proposals.guarded(progress.state(), known.under(wanted.policy()), moment.rules(), moment.now());
        if (!now.policy().equals(known.policy())) {
            progress.add(new PlayProposed(moment.now(), now));
        }
        return now;
    }

    private static void run(Progress progress, Play play, Instant now) {
        Ruling ruling =
                new Ruling(Ruling.Choice.APPROVE, Ruling.BY_POLICY, "Policy", "", "The policy lets it run.", now);
        int attempt = attempts(play) + 1;
        HeardKey key = new HeardKey("policy/" + progress.state().view().id() + "/" + play.id() + "/" + attempt);
        progress.add(new PlayDecided(now, key, play.id(), ruling, Play.Status.RUNNING, Optional.empty()));
        Acting.start(progress, play.id(), Direction.FORWARD, Ruling.BY_POLICY, now);
    }

    private static int attempts(Play play) {
        return (int) play.runs().stream()
                .filter(run -> run.direction() == Direction.FORWARD)
                .count();
    }

    private static String done(Play play) {
        if (play.status() == Play.Status.BY_HAND) {
            return by(play) + " did it.";
        }
        boolean asked = play.intention()
                .filter(each -> each.kind() == ActKind.STEPS_APPROVE)
                .isPresent();
        return asked
                ? by(play) + " agreed."
                : play.verification().map(told -> told.words()).orElse("Done.");
    }

    private static String by(Play play) {
        return play.rulings().isEmpty() ? "Somebody" : play.rulings().getLast().name();
    }

    private static List<ReceiptId> receipts(Play play) {
        return play.runs().stream().flatMap(run -> run.receipt().stream()).toList();
    }

    /** The tool was called, and it is not known what came of it, or not what should have. */
    private static Standing uncertain(Progress progress, Step step, Play play, Steps.Moment moment) {
        boolean unknown = play.runs().getLast().state() == Run.State.UNKNOWN;
        boolean may = play.policy() instanceof PlayPolicy.Allowed && attempts(play) <= step.retries();
        if (unknown && may && isKeyed(progress.state(), play)) {
            return again(progress, play, moment);
        }
        return new Standing.Failed(play.note().orElse("What should change did not."), receipts(play));
    }

    /** The tool said that it did not do it. */
    private static Standing failed(Progress progress, Step step, Play play, Steps.Moment moment) {
        String note = play.note().orElse("The tool did not do it.");
        if (attempts(play) > step.retries()) {
            return new Standing.Failed(note, receipts(play));
        }
        if (play.policy() instanceof PlayPolicy.Allowed) {
            return again(progress, play, moment);
        }
        return isLate(play, moment.now())
                ? expired(progress, play, moment.now())
                : new Standing.Waits("The tool did not do it: " + note + " It can be approved once more.");
    }

    private static Standing again(Progress progress, Play play, Steps.Moment moment) {
        boolean due = !moment.now().isBefore(againAt(play));
        boolean stopped = Guard.stops(play, Direction.FORWARD, asker(progress), moment.rules(), moment.now())
                .isPresent();
        if (due && !stopped && moment.mayAct()) {
            run(progress, play, moment.now());
            return new Standing.Waits("It is being called once more.");
        }
        return new Standing.Waits(play.note().orElse("The tool did not do it.") + " It is tried again.");
    }

    private static Instant againAt(Play play) {
        return play.runs().getLast().startedAt().plus(StepTasks.again(attempts(play)));
    }

    private static boolean isKeyed(RitualSession session, Play play) {
        return play.bound()
                .filter(bound -> isKeyed(session, play.id(), bound.act()))
                .isPresent();
    }

    /** Whether a call says for which step of which run it is. */
    static boolean isKeyed(RitualSession session, PlayId play, Act act) {
        return act.arguments().contains(Actuators.key(session.view().id(), play));
    }

    /** When something may follow for a play by itself. */
    Optional<Instant> wake(RitualSession session, Step step) {
        return session.play(StepTasks.play(step)).flatMap(play -> switch (play.status()) {
            case PROPOSED -> play.bound().map(Bound::expires);
            case FAILED, UNVERIFIED ->
                play.policy() instanceof PlayPolicy.Allowed && !play.runs().isEmpty()
                        ? Optional.of(againAt(play))
                        : play.bound().map(Bound::expires);
            case APPROVED,
                    RUNNING,
                    VERIFYING,
                    DONE,
                    DISMISSED,
                    EXPIRED,
                    BY_HAND,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> Optional.empty();
        });
    }
}
