package dev.opspilot.rituals.analysis.experiment;

/**
 * An interval that holds the true value with a stated confidence.
 *
 * @param low its lower limit
 * @param high its upper limit; infinite where the data set none
 * @param confidence between 0 and 1
 */
public record Interval(double low, double high, double confidence) {
    public Interval {
        Check.require(low <= high, "low must not be above high, but %s is above %s".formatted(low, high));
        Check.open(confidence, "confidence");
    }

    /** Whether it holds the value. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
