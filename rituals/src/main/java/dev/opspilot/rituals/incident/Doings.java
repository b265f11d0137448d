package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.Widget.Timeline.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What became of a play: who decided, when it was called, what was read afterwards, each with its moment. */
final class Doings {
    private Doings() {}

    /**
     * One line of it.
     *
     * @param at empty where only its order is known
     */
    record Line(Optional<Instant> at, String words, List<ReceiptId> receipts) {}

    /** Whether a call was made for it, or a person did it by hand. */
    static boolean isDone(Play play) {
        return !play.runs().isEmpty() || play.status() == Status.BY_HAND;
    }

    /** Whether what it did was not taken back. */
    static boolean stands(Play play) {
        return switch (play.status()) {
            case DONE, BY_HAND, ROLLBACK_FAILED -> true;
            case UNVERIFIED, VERIFYING -> !play.inDoubt();
            case PROPOSED, APPROVED, RUNNING, FAILED, DISMISSED, EXPIRED, ROLLING_BACK, ROLLED_BACK -> false;
        };
    }

    /** Decisions and calls by time, then the verification. */
    static List<Line> lines(Play play) {
        List<Line> lines = new ArrayList<>(Stream.concat(
                        play.rulings().stream().map(each -> ruled(each, play)),
                        play.runs().stream().map(each -> called(each, play)))
                .sorted(Comparator.comparing(line -> line.at().orElseThrow()))
                .toList());
        play.verification()
                .map(told -> new Line(
                        Optional.empty(),
                        (told.verified() ? "Verified: " : "Not verified: ") + Words.stopped(told.words()),
                        told.receipts()))
                .ifPresent(lines::add);
        return lines;
    }

    /** The same for a timeline; what has no moment of its own stands with the call that it is about, the last one. */
    static List<Entry> entries(Play play) {
        String title = "“" + play.title() + "”";
        String told = play.verification()
                .map(each -> (each.verified() ? " Verified: " : " Not verified: ") + Words.stopped(each.words()))
                .orElse("");
        List<Entry> entries = new ArrayList<>();
        play.rulings()
                .forEach(each -> entries.add(new Entry(
                        each.at(),
                        title + " " + Wording.decided(each, UnaryOperator.identity()) + ".",
                        false,
                        play.receipts())));
        Optional<Run> last = play.runs().stream()
                .filter(each -> each.direction() == Run.Direction.FORWARD)
                .reduce((_, later) -> later);
        play.runs()
                .forEach(each -> entries.add(new Entry(
                        each.startedAt(),
                        title
                                + (each.direction() == Run.Direction.FORWARD ? " called: " : " undone: ")
                                + came(each)
                                + (last.filter(each::equals).isPresent() ? told : ""),
                        false,
                        proof(each, play))));
        return entries;
    }

    private static Line ruled(Ruling ruling, Play play) {
        return new Line(
                Optional.of(ruling.at()),
                moment(ruling.at()) + ": " + Wording.decided(ruling, UnaryOperator.identity()) + ".",
                play.receipts());
    }

    private static Line called(Run run, Play play) {
        return new Line(
                Optional.of(run.startedAt()),
                moment(run.startedAt()) + ": "
                        + (run.direction() == Run.Direction.FORWARD ? "called: " : "way back called: ") + came(run),
                proof(run, play));
    }

    private static List<ReceiptId> proof(Run run, Play play) {
        return run.receipt().map(List::of).orElse(play.receipts());
    }

    private static String came(Run run) {
        String said = run.words().isEmpty() ? "." : ": " + Words.stopped(run.words());
        return switch (run.state()) {
            case UNDER_WAY -> "under way.";
            case DONE -> "done" + said;
            case FAILED -> "failed" + said;
            case UNKNOWN -> "not known whether it went through" + said;
        };
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
