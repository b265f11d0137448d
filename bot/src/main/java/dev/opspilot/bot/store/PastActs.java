package dev.opspilot.bot.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastAct.Outcome;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.session.SessionEvent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was done for the plays of one session that has ended, where its log was folded without the answers of its calls.
 * Each direction of a play is kept by itself, as an undo that fails says nothing of the act. Not thread-safe.
 */
final class PastActs {
    private final Map<String, Map<Run.Direction, Ran>> ran = new HashMap<>();

    /** What was read after the act itself; the way back, once it is called, takes it off the play. */
    private final Map<String, Verification> verified = new HashMap<>();

    /** What the last call of one direction came to. */
    private record Ran(Play.Status becomes, boolean answered) {}

    /**
     * Takes the answer of a call.
     *
     * @param body the event as it is stored, without its receipt
     */
    void ran(JsonNode body) {
        String play = body.path("play").asText();
        Run.Direction direction = Run.Direction.valueOf(body.path("direction").asText());
        if (direction == Run.Direction.FORWARD) {
            verified.remove(play);
        }
        ran.computeIfAbsent(play, _ -> new EnumMap<>(Run.Direction.class))
                .put(
                        direction,
                        new Ran(
                                Play.Status.valueOf(body.path("becomes").asText()),
                                !body.path("answer")
                                        .path("type")
                                        .asText()
                                        .equals(Act.Answer.Unknown.class.getSimpleName())));
    }

    /** Takes what a reading after the act told. */
    void verified(SessionEvent.PlayVerified event) {
        verified.put(event.play().toString(), event.verification());
    }

    private Optional<Verification> verification(Play play) {
        return Optional.ofNullable(verified.get(play.id().toString())).or(play::verification);
    }

    private Optional<Ran> last(Play play, Run.Direction direction) {
        return Optional.ofNullable(
                ran.getOrDefault(play.id().toString(), Map.of()).get(direction));
    }

    /** What was done for a play; empty where nothing was, or where it is not known yet. */
    Optional<PastAct> of(Play play) {
        Play.Status status = status(play);
        boolean byHand = status == Play.Status.BY_HAND;
        Optional<Instant> at = byHand ? ruledAt(play) : calledAt(play, Run.Direction.FORWARD);
        boolean changes = play.intention()
                .filter(meant -> meant.kind() == ActKind.STEPS_APPROVE || meant.kind() == ActKind.DRILLS_START)
                .isEmpty();
        return outcome(play, status)
                .filter(_ -> changes && at.isPresent())
                .map(outcome -> new PastAct(
                        play.title(),
                        play.intention().map(meant -> meant.kind().key()).orElse(""),
                        play.intention().map(Intention::parameters).orElse(Map.of()),
                        play.intention().flatMap(Intention::service),
                        by(play),
                        byHand,
                        at.get(),
                        outcome,
                        verification(play).map(Verification::words).orElse(""),
                        status == Play.Status.ROLLED_BACK ? calledAt(play, Run.Direction.BACK) : Optional.empty()));
    }

    private Play.Status status(Play play) {
        return switch (play.status()) {
            case RUNNING, VERIFYING ->
                last(play, Run.Direction.FORWARD).map(Ran::becomes).orElse(play.status());
            case ROLLING_BACK ->
                last(play, Run.Direction.BACK).map(Ran::becomes).orElse(play.status());
            case PROPOSED,
                    APPROVED,
                    DONE,
                    UNVERIFIED,
                    FAILED,
                    DISMISSED,
                    EXPIRED,
                    BY_HAND,
                    ROLLED_BACK,
                    ROLLBACK_FAILED -> play.status();
        };
    }

    /** What came of the act itself, whatever came of its way back. */
    private Optional<Outcome> outcome(Play play, Play.Status status) {
        return switch (status) {
            case DONE, UNVERIFIED, VERIFYING, BY_HAND, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> {
                boolean answered =
                        last(play, Run.Direction.FORWARD).map(Ran::answered).orElse(true);
                Optional<Boolean> helped = verification(play).map(Verification::verified);
                yield Optional.of(
                        helped.orElse(false)
                                ? Outcome.VERIFIED
                                : !answered
                                        ? Outcome.UNCERTAIN
                                        : helped.isPresent() ? Outcome.UNVERIFIED : Outcome.DONE);
            }
            case PROPOSED, APPROVED, RUNNING, DISMISSED, EXPIRED, FAILED -> Optional.empty();
        };
    }

    private static Optional<Instant> calledAt(Play play, Run.Direction direction) {
        return calls(play, direction).reduce((_, last) -> last);
    }

    private static Stream<Instant> calls(Play play, Run.Direction direction) {
        return play.runs().stream().filter(run -> run.direction() == direction).map(Run::startedAt);
    }

    private static Optional<Instant> ruledAt(Play play) {
        return play.rulings().stream().reduce((_, last) -> last).map(Ruling::at);
    }

    /** Who decided that it be done; what let an earlier call be made, which failed, was used up by that. */
    private static String by(Play play) {
        List<Ruling> decided = play.rulings().stream()
                .filter(each -> each.choice().approves() || each.choice() == Ruling.Choice.DONE_BY_HAND)
                .toList();
        List<Instant> calls = calls(play, Run.Direction.FORWARD).toList();
        List<Ruling> since = calls.size() < 2
                ? decided
                : decided.stream()
                        .filter(each -> each.at().isAfter(calls.get(calls.size() - 2)))
                        .toList();
        return since.stream().allMatch(each -> each.actor().equals(Ruling.BY_POLICY))
                ? "the policy"
                : Words.listed(since.stream().map(Ruling::name).distinct().toList());
    }
}
