package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.play.Intention;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What OpsPilot does for a step of a workflow. A step without a task is for a person to do. */
public sealed interface Task {

    /** Changes something: it becomes a play, and runs as the policies, the freezes and the kill switch let it. */
    record Act(Intention intention) implements Task {
        public Act {
            Objects.requireNonNull(intention);
        }
    }

    /**
     * Goes on when a reading tells that something is so.
     *
     * @param every how long after a reading that told otherwise it is read again, until the step's time is over
     */
    record Check(Condition condition, Duration every) implements Task {
        public Check {
            Objects.requireNonNull(condition);
            if (every.toSeconds() < 1) {
                throw new IllegalArgumentException("a check looks once a second at most, unlike every " + every);
            }
        }
    }

    /** Lets time go by. */
    record Wait(Duration length) implements Task {
        public Wait {
            if (length.toSeconds() < 1) {
                throw new IllegalArgumentException("a wait lasts a second at least, unlike " + length);
            }
        }
    }

    /**
     * Goes on when people agree.
     *
     * @param people how many, 1 or 2
     */
    record Approve(String question, int people) implements Task {
        public Approve {
            Objects.requireNonNull(question);
            if (people < 1 || people > 2) {
                throw new IllegalArgumentException("one person approves, or two, not " + people);
            }
        }
    }

    /**
     * Asks for a ritual, and goes on when its session has ended well.
     *
     * @param ritual its name
     * @param verdict what it has to come to; empty when any end will do
     */
    record Ritual(String ritual, String intent, Optional<String> verdict) implements Task {
        public Ritual {
            Objects.requireNonNull(ritual);
            Objects.requireNonNull(intent);
            Objects.requireNonNull(verdict);
        }
    }
}
