package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Refusal.Why;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button.Decide;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether what a person decided about a play counts, and where the play stands then. Pure. */
final class Rulings {
    private Rulings() {}

    /** What becomes of a decision. */
    sealed interface Verdict {

        /**
         * It does not count.
         *
         * @param late whether the play expires by it
         */
        record Refused(Refusal refusal, boolean late) implements Verdict {
            Refused(Why why, String words) {
                this(new Refusal(why, words), false);
            }
        }

        /**
         * It counts.
         *
         * @param policy what guards the play now, which may be more than when it was proposed
         * @param breaks the ids of the freezes that it breaks
         * @param anew why approvals from before count no more; empty where they do
         */
        record Counts(
                PlayPolicy policy, Status becomes, Optional<Instant> due, List<String> breaks, Optional<String> anew)
                implements Verdict {
            Counts(PlayPolicy policy, Status becomes, Optional<Instant> due) {
                this(policy, becomes, due, List.of(), Optional.empty());
            }
        }
    }

    static Verdict of(
            RitualSession session, Heard.Pressed pressed, Decide decide, Role role, Rules rules, Instant now) {
        Optional<Play> found = session.play(decide.play());
        if (found.isEmpty()) {
            return new Verdict.Refused(Why.UNKNOWN_PLAY, "This session has no such play; nothing was done.");
        }
        Play play = found.get();
        if (!role.covers(decide.needs())) {
            return new Verdict.Refused(
                    Why.NOT_ALLOWED,
                    "This takes the role “" + decide.needs().key() + "”, and you are “" + role.key()
                            + "”. Ask somebody who has it, or an admin to give it to you.");
        }
        if (decide.choice() != Choice.ROLL_BACK && isOver(session, play)) {
            return new Verdict.Refused(
                    Why.DECIDED,
                    "The step of the workflow that this belongs to has ended, so nothing would follow from it. Run the"
                            + " workflow again.");
        }
        if (!play.offers().contains(decide.choice())) {
            return new Verdict.Refused(whyNotOffered(play, decide.choice()), wordsNotOffered(play, decide.choice()));
        }
        if (!play.shown(decide.choice()).equals(decide.shown())) {
            return new Verdict.Refused(
                    Why.CHANGED,
                    "The call is not the one that you were shown. Nothing was done; look at the play as it stands now.");
        }
        return switch (decide.choice()) {
            case APPROVE, APPROVE_FOR_WINDOW -> approval(session, play, pressed, decide, role, rules, now);
            case DISMISS -> new Verdict.Counts(play.policy(), Status.DISMISSED, Optional.empty());
            case DONE_BY_HAND -> new Verdict.Counts(play.policy(), Status.BY_HAND, Optional.empty());
            case ROLL_BACK -> wayBack(play, pressed, role, rules);
            // It only reads: no policy, freeze or kill switch stands in its way.
            case START_DRILL -> new Verdict.Counts(play.policy(), Status.DONE, Optional.empty());
        };
    }

    /** Whether the play is a step of a workflow that no longer waits for it. */
    private static boolean isOver(RitualSession session, Play play) {
        boolean waits = !session.view().status().isEnd()
                && session.view().plan().stream()
                        .anyMatch(step -> step.id().value().equals(play.id().value())
                                && step.status() == PlanStep.Status.IN_PROGRESS);
        return session.run().isPresent() && !waits;
    }

    private static Why whyNotOffered(Play play, Choice choice) {
        if (choice.approves() && play.awaitsDecision()) {
            return play.bound().isEmpty() ? Why.BY_HAND : Why.POLICY;
        }
        return play.status() == Status.EXPIRED ? Why.EXPIRED : Why.DECIDED;
    }

    private static String wordsNotOffered(Play play, Choice choice) {
        return switch (whyNotOffered(play, choice)) {
            case BY_HAND ->
                "OpsPilot has no call for this: somebody has to do it by hand, and can then mark it as done. "
                        + "The section “acts” of opspilot.yml binds it to a tool.";
            case POLICY -> play.policy() instanceof PlayPolicy.Refused(String because) ? because : "It is not allowed.";
            case EXPIRED -> "It was not approved in time. Start the ritual again for a proposal on fresh figures.";
            default ->
                play.begun().isPresent()
                        ? "The drill has been started already" + decidedBy(play) + "; one is enough."
                        : play.status() == Status.PROPOSED
                                ? "Nothing was done: the play is only proposed."
                                : "Nothing was done: this was decided before" + decidedBy(play) + "; the play is "
                                        + play.status().words() + ".";
        };
    }

    private static String decidedBy(Play play) {
        return play.rulings().isEmpty()
                ? ""
                : ", by " + play.rulings().getLast().name();
    }

