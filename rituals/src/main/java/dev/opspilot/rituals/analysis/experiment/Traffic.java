package dev.opspilot.rituals.analysis.experiment;

/**
 * The live traffic that an experiment can draw on.
 *
 * @param unitsPerDay units that come for the first time, on an average day; those that come back count once
 * @param share of them that enter the experiment, above 0 and at most 1
 * @param wholeWeeks whether to end on whole weeks, so that each weekday weighs the same
 */
public record Traffic(double unitsPerDay, double share, boolean wholeWeeks) {
    public Traffic {
        Check.notNegative(unitsPerDay, "unitsPerDay");
        Check.require(
                share > 0 && share <= 1,
                "share must be above 0 and at most 1, but is %s: give 0.2 for a fifth of the traffic".formatted(share));
    }

    /** The units that enter on an average day. */
    public double enrolledPerDay() {
        return unitsPerDay * share;
    }
}
