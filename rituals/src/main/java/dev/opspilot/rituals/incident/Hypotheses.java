package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Call;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Timeline;
import dev.opspilot.rituals.widget.Widget.Timeline.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the suspicions moved while answers came in: each that was opened, strengthened, weakened or ruled out, with the
 * receipt that did it. The evidence is weighed anew after every answer, so the last of the moves agrees with the
 * diagnosis.
 */
final class Hypotheses {
    /** A score that changes by less than this is not told as a move. */
    private static final double MOVES = 0.05;

    /** Only the moves of the foremost are told. */
    private static final int FOLLOWED = 8;

    private static final int ARGUMENTS = 2;

    /** One that begins below this is told with what speaks against it. */
    private static final double EVEN = 0.25;

    private Hypotheses() {}

    /** Names a suspicion while it is weighed anew. */
    private record Key(Subject subject, String title) {
        static Key of(Suspect suspect) {
            return new Key(suspect.subject(), suspect.title());
        }
    }

    /** The moves so far; empty while there is nothing to explain. */
    static Optional<Timeline> of(RitualSession session, CaseFile file) {
        Set<Key> followed = file.diagnosis().suspects().stream()
                .limit(FOLLOWED)
                .map(Key::of)
                .collect(Collectors.toSet());
        Set<ReceiptId> seen = new HashSet<>();
        Map<Key, Suspect> before = Map.of();
        List<Entry> moves = new ArrayList<>();
        for (Receipt receipt : answered(session)) {
            seen.add(receipt.id());
            Map<Key, Suspect> after = weighed(CaseFile.of(file.read().only(seen), file.topics()));
            for (Map.Entry<Key, Suspect> each : after.entrySet()) {
                if (followed.contains(each.getKey())) {
                    move(Optional.ofNullable(before.get(each.getKey())), each.getValue(), receipt)
                            .ifPresent(moves::add);
                }
            }
            before = after;
        }
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(new Timeline(
                        new Head(
                                Board.id("hypotheses"),
                                "How the suspicions moved",
                                "incident/hypotheses",
                                Board.joined(moves.stream().map(Entry::receipts).toList())),
                        moves));
    }

    /** What was answered for the plan, in the order of the answers. */
    private static List<Receipt> answered(RitualSession session) {
        return session.calls().stream()
                .flatMap(call -> call.answer().stream())
                .map(Call.Answered::receipt)
                .sorted(Comparator.comparingLong(Receipt::seq))
                .toList();
    }

    private static Map<Key, Suspect> weighed(CaseFile file) {
        Map<Key, Suspect> suspects = new LinkedHashMap<>();
        file.diagnosis().suspects().forEach(each -> suspects.put(Key.of(each), each));
        return suspects;
    }

    private static Optional<Entry> move(Optional<Suspect> before, Suspect after, Receipt receipt) {
        double was = before.map(Suspect::score).orElse(0.0);
        boolean refuted = after.standing() == Standing.REFUTED;
        if (before.isEmpty()) {
            boolean likely = !refuted && after.score() >= EVEN;
            return Optional.of(told(refuted ? "Ruled out" : "Opened", before, after, likely, receipt));
        }
        if (refuted != (before.get().standing() == Standing.REFUTED)) {
            return Optional.of(told(refuted ? "Ruled out" : "Reopened", before, after, !refuted, receipt));
        }
        if (Math.abs(after.score() - was) < MOVES) {
            return Optional.empty();
        }
        boolean up = after.score() > was;
        return Optional.of(told(up ? "Strengthened" : "Weakened", before, after, up, receipt));
    }

    private static Entry told(String what, Optional<Suspect> before, Suspect after, boolean up, Receipt receipt) {
        String from = before.map(each -> Figures.score(each.score()) + " to ").orElse("");
        return new Entry(
                receipt.askedAt().plus(receipt.latency()),
                what + " by " + receipt.source() + ": " + Verdicts.decapitalised(after.title()) + ", " + from
                        + Figures.score(after.score()) + "." + arguments(before, after, up),
                true,
                List.of(receipt.id()));
    }

    /** The arguments that are new and point the way it moved. */
    private static String arguments(Optional<Suspect> before, Suspect after, boolean up) {
        Set<String> known = before.stream()
                .flatMap(each -> each.evidence().stream())
                .map(Evidence::text)
                .collect(Collectors.toSet());
        return after.evidence().stream()
                .filter(each -> each.speaksFor() == up && !known.contains(each.text()))
                .limit(ARGUMENTS)
                .map(each -> " " + each.text())
                .collect(Collectors.joining());
    }
}
