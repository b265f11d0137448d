package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Recovery;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Check;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent.PlayVerified;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads what should change after an act, until it did or its time is over. Pure. */
final class PlayWatch {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration LOOK_BACK = Duration.ofMinutes(30);
    private static final int EARLIER_DAYS = 7;

    private final Instruments instruments;

    PlayWatch(Instruments instruments) {
        this.instruments = instruments;
    }

    /** Whether anything can be read that tells whether a play had its effect. */
    boolean canRead(Play play) {
        return play.bound()
                .flatMap(Bound::check)
                .filter(check -> !instruments.serving(check.capability()).isEmpty())
                .isPresent();
    }

    /** Asks for the next reading, unless one is under way or the last is fresh enough. */
    void look(Progress progress, Play play, Instant now) {
        Optional<Check> check = play.bound().flatMap(Bound::check);
        Instant since = since(play);
        boolean open =
                progress.state().open().stream().anyMatch(call -> call.step().equals(RitualSession.stepOf(play.id())));
        boolean early = lastReadings(progress.state(), play.id()).stream()
                .anyMatch(answer -> check.isPresent()
                        && answer.receipt().askedAt().plus(check.get().every()).isAfter(now));
        if (open || early) {
            return;
        }
        if (check.isEmpty() || !canRead(play)) {
            List<ReceiptId> receipts = lastReadings(progress.state(), play.id()).stream()
                    .map(answer -> answer.receipt().id())
                    .toList();
            progress.add(new PlayVerified(
                    now,
                    play.id(),
                    new Verification(
                            false,
                            "Nothing can be read any more that tells whether it helped: no source is bound to it.",
                            receipts)));
            return;
        }
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = since.minus(LOOK_BACK).truncatedTo(ChronoUnit.MINUTES);
        progress.ask(
                RitualSession.stepOf(play.id()),
                new Query(check.get().capability(), from, to.isAfter(from) ? to : from.plus(STEP), STEP, EARLIER_DAYS),
                instruments,
                now);
    }

    /** When the act was made. */
    private static Instant since(Play play) {
        return play.runs().stream()
                .filter(run -> run.direction() == Direction.FORWARD)
                .reduce((_, last) -> last)
                .map(Run::startedAt)
                .orElseThrow();
    }

    /** What is watched was read. */
    void read(Progress progress, PlayId id, Instant now) {
        Optional<Play> play = progress.state().play(id).filter(each -> each.status() == Status.VERIFYING);
        boolean open =
                progress.state().open().stream().anyMatch(call -> call.step().equals(RitualSession.stepOf(id)));
        if (play.isEmpty() || open) {
            return;
        }
        Check check = play.get().bound().flatMap(Bound::check).orElseThrow();
        Instant since = since(play.get());
        List<Call.Answered> last = lastReadings(progress.state(), id);
        Recovery recovery = Recovery.of(series(last), check, since);
        boolean over = !now.isBefore(since.plus(check.watch()));
        if (recovery.state() == Recovery.State.RECOVERED || over) {
            boolean verified = recovery.state() == Recovery.State.RECOVERED;
            String words = verified
                    ? recovery.words()
                    : "After " + check.watch().toMinutes() + " minutes it has not recovered: " + recovery.words() + ".";
            List<ReceiptId> receipts =
                    last.stream().map(answer -> answer.receipt().id()).toList();
            progress.add(new PlayVerified(now, id, new Verification(verified, words, receipts)));
        } else {
            progress.want(new Effect.WakeAt(now.plus(check.every())));
        }
    }

    /** The latest answer of each source that is read for a play. */
    private static List<Call.Answered> lastReadings(RitualSession session, PlayId id) {
        List<Call> calls = session.calls().stream()
                .filter(call -> call.step().equals(RitualSession.stepOf(id)))
                .toList();
        long sources = calls.stream().map(Call::tool).distinct().count();
        return calls.stream()
                .skip(Math.max(0, calls.size() - sources))
                .flatMap(call -> call.answer().stream())
                .toList();
    }

    private static List<Series> series(List<Call.Answered> answers) {
        return answers.stream()
                .map(Call.Answered::reading)
                .filter(Reading.Found.class::isInstance)
                .flatMap(reading -> ((Reading.Found) reading).facts().series().stream())
                .toList();
    }
}
