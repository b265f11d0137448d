package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series.Unit;

/**
 * The smallest departure that is worth telling people, however certain it is.
 *
 * @param relative to the expectation, above 0
 * @param absolute in the unit of the series; for counts and money over the whole stretch
 */
record LeastEffect(double relative, double absolute) {

    /** A quarter more or less; and half a percentage point, five events or ten milliseconds. */
    static LeastEffect of(Unit unit) {
        return switch (unit) {
            case COUNT -> new LeastEffect(0.25, 5);
            case RATIO -> new LeastEffect(0.25, 0.005);
            case MONEY_MINOR -> new LeastEffect(0.20, 0);
            case MILLIS -> new LeastEffect(0.25, 10);
        };
    }

    /** Whether a departure matters; a share is also judged by its complement, so that 99.9 % to 98 % does. */
    boolean reached(Unit unit, double value, double expected) {
        double reference = unit == Unit.RATIO && expected > 0.5 ? Math.max(0, 1 - expected) : Math.abs(expected);
        double change = Math.abs(value - expected);
        return change >= absolute && change >= relative * reference;
    }
}
