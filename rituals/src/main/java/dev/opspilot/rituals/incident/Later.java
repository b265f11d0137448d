package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.List;

/** What to come back to after a drill that found something wrong, or could not tell. */
final class Later {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration REPORT = Duration.ofDays(1);
    private static final String ANCHOR = "the end of the drill";

    private Later() {}

    static List<FollowUp> of(CaseFile file, Finding verdict, String intent) {
        if (file.diagnosis().verdict() == Verdict.HEALTHY || verdict.receipts().isEmpty()) {
            return List.of();
        }
        return List.of(
                new FollowUp(
                        "check-again",
                        "Check again: " + intent,
                        AGAIN,
                        ANCHOR,
                        RitualName.INCIDENT.key(),
                        intent,
                        "An hour later it shows whether what was done has helped.",
                        verdict.receipts()),
                new FollowUp(
                        "post-incident",
                        "Post-incident draft: " + intent,
                        REPORT,
                        ANCHOR,
                        FollowUp.POST_INCIDENT,
                        "Draft the report of this incident.",
                        "A day later the facts are in, and still fresh.",
                        verdict.receipts()));
    }
}
