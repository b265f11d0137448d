package dev.opspilot.rituals.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the evidence carries: suspects, best first, or that there is nothing wrong, or that it cannot be told. */
public record Diagnosis(Verdict verdict, List<Suspect> suspects) {

    /** The three things that a diagnosis can say. */
    public enum Verdict {
        SUSPECTS,
        HEALTHY,
        INCONCLUSIVE
    }

    public Diagnosis {
        Objects.requireNonNull(verdict);
        suspects = suspects.stream()
                .sorted(Comparator.comparing(Suspect::standing)
                        .thenComparing(
                                Comparator.comparingDouble(Suspect::score).reversed()))
                .toList();
        boolean leads = !suspects.isEmpty() && suspects.getFirst().standing() == Suspect.Standing.LEADING;
        if (leads != (verdict == Verdict.SUSPECTS)) {
            throw new IllegalArgumentException("the verdict is SUSPECTS exactly when one leads");
        }
    }

    /** Those that carry the trouble: the leading one, or two that explain it about equally well. */
    public List<Suspect> carrying() {
        return suspects.stream()
                .filter(suspect -> suspect.standing() != Suspect.Standing.REFUTED)
                .filter(suspect -> verdict == Verdict.SUSPECTS
                        ? suspect.standing() == Suspect.Standing.LEADING
                        : suspect.score() >= SuspectBoard.CARRIES)
                .limit(2)
                .toList();
    }

    public Optional<Suspect> leading() {
        return suspects.stream()
                .filter(suspect -> suspect.standing() == Suspect.Standing.LEADING)
                .findFirst();
    }
}
