package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.RitualName;
import java.util.Objects;

/** What a schedule does when it is due. */
public sealed interface Work {

    /** Asks for a ritual. */
    record Launch(RitualName ritual, String intent) implements Work {
        /** What a brief is asked where nothing is said. */
        static final String SINCE_LAST = "What changed since the last brief?";

        public Launch {
            Objects.requireNonNull(ritual);
            if (intent.isBlank()) {
                throw new IllegalArgumentException("an intent says something");
            }
        }
    }

    /** Asks for the post-incident draft of a session. */
    record Draft(SessionId session) implements Work {
        public Draft {
            Objects.requireNonNull(session);
        }
    }

    /** Runs a workflow. */
    record Run(String automation) implements Work {
        public Run {
            Objects.requireNonNull(automation);
        }
    }

    /** What it asks, in the words it was given; empty where its title says it all. */
    default String asks() {
        return switch (this) {
            case Launch(RitualName _, String intent) -> intent.equals(Launch.SINCE_LAST) ? "" : intent;
            case Draft _, Run _ -> "";
        };
    }

    /** What it is, as people call it. */
    default String title() {
        return switch (this) {
            case Launch(RitualName ritual, String _) ->
                switch (ritual) {
                    case BRIEF -> "Morning brief";
                    case INCIDENT -> "Incident drill";
                    case EXPERIMENT -> "Experiment";
                    case AUTOMATION -> "Automation";
                };
            case Draft _ -> "Post-incident draft";
            case Run(String automation) -> "Automation " + automation;
        };
    }
}
