package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between a play and its call: the kill switch, policies and freezes. Pure. */
final class Guard {
    /** How far ahead a change window is looked for. */
    static final Duration AHEAD = Duration.ofDays(30);

    /** What a change window has room for: the call, and time to watch it. */
    static final Duration ROOM = Duration.ofMinutes(30);

    private Guard() {}

    /** The freeze that a play breaks when it runs now; of several the one that lasts longest. */
    static Optional<Freeze> broken(RitualSession session, Play play, Rules rules, Instant now) {
        return isQuestion(play)
                ? Optional.empty()
                : ChangeWindow.broken(freezes(session, rules, now), service(play), now);
    }

    /** The ids of all that it breaks. */
    static List<String> allBroken(RitualSession session, Play play, Rules rules, Instant now) {
        return isQuestion(play)
                ? List.of()
                : ids(ChangeWindow.allBroken(freezes(session, rules, now), service(play), now));
    }

    private static List<String> ids(List<Freeze> freezes) {
        return freezes.stream().map(Freeze::id).distinct().toList();
    }

    /** When the next change window opens; now, when no freeze is on. */
    static Optional<ChangeWindow> window(RitualSession session, Play play, Rules rules, Instant now) {
        return ChangeWindow.earliest(
                isQuestion(play) ? List.of() : freezes(session, rules, now), service(play), now, now.plus(AHEAD), ROOM);
    }

    /** Whether it changes nothing, and only asks people whether a workflow goes on. */
    static boolean isQuestion(Play play) {
        return play.intention()
                .filter(each -> each.kind() == ActKind.STEPS_APPROVE)
                .isPresent();
    }

    /** The freezes of OpsPilot itself, and those that the session's sources told. */
    private static List<Freeze> freezes(RitualSession session, Rules rules, Instant now) {
        List<Freeze> all = new ArrayList<>(rules.freezes(now, now.plus(AHEAD)));
        session.calls().stream()
                .flatMap(call -> call.answer().stream())
                .map(Call.Answered::reading)
                .filter(Reading.Found.class::isInstance)
                .flatMap(reading -> ((Reading.Found) reading).facts().freezes().stream())
                .forEach(all::add);
        return all;
    }

    private static Optional<String> service(Play play) {
        return play.intention().flatMap(Intention::service);
    }

    /** Whom the rules judge: who let it run, or where a policy did, who asked for it. */
    static String judged(RitualSession session, String actor) {
        return actor.equals(Ruling.BY_POLICY) ? session.view().actor().actor() : actor;
    }

    /** The policy for the act of a play, or its way back, wanted by somebody. */
    static Policy policy(Play play, Act act, Rules rules, String actor, String role) {
        return rules.policy(act, play.bound().map(Bound::environment).orElse(""), actor, role);
    }

    /**
     * Why an approved call must not be made after all; asked right before it.
     *
     * @param actor whom the rules judge
     */
    static Optional<String> stops(Play play, Run.Direction direction, String actor, Rules rules, Instant now) {
        if (rules.halt().isPresent()) {
            return Optional.of(rules.halt().get().words());
        }
        Optional<Act> act = direction == Run.Direction.FORWARD ? play.bound().map(Bound::act) : play.undo();
        if (act.isEmpty()) {
            return Optional.of("It is no longer bound to a call.");
        }
        Policy policy = policy(play, act.get(), rules, actor, role(play, actor));
        if (policy.mode() == Policy.Mode.OFF) {
            return Optional.of(policy.because());
        }
        if (direction == Run.Direction.BACK || isQuestion(play)) {
            return Optional.empty();
        }
        List<Freeze> unbroken = rules.freezes(now, now.plus(ROOM)).stream()
                .filter(each -> !mayBreak(play, each, rules))
                .toList();
        return ChangeWindow.broken(unbroken, service(play), now)
                .map(freeze -> "The freeze “" + freeze.title() + "” is on until " + Figures.moment(freeze.to()) + ".");
    }

    /** What somebody was who let it run. */
    private static String role(Play play, String actor) {
        return play.rulings().stream()
                .filter(each -> each.actor().equals(actor))
                .reduce((_, last) -> last)
                .map(Ruling::role)
                .orElse("");
    }

    /**
     * What a proposal stands under. Whoever decides is judged by their own role, so that it is offered as soon as anybody
     * could let it run; by itself it runs only where that holds for whoever asked.
     */
    static Policy offered(Play play, Rules rules, String asker) {
        Act act = play.bound().orElseThrow().act();
        Policy own = policy(play, act, rules, asker, "");
        if (own.mode() == Policy.Mode.AUTO) {
            return own;
        }
        Policy mildest = rules.mildest(act, play.bound().map(Bound::environment).orElse(""));
        return mildest.mode() == Policy.Mode.AUTO ? new Policy(Policy.Mode.ASK, mildest.because()) : mildest;
    }

    /** Why those who approved it are not enough any more. */
    static Optional<String> tooFew(RitualSession session, Play play, Rules rules) {
        Ruling last = play.rulings().getLast();
        Policy policy = policy(play, play.bound().orElseThrow().act(), rules, last.actor(), last.role());
        int needed = policy.guarding(false) instanceof PlayPolicy.NeedsApproval(int many) ? many : 1;
        String asker = rules.who(session.view().actor().actor());
        long given = play.rulings().stream()
                .filter(each -> each.choice().approves())
                .map(each -> rules.who(each.actor()))
                .distinct()
                .filter(who -> needed == 1 || !who.equals(asker))
                .count();
        return given < needed
                ? Optional.of("By now two people must agree to it: " + policy.because())
                : Optional.empty();
    }

    /** Two people let it run while that freeze was on, and each said why. */
    private static boolean mayBreak(Play play, Freeze freeze, Rules rules) {
        return play.rulings().stream()
                        .filter(each -> breaks(each, List.of(freeze.id())))
                        .map(each -> rules.who(each.actor()))
                        .distinct()
                        .count()
                >= 2;
    }

    /** Whether somebody let it run knowing of these freezes, and said why. */
    static boolean breaks(Ruling ruling, List<String> freezes) {
        return ruling.choice() == Ruling.Choice.APPROVE
                && ruling.breaks().containsAll(freezes)
                && !ruling.reason().isBlank();
    }
}
