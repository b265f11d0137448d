package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.Optional;

/** How a play that is proposed comes to stand under the rules, bound to its exact call. Pure. */
final class Proposals {
    private final Actuators actuators;

    Proposals(Actuators actuators) {
        this.actuators = actuators;
    }

    /**
     * Adds what a ritual says; a play that it proposes is bound to its exact call on the way. A proposal that was decided
     * already stays as it was decided.
     */
    void add(Progress progress, SessionEvent event, Rules rules, Instant now) {
        if (!(event instanceof PlayProposed(Instant at, Play play))) {
            progress.add(event);
            return;
        }
        Optional<Play> known = progress.state().play(play.id());
        boolean untouched = known.isEmpty()
                || (known.get().status() == Status.PROPOSED
                        && known.get().rulings().isEmpty());
        if (untouched) {
            SessionId session = progress.state().view().id();
            progress.add(new PlayProposed(at, bound(progress.state(), play.in(session), rules, now)));
        }
    }

    private Play bound(RitualSession session, Play play, Rules rules, Instant now) {
        return play.intention()
                .flatMap(intention -> actuators.bind(session.view().id(), play.id(), intention, now))
                .map(binding -> guarded(session, play.bound(binding.bound(), back(play, binding)), rules, now))
                .orElse(play);
    }

    private static Rollback back(Play play, Actuators.Binding binding) {
        return play.rollback() instanceof Rollback.Undo undo
                ? new Rollback.Undo(undo.how(), binding.undo())
                : play.rollback();
    }

    /** Under the stricter of what the ritual, the policies and the freezes ask for. */
    static Play guarded(RitualSession session, Play play, Rules rules, Instant now) {
        Policy policy = Guard.offered(play, rules, session.view().actor().actor());
        PlayPolicy guard =
                policy.guarding(Guard.broken(session, play, rules, now).isPresent());
        if (guard instanceof PlayPolicy.Allowed && Guard.isQuestion(play)) {
            return play; // no policy answers for people
        }
        boolean stricter = play.policy() instanceof PlayPolicy.NeedsApproval(int wanted)
                && wanted > 1
                && !(guard instanceof PlayPolicy.Refused);
        return stricter ? play : play.under(guard);
    }

    /** Runs what the policies let run without asking. */
    static void runAllowed(Progress progress, Rules rules, Instant now) {
        for (Play play : progress.state().view().plays()) {
            boolean may = play.status() == Status.PROPOSED
                    && play.bound().isPresent()
                    && play.policy() instanceof PlayPolicy.Allowed
                    && rules.halt().isEmpty();
            if (may) {
                Ruling ruling = new Ruling(
                        Ruling.Choice.APPROVE, Ruling.BY_POLICY, "Policy", "", "The policy lets it run.", now);
                HeardKey key = new HeardKey("policy/" + progress.state().view().id() + "/" + play.id());
                progress.add(new PlayDecided(now, key, play.id(), ruling, Status.RUNNING, Optional.empty()));
                Acting.start(progress, play.id(), Direction.FORWARD, Ruling.BY_POLICY, now);
            }
        }
    }
}
