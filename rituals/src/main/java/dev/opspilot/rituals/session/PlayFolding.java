package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.session.SessionEvent.PlayVerified;
import java.time.Instant;
import java.util.Optional;

/** A play being changed by one event. Pure. */
final class PlayFolding {
    private PlayFolding() {}

    static Play decided(Play play, PlayDecided event) {
        return play.ruled(event.ruling()).at(event.becomes(), event.due(), Optional.empty());
    }

    static Play started(Play play, PlayStarted event) {
        Status now = event.direction() == Run.Direction.FORWARD ? Status.RUNNING : Status.ROLLING_BACK;
        return play.started(Run.started(event.direction(), event.at())).at(now, Optional.empty(), Optional.empty());
    }

    /** The answer of an earlier call, or one more answer of a call, leaves the play where it stands. */
    static Play ran(Play play, PlayRan event) {
        Optional<Run> of = event.startedAt()
                .flatMap(at -> play.runs().stream()
                        .filter(run -> run.direction() == event.direction())
                        .filter(run -> run.startedAt().equals(at))
                        .filter(Run::isOpen)
                        .reduce((_, last) -> last));
        if (of.isEmpty() && event.startedAt().isPresent()) {
            return play;
        }
        Run last = play.runs().getLast();
        Run run = of.orElse(last);
        Play ended = ended(play, run, event);
        return run.equals(last) ? reopened(ended.at(event.becomes(), Optional.empty(), reason(event.answer()))) : ended;
    }

    private static Play ended(Play play, Run run, PlayRan event) {
        ReceiptId receipt = event.receipt().id();
        return switch (event.answer()) {
            case Act.Answer.Done _ -> play.ended(run, Run.State.DONE, "", receipt);
            case Act.Answer.Failed failed -> play.ended(run, Run.State.FAILED, failed.reason(), receipt);
            case Act.Answer.Unknown unknown -> play.ended(run, Run.State.UNKNOWN, unknown.reason(), receipt);
        };
    }

    /** What was decided before is used up where it has to be decided anew. */
    private static Play reopened(Play play) {
        return play.awaitsDecision() ? play.unruled() : play;
    }

    private static Optional<String> reason(Act.Answer answer) {
        return switch (answer) {
            case Act.Answer.Done _ -> Optional.empty();
            case Act.Answer.Failed(var _, String reason) -> Optional.of(reason);
            case Act.Answer.Unknown(var _, String reason) -> Optional.of(reason);
        };
    }

    static Play held(Play play, PlayHeld event) {
        Play uncalled = play.uncalled();
        Play kept = event.becomes() == Status.PROPOSED ? uncalled.unruled() : uncalled;
        return kept.at(event.becomes(), event.due(), Optional.of(event.because()));
    }

    static Play verified(Play play, PlayVerified event) {
        Status now = event.verification().verified() ? Status.DONE : Status.UNVERIFIED;
        return reopened(play.verified(event.verification())
                .at(now, Optional.empty(), Optional.of(event.verification().words())));
    }

    static Play expired(Play play, Instant at) {
        boolean late =
                play.bound().filter(bound -> !at.isBefore(bound.expires())).isPresent();
        String why = play.policy() instanceof PlayPolicy.Refused(String because)
                ? "The policy did not let it run: " + because
                : late ? "Nobody approved it in time." : "The session ended before anybody decided about it.";
        return play.at(Status.EXPIRED, Optional.empty(), Optional.of(why));
    }
}
