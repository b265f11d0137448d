package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes back what a failed run has done, the latest first and one after another, as far as the policies let it happen
 * without asking. What they do not is left to people, whose buttons stand on the plays. Pure.
 */
final class Undoing {
    private Undoing() {}

    /** Whether something was taken back, or is being. */
    static boolean isTakenBack(Play play) {
        return switch (play.status()) {
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> true;
            case PROPOSED, APPROVED, RUNNING, VERIFYING, DONE, UNVERIFIED, FAILED, DISMISSED, EXPIRED, BY_HAND -> false;
        };
    }

    /** Begins the next call back, unless one is under way; tells whether there is still something to wait for. */
    static boolean isAtWork(Progress progress, Steps.Moment moment) {
        List<Play> plays = progress.state().view().plays();
        if (plays.stream().anyMatch(play -> play.status() == Play.Status.ROLLING_BACK)) {
            return true;
        }
        Optional<Play> next = plays.reversed().stream()
                .filter(Undoing::isDone)
                .filter(play -> mayTakeBack(progress.state(), play, moment.rules(), moment.now()))
                .max(Comparator.comparing(Undoing::doneAt));
        if (next.isEmpty() || !moment.mayAct()) {
            return next.isPresent();
        }
        Play play = next.get();
        Ruling ruling = new Ruling(
                Ruling.Choice.ROLL_BACK,
                Ruling.BY_POLICY,
                "Workflow",
                "",
                "A step of the workflow failed.",
                moment.now());
        HeardKey key = new HeardKey("policy/" + progress.state().view().id() + "/" + play.id() + "/back");
        progress.add(new PlayDecided(moment.now(), key, play.id(), ruling, Play.Status.ROLLING_BACK, Optional.empty()));
        Acting.start(progress, play.id(), Direction.BACK, Ruling.BY_POLICY, moment.now());
        return true;
    }

    private static boolean isDone(Play play) {
        boolean done = switch (play.status()) {
            case DONE, VERIFYING -> true;
            case UNVERIFIED -> {
                Run last = play.runs().getLast();
                yield last.direction() == Direction.FORWARD && last.state() == Run.State.DONE;
            }
            case PROPOSED,
                    APPROVED,
                    RUNNING,
                    FAILED,
                    DISMISSED,
                    EXPIRED,
                    BY_HAND,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> false;
        };
        return done && play.undo().isPresent() && !play.runs().isEmpty();
    }

    private static Instant doneAt(Play play) {
        return play.runs().getLast().startedAt();
    }

    private static boolean mayTakeBack(RitualSession session, Play play, Rules rules, Instant now) {
        Act undo = play.undo().orElseThrow();
        String asker = Guard.judged(session, Ruling.BY_POLICY);
        return Guard.policy(play, undo, rules, asker, "").mode() == Policy.Mode.AUTO
                && Guard.stops(play, Direction.BACK, asker, rules, now).isEmpty();
    }

    /** What became of what was done, for people. */
    static String words(RitualSession session) {
        String back = titles(session, play -> play.status() == Play.Status.ROLLED_BACK);
        String left = titles(session, play -> isDone(play) || isUncertain(play));
        return (back.isEmpty() ? "" : " Taken back: " + back + ".")
                + (left.isEmpty() ? "" : " Done and not taken back: " + left + ".");
    }

    private static boolean isUncertain(Play play) {
        boolean uncertain = play.status() == Play.Status.UNVERIFIED || play.status() == Play.Status.ROLLBACK_FAILED;
        return uncertain && play.runs().stream().anyMatch(run -> run.state() != Run.State.FAILED);
    }

    private static String titles(RitualSession session, Predicate<Play> which) {
        return Words.listed(session.view().plays().stream()
                .filter(which)
                .map(play -> "“" + Words.oneLine(play.title()) + "”")
                .toList());
    }
}
