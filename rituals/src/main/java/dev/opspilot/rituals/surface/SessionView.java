package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session shows to people at one moment; the one neutral picture that every surface draws.
 *
 * @param version how many events are behind it; a higher one replaces a lower one
 * @param findings in the order in which they should be read, the verdict first once there is one
 */
public record SessionView(
        SessionId id,
        long version,
        RitualName ritual,
        String intent,
        Status status,
        Instant startedAt,
        Optional<Instant> firstInsightAt,
        Optional<Instant> finishedAt,
        Person actor,
        Place place,
        List<PlanStep> plan,
        List<Finding> findings,
        List<Widget> widgets,
        List<Play> plays,
        List<Receipt> receipts,
        Optional<Diagnosis> diagnosis) {

    /** Where a session stands. */
    public enum Status {
        RUNNING,
        WAITING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    public SessionView {
        plan = List.copyOf(plan);
        findings = List.copyOf(findings);
        widgets = List.copyOf(widgets);
        plays = List.copyOf(plays);
        receipts = List.copyOf(receipts);
    }

    /** The answer to "why?" for one of the findings. */
    public Optional<Explanation> why(FindingId finding) {
        return Explanation.of(finding, findings, receipts);
    }
}
