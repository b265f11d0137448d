package dev.opspilot.adapters.console;

import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of the plays of a drill: one is run, verified and taken back, others wait, fail or expire. */
final class DrillActs {
    private static final Person MIRA = new Person("slack", "U7", "mira");

    private final DrillLog log;

    DrillActs(DrillLog log) {
        this.log = log;
    }

    void decide() {
        for (String id : List.of("run", "fails", "waits", "late", "twice")) {
            log.add(new SessionEvent.PlayProposed(log.now(), bound(id)));
        }
        log.add(new SessionEvent.PlayRefused(
                log.now(),
                new HeardKey("press-1"),
                MIRA,
                new PlayId("run"),
                Ruling.Choice.APPROVE,
                new Refusal(Refusal.Why.CHANGED, "The call is another than the one that was shown.")));
        decided("run", Ruling.Choice.APPROVE, Play.Status.RUNNING);
        started("run", Run.Direction.FORWARD);
        log.ran("run", Run.Direction.FORWARD, Act.Answer.Done::new, Play.Status.VERIFYING);
        log.add(new SessionEvent.PlayVerified(
                log.now(),
                new PlayId("run"),
                new Verification(true, "Payment failures are as expected again.", log.receipts(1))));
        decided("run", Ruling.Choice.ROLL_BACK, Play.Status.ROLLING_BACK);
        started("run", Run.Direction.BACK);
        log.ran("run", Run.Direction.BACK, Act.Answer.Done::new, Play.Status.ROLLED_BACK);

        decided("fails", Ruling.Choice.APPROVE, Play.Status.RUNNING);
        started("fails", Run.Direction.FORWARD);
        log.ran(
                "fails",
                Run.Direction.FORWARD,
                origin -> new Act.Answer.Failed(origin, "Deploys said that there is no such release."),
                Play.Status.FAILED);

        for (int i = 0; i < 2; i++) {
            decided("twice", Ruling.Choice.APPROVE, Play.Status.RUNNING);
            started("twice", Run.Direction.FORWARD);
            log.ran(
                    "twice",
                    Run.Direction.FORWARD,
                    origin -> new Act.Answer.Unknown(origin, "Its answer did not come."),
                    Play.Status.UNVERIFIED);
        }
        log.ranLate("twice", Act.Answer.Done::new, Play.Status.UNVERIFIED);
        log.ranLate("twice", Act.Answer.Done::new, Play.Status.UNVERIFIED);

        decided("waits", Ruling.Choice.APPROVE_FOR_WINDOW, Play.Status.APPROVED);
        log.add(new SessionEvent.PlayHeld(
                log.now(), new PlayId("waits"), Play.Status.PROPOSED, Optional.empty(), "The kill switch is on."));
        log.add(new SessionEvent.PlayExpired(log.now(), new PlayId("late")));
    }

    private void decided(String play, Ruling.Choice choice, Play.Status becomes) {
        log.add(new SessionEvent.PlayDecided(
                log.now(),
                new HeardKey("press-" + play),
                new PlayId(play),
                new Ruling(choice, MIRA.actor(), MIRA.name(), "approver", "It is urgent.", log.now()),
                becomes,
                becomes == Play.Status.APPROVED ? Optional.of(log.now().plus(Duration.ofHours(4))) : Optional.empty()));
    }

    private void started(String play, Run.Direction direction) {
        log.add(new SessionEvent.PlayStarted(
                log.now(), new PlayId(play), direction, bound(play).shown(Ruling.Choice.APPROVE), MIRA.actor()));
    }

    private Play bound(String id) {
        Act back = new Act("deploys", "rollback_deploy", "{\"id\":\"4812\"}");
        Act again = new Act("deploys", "redeploy", "{\"id\":\"4812\"}");
        Rollback undo = new Rollback.Undo("Deploy 4812 again.", Optional.of(again));
        return new Play(
                        new PlayId(id),
                        "Roll back 4812 of checkout",
                        "Puts the release before 4812 back.",
                        "The failures began two minutes after the deploy.",
                        new PlayPolicy.NeedsApproval(1),
                        Play.Status.PROPOSED,
                        undo,
                        log.receipts(4))
                .meaning(new Intention(
                        ActKind.DEPLOYS_ROLLBACK,
                        Optional.of("checkout"),
                        Map.of("change", "4812", "service", "checkout"),
                        "The share of failed payments falls to what it was.",
                        "What 4812 brought is gone until it is deployed again."))
                .bound(
                        new Bound(
                                back,
                                "production",
                                Optional.empty(),
                                log.start().plus(Duration.ofHours(4))),
                        undo);
    }
}
