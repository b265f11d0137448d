package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.analysis.Words;
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
import java.util.stream.Stream;

/**
 * How the suspicions moved while answers came in: each that was opened, strengthened, weakened or ruled out, with the
 * receipts that did it. The evidence is weighed anew after every answer, so the last of the moves agrees with the
 * diagnosis.
 */
final class Hypotheses {
    /** A score that changes by less than this is told as a move only by the last answer that moves it. */
    private static final double MOVES = 0.05;

    /** The moves of so many of the foremost are told, and those of what was ruled out. */
    private static final int FOLLOWED = 8;

    private static final int MOST = 20;

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
        Set<Key> followed = Stream.concat(
                        file.diagnosis().suspects().stream().limit(FOLLOWED),
                        file.diagnosis().suspects().stream().filter(each -> each.standing() == Standing.REFUTED))
                .map(Key::of)
                .limit(MOST)
                .collect(Collectors.toSet());
        List<Weighed> all = weighed(session, file);
        Map<Key, Suspect> told = new LinkedHashMap<>();
        List<Entry> moves = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Weighed at = all.get(i);
            for (Map.Entry<Key, Suspect> each : at.suspects().entrySet()) {
                Key key = each.getKey();
                if (followed.contains(key)) {
                    boolean last = i == lastChange(all, key);
                    move(Optional.ofNullable(told.get(key)), each.getValue(), last, at)
                            .ifPresent(move -> {
                                moves.add(move);
                                told.put(key, each.getValue());
                            });
                }
            }
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

    /** The suspicions after the last of some answers. */
    private record Weighed(List<Receipt> answered, Map<Key, Suspect> suspects) {
        /** The last answer. */
        Receipt receipt() {
            return answered.getLast();
        }

        String score(Key key) {
            Suspect suspect = suspects.get(key);
            return suspect == null ? "" : Figures.score(suspect.score());
        }
    }

    private static List<Weighed> weighed(RitualSession session, CaseFile file) {
        Set<ReceiptId> seen = new HashSet<>();
        List<Weighed> all = new ArrayList<>();
        List<Receipt> answered = answered(session);
        for (int i = 0; i < answered.size(); i++) {
            seen.add(answered.get(i).id());
            all.add(new Weighed(
                    answered.subList(0, i + 1), weighed(CaseFile.of(file.read().only(seen), file.reported()))));
        }
        return all;
    }

    /** Which answer was the last to move a score as it is shown. */
    private static int lastChange(List<Weighed> all, Key key) {
        int last = 0;
        for (int i = 1; i < all.size(); i++) {
            if (!all.get(i).score(key).equals(all.get(i - 1).score(key))) {
                last = i;
            }
        }
        return last;
    }

    /** What was answered for the plan, in the order of the answers. */
    private static List<Receipt> answered(RitualSession session) {
        return session.readings().stream()
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

    /** A move that is worth telling, or that is the last, so that what is told ends where the diagnosis does. */
    private static Optional<Entry> move(Optional<Suspect> before, Suspect after, boolean last, Weighed at) {
        double was = before.map(Suspect::score).orElse(0.0);
        boolean refuted = after.standing() == Standing.REFUTED;
        if (before.isEmpty()) {
            boolean likely = !refuted && after.score() >= EVEN;
            return Optional.of(told(refuted ? "Ruled out" : "Opened", before, after, likely, at));
        }
        if (refuted != (before.get().standing() == Standing.REFUTED)) {
            return Optional.of(told(refuted ? "Ruled out" : "Reopened", before, after, !refuted, at));
        }
        boolean shown = !Figures.score(after.score()).equals(Figures.score(was));
        if (Math.abs(after.score() - was) < MOVES && !(last && shown)) {
            return Optional.empty();
        }
        boolean up = after.score() > was;
        return Optional.of(told(up ? "Strengthened" : "Weakened", before, after, up, at));
    }

    private static Entry told(String what, Optional<Suspect> before, Suspect after, boolean up, Weighed at) {
        String from = before.map(each -> Figures.score(each.score()) + " to ").orElse("");
        List<Evidence> arguments = arguments(before, after, up);
        List<Receipt> by = by(arguments, before.isEmpty(), at);
        return new Entry(
                at.receipt().askedAt().plus(at.receipt().latency()),
                what + " by "
                        + Words.listed(
                                by.stream().map(Receipt::source).distinct().toList()) + ": "
                        + Verdicts.decapitalised(after.title()) + ", " + from + Figures.score(after.score()) + "."
                        + arguments.stream().map(each -> " " + each.text()).collect(Collectors.joining()),
                true,
                by.stream().map(Receipt::id).toList());
    }

    /** The arguments that are new and point the way it moved. */
    private static List<Evidence> arguments(Optional<Suspect> before, Suspect after, boolean up) {
        Set<String> known = before.stream()
                .flatMap(each -> each.evidence().stream())
                .map(Evidence::text)
                .collect(Collectors.toSet());
        return after.evidence().stream()
                .filter(each -> each.speaksFor() == up && !known.contains(each.text()))
                .limit(ARGUMENTS)
                .toList();
    }

    /** The answers that the arguments stand on, the last one first; it also where it opened it, or no argument is new. */
    private static List<Receipt> by(List<Evidence> arguments, boolean opened, Weighed at) {
        Set<ReceiptId> stood = arguments.stream()
                .flatMap(each -> each.receipts().stream())
                .collect(Collectors.toCollection(HashSet::new));
        if (opened || stood.isEmpty()) {
            stood.add(at.receipt().id());
        }
        return at.answered().reversed().stream()
                .filter(each -> stood.contains(each.id()))
                .toList();
    }
}