    private static Verdict approval(
            RitualSession session,
            Play play,
            Heard.Pressed pressed,
            Decide decide,
            Role role,
            Rules rules,
            Instant now) {
        Bound bound = play.bound().orElseThrow();
        String actor = pressed.person().actor();
        if (!now.isBefore(bound.expires())) {
            return new Verdict.Refused(
                    new Refusal(
                            Why.EXPIRED,
                            "It could be approved until " + Figures.moment(bound.expires())
                                    + ". Start the ritual again for a proposal on fresh figures."),
                    play.runs().isEmpty());
        }
        if (rules.halt().isPresent()) {
            return new Verdict.Refused(Why.HALTED, rules.halt().get().words() + " An admin takes it back.");
        }
        Policy policy = Guard.policy(play, bound.act(), rules, actor, role.key());
        if (policy.mode() == Policy.Mode.OFF) {
            return new Verdict.Refused(Why.POLICY, policy.because());
        }
        boolean forWindow = decide.choice() == Choice.APPROVE_FOR_WINDOW
                || play.rulings().stream().anyMatch(each -> each.choice() == Choice.APPROVE_FOR_WINDOW);
        Optional<Freeze> freeze = forWindow ? Optional.empty() : Guard.broken(session, play, rules, now);
        int people = people(play, policy, freeze.isPresent(), forWindow);
        if (freeze.isPresent() && decide.reason().isBlank()) {
            return new Verdict.Refused(
                    Why.FREEZE,
                    "The freeze “" + freeze.get().title() + "” is on until "
                            + Figures.moment(freeze.get().to())
                            + ". Breaking it takes two people who say why; or approve it for the next change window.");
        }
        String who = rules.who(actor);
        if (people > 1 && rules.who(session.view().actor().actor()).equals(who)) {
            return new Verdict.Refused(
                    Why.ANOTHER_PERSON,
                    "Two people must agree to this, and neither may be the one who asked for it. Ask two others.");
        }
        List<Ruling> before =
                play.rulings().stream().filter(each -> each.choice().approves()).toList();
        List<String> breaks = freeze.isEmpty() ? List.of() : Guard.allBroken(session, play, rules, now);
        List<Ruling> given = freeze.isEmpty()
                ? before
                : before.stream().filter(each -> Guard.breaks(each, breaks)).toList();
        Optional<String> anew = freeze.filter(_ -> given.size() < before.size())
                .map(each -> "The freeze “" + each.title()
                        + "” has begun since it was approved: whoever agrees has to do so anew, and to say why.");
        if (given.stream().anyMatch(each -> rules.who(each.actor()).equals(who))) {
            return new Verdict.Refused(
                    Why.ANOTHER_PERSON, "You have approved this already. It still needs somebody else.");
        }
        PlayPolicy guard = new PlayPolicy.NeedsApproval(people);
        if (given.size() + 1 < people) {
            return new Verdict.Counts(guard, Status.PROPOSED, Optional.empty(), breaks, anew);
        }
        return forWindow
                ? forWindow(session, play, guard, rules, now)
                : new Verdict.Counts(guard, Status.RUNNING, Optional.empty(), breaks, Optional.empty());
    }

    /** The most that the proposal, the policy and the freezes ask for; in its window a play breaks no freeze. */
    private static int people(Play play, Policy policy, boolean breaksFreeze, boolean forWindow) {
        boolean asProposed = !forWindow || Guard.isQuestion(play);
        int proposed = asProposed && play.policy() instanceof PlayPolicy.NeedsApproval(int many) ? many : 1;
        int now = policy.guarding(breaksFreeze) instanceof PlayPolicy.NeedsApproval(int many) ? many : 1;
        return Math.max(proposed, now);
    }

    private static Verdict forWindow(RitualSession session, Play play, PlayPolicy guard, Rules rules, Instant now) {
        Optional<ChangeWindow> window = Guard.window(session, play, rules, now);
        if (window.isEmpty()) {
            return new Verdict.Refused(
                    Why.FREEZE,
                    "The freezes that are known leave no window within " + Guard.AHEAD.toDays()
                            + " days; ask who set them.");
        }
        Instant opens = window.get().from();
        return opens.isAfter(now)
                ? new Verdict.Counts(guard, Status.APPROVED, Optional.of(opens))
                : new Verdict.Counts(guard, Status.RUNNING, Optional.empty());
    }

    /** The way back needs one approver, and no freeze stands in it. */
    private static Verdict wayBack(Play play, Heard.Pressed pressed, Role role, Rules rules) {
        Act undo = play.undo().orElseThrow();
        if (rules.halt().isPresent()) {
            return new Verdict.Refused(Why.HALTED, rules.halt().get().words() + " An admin takes it back.");
        }
        Policy policy = Guard.policy(play, undo, rules, pressed.person().actor(), role.key());
        return policy.mode() == Policy.Mode.OFF
                ? new Verdict.Refused(Why.POLICY, policy.because())
                : new Verdict.Counts(play.policy(), Status.ROLLING_BACK, Optional.empty());
    }
}
