package dev.opspilot.rituals.play;

import java.util.Objects;

/**
 * What a policy says about an act.
 *
 * @param because which rule says so, one sentence
 */
public record Policy(Mode mode, String because) {
    /** What holds for everything that no rule is about. */
    public static final Policy DEFAULT = new Policy(Mode.ASK, "No rule is about it, so somebody is asked.");

    /** How an act may come to run. */
    public enum Mode {
        /** Without asking. */
        AUTO("auto"),
        /** When one person approves. */
        ASK("ask"),
        /** When two people approve, neither of whom asked for it. */
        TWO_PEOPLE("two people"),
        /** Never. */
        OFF("off");

        private final String key;

        Mode(String key) {
            this.key = key;
        }

        /** The name in the configuration and in chat. */
        public String key() {
            return key;
        }

        /** The stricter one of two. */
        public Mode or(Mode other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public Policy {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(because);
    }

    /** As it stands on a play; breaking a freeze takes two people whatever the policy says. */
    public PlayPolicy guarding(boolean breaksFreeze) {
        return switch (mode) {
            case OFF -> new PlayPolicy.Refused(because);
            case TWO_PEOPLE -> new PlayPolicy.NeedsApproval(2);
            case ASK -> new PlayPolicy.NeedsApproval(breaksFreeze ? 2 : 1);
            case AUTO -> breaksFreeze ? new PlayPolicy.NeedsApproval(2) : new PlayPolicy.Allowed();
        };
    }
}
