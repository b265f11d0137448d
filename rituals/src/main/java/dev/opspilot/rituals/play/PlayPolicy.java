package dev.opspilot.rituals.play;

/** Whether a play may run. */
public sealed interface PlayPolicy {

    /** It runs without asking. */
    record Allowed() implements PlayPolicy {}

    /** It waits for people. */
    record NeedsApproval(int people) implements PlayPolicy {
        public NeedsApproval {
            if (people < 1) {
                throw new IllegalArgumentException("an approval needs somebody");
            }
        }
    }

    /** It never runs. */
    record Refused(String because) implements PlayPolicy {}
}
