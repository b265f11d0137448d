package dev.opspilot.rituals.analysis.experiment;

/** Ranges of what callers give, refused with a sentence that says what to give instead. */
final class Check {
    /** Units in the control arm beyond which nobody can go. */
    static final double MOST_UNITS = 1e15;

    private Check() {}

    /** A probability between 0 and 1, both excluded. */
    static double open(double value, String name) {
        require(value > 0 && value < 1, "%s must lie between 0 and 1, both excluded, but is %s".formatted(name, value));
        return value;
    }

    static double positive(double value, String name) {
        require(
                value > 0 && Double.isFinite(value),
                "%s must be positive and finite, but is %s".formatted(name, value));
        return value;
    }

    static double notNegative(double value, String name) {
        require(
                value >= 0 && Double.isFinite(value),
                "%s must be finite and not negative, but is %s".formatted(name, value));
        return value;
    }

    static double finite(double value, String name) {
        require(Double.isFinite(value), "%s must be a finite number, but is %s".formatted(name, value));
        return value;
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A power that a test can have by more than its false alarms. */
    static void power(double power, double alpha) {
        require(
                power > alpha && power < 1,
                "power must be more than alpha (%s) and less than 1, but is %s: give 0.8 for 80 %%"
                        .formatted(alpha, power));
    }

    static void controlUnits(double units, Allocation allocation) {
        require(
                units >= allocation.leastControl() && units <= MOST_UNITS,
                "controlUnits must give each arm at least 2 units and be at most %s, but is %s"
                        .formatted(MOST_UNITS, units));
    }
}
