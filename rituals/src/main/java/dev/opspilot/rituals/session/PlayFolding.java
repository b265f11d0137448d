package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.session.SessionEvent.PlayVerified;
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

    static Play ran(Play play, PlayRan event) {
        Play ended = switch (event.answer()) {
            case Act.Answer.Done _ ->
                play.ended(Run.State.DONE, "", event.receipt().id());
            case Act.Answer.Failed failed ->
                play.ended(Run.State.FAILED, failed.reason(), event.receipt().id());
            case Act.Answer.Unknown unknown ->
                play.ended(Run.State.UNKNOWN, unknown.reason(), event.receipt().id());
        };
        return reopened(ended.at(event.becomes(), Optional.empty(), reason(event.answer())));
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

    static Play expired(Play play) {
        return play.at(Status.EXPIRED, Optional.empty(), Optional.of("Nobody approved it in time."));
    }
}
