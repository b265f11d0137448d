package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.ActWords;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What earlier sessions did since a trouble began and was not taken back.
 *
 * @param acts those of drills on the same symptom, oldest first
 * @param all those of other sessions, too: what was done is not to be done again, whoever did it
 * @param helped whether what should change did, and the main symptom is as expected again, for a minute at least
 */
record Remedied(List<Sourced<PastAct>> acts, List<PastAct> all, boolean helped) {
    Remedied {
        acts = List.copyOf(acts);
        all = List.copyOf(all);
    }

    static Remedied of(Collected read, Optional<Trouble> trouble) {
        List<Sourced<PastAct>> since = trouble.stream()
                .flatMap(each -> acts(
                        read,
                        each.onset(),
                        session -> session.ritual().equals(RitualName.INCIDENT.key())
                                && session.disturbed()
                                        .contains(Statements.name(each.main().fact()))))
                .toList();
        return new Remedied(
                since,
                trouble.stream()
                        .flatMap(each -> acts(read, each.onset(), _ -> true))
                        .map(Sourced::fact)
                        .toList(),
                since.stream().anyMatch(act -> act.fact().helped())
                        && trouble.filter(each ->
                                        each.over() || each.main().fact().eased())
                                .isPresent());
    }

    private static Stream<Sourced<PastAct>> acts(Collected read, Instant onset, Predicate<PastSession> of) {
        return read.sessions().stream()
                .filter(session -> of.test(session.fact()))
                .flatMap(session -> session.fact().acts().stream().map(act -> new Sourced<>(act, session.receipts())))
                .filter(act -> act.fact().stands() && act.fact().at().isAfter(onset))
                .sorted(Comparator.comparing(act -> act.fact().at()));
    }

    /** Whether what a play would do is among it. */
    boolean holds(Play play) {
        return play.intention()
                .filter(meant -> all.stream()
                        .anyMatch(act -> act.kind().equals(meant.kind().key())
                                && act.about().equals(meant.parameters())))
                .isPresent();
    }

    /** What a session did, and took back, as changes like those that others make. */
    static List<Change> changes(PastSession session) {
        List<Change> changes = new ArrayList<>();
        for (PastAct act : session.acts()) {
            changes.add(change(session, act, act.title(), act.at(), ActWords.behind(act)));
            act.takenBackAt()
                    .ifPresent(at -> changes.add(change(session, act, "Undo: " + act.title(), at, "taken back")));
        }
        return changes;
    }

    private static Change change(PastSession session, PastAct act, String id, Instant at, String title) {
        return new Change(id, Change.Kind.PLAY, title, act.service(), at, "OpsPilot", session.link());
    }

    /** A sentence for each act, without a space before the first. */
    String words() {
        return ActWords.sentences(acts.stream().map(Sourced::fact).toList(), Figures::clock);
    }

    /** What was done, when, by whom, and what came of it. */
    static String words(PastAct act) {
        return ActWords.of(act, Figures::clock);
    }

    List<ReceiptId> receipts() {
        return acts.stream().flatMap(act -> act.receipts().stream()).distinct().toList();
    }
}
