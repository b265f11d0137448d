package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ranks changes, providers and services for a trouble, and keeps those that were ruled out. Pure. */
public final class SuspectBoard {
    /** The least score that carries a suspect. */
    static final double CARRIES = 0.5;

    /** Two that score closer than this explain the trouble equally well. */
    static final double TIE = 0.05;

    private SuspectBoard() {}

    /** Weighs every candidate. The result does not depend on the order of what was read. */
    public static Diagnosis weigh(Trouble trouble, Scene scene) {
        Providers providers = Providers.in(scene, trouble);
        List<Suspicion> ranked = Stream.of(
                        new ChangeSuspects(trouble, scene, providers).weighed(),
                        new ProviderSuspects(trouble, scene, providers).weighed(),
                        new ServiceSuspects(trouble, scene, providers).weighed())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Suspicion::refuted)
                        .thenComparing(
                                Comparator.comparingDouble(Suspicion::score).reversed())
                        .thenComparing(each -> each.subject().kind())
                        .thenComparing(each -> each.subject().name()))
                .toList();
        boolean carries = carries(ranked);
        List<Suspect> suspects = Stream.iterate(0, i -> i < ranked.size(), i -> i + 1)
                .map(i -> ranked.get(i).standing(standing(ranked.get(i), i == 0 && carries)))
                .toList();
        return new Diagnosis(carries ? Verdict.SUSPECTS : Verdict.INCONCLUSIVE, suspects);
    }

    /** Whether a suspect is this change, and not another of the same id. */
    public static boolean isOf(Suspect suspect, Change change) {
        return suspect.subject().equals(Subject.change(change.id()))
                && suspect.title().equals(ChangeSuspects.title(change));
    }

    private static boolean carries(List<Suspicion> ranked) {
        if (ranked.isEmpty() || ranked.getFirst().refuted() || ranked.getFirst().score() < CARRIES) {
            return false;
        }
        return ranked.size() == 1
                || ranked.get(1).score() < CARRIES
                || ranked.getFirst().score() - ranked.get(1).score() >= TIE;
    }

    private static Standing standing(Suspicion suspicion, boolean leads) {
        return leads ? Standing.LEADING : suspicion.refuted() ? Standing.REFUTED : Standing.WEAKENED;
    }
}
