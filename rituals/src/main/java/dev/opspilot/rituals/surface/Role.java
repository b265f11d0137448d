package dev.opspilot.rituals.surface;

import java.util.Locale;

/** What somebody may do; each role may do what those before it may. */
public enum Role {
    /** Reads, and asks why. */
    VIEWER,
    /** Starts and stops rituals, and sets schedules. */
    OPERATOR,
    /** Lets something act. */
    APPROVER,
    /** Changes what may act, and who may do what. */
    ADMIN;

    /** The name in the configuration and in the log. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody of this role may do what needs another. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
