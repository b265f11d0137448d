package dev.opspilot.rituals.play;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What somebody decided about a play.
 *
 * @param actor as on receipts, as in {@code slack:U123}; {@link #BY_POLICY} when the policy lets it run without asking
 * @param name as people read it
 * @param role what the person was when deciding, as in {@code approver}
 * @param reason in the person's words; may be empty
 * @param breaks the ids of the freezes that were on, and that the person meant to break; none where nothing was
 */
public record Ruling(
        Choice choice, String actor, String name, String role, String reason, Instant at, List<String> breaks) {
    /** The actor of what no person decided. */
    public static final String BY_POLICY = "opspilot:policy";

    /** What can be decided. */
    public enum Choice {
        /** Run it now. */
        APPROVE,
        /** Run it when the next change window opens. */
        APPROVE_FOR_WINDOW,
        /** Do not run it. */
        DISMISS,
        /** A person did it outside of OpsPilot. */
        DONE_BY_HAND,
        /** Take back what was run. */
        ROLL_BACK,
        /** Begin the drill that it proposes. */
        START_DRILL;

        /** Whether it lets something run. */
        public boolean approves() {
            return this == APPROVE || this == APPROVE_FOR_WINDOW;
        }

        /** The name in the API and on buttons. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Ruling {
        Objects.requireNonNull(choice);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(at);
        breaks = List.copyOf(breaks);
    }

    /** One that breaks no freeze. */
    public Ruling(Choice choice, String actor, String name, String role, String reason, Instant at) {
        this(choice, actor, name, role, reason, at, List.of());
    }
}
