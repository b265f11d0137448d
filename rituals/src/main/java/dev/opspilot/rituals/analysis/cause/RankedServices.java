package dev.opspilot.rituals.analysis.cause;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a ranking found.
 *
 * @param suspects best first; empty when all is healthy
 * @param reason why the verdict is as it is, one sentence or two
 */
public record RankedServices(Verdict verdict, List<Ranked> suspects, String reason) {

    /**
     * One suspect.
     *
     * @param metric the metric that speaks most against it
     * @param score from 0 to 1, comparable within one ranking only
     * @param since when that metric began to move
     * @param evidence what speaks against it, in plain English with figures
     */
    public record Ranked(String service, String metric, double score, Instant since, String evidence) {
        public Ranked {
            Objects.requireNonNull(service);
            Objects.requireNonNull(metric);
            Objects.requireNonNull(since);
            Objects.requireNonNull(evidence);
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is from 0 to 1, not " + score);
            }
        }
    }

    public RankedServices {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(reason);
        suspects = List.copyOf(suspects);
        if (verdict == Verdict.HEALTHY && !suspects.isEmpty()) {
            throw new IllegalArgumentException("nobody is suspected where all is healthy");
        }
    }

    /** The same with one more sentence to its reason. */
    RankedServices adding(String sentence) {
        return new RankedServices(verdict, suspects, reason + " " + sentence);
    }

    static RankedServices healthy(String reason) {
        return new RankedServices(Verdict.HEALTHY, List.of(), reason);
    }

    static RankedServices inconclusive(String reason) {
        return new RankedServices(Verdict.INCONCLUSIVE, List.of(), reason);
    }
}
