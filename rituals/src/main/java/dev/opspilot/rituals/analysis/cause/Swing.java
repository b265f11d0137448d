package dev.opspilot.rituals.analysis.cause;

/**
 * How a metric moved in one direction, in the window of the incident and in each window of the baseline.
 *
 * @param surprise minus the decimal logarithm of its chance in undisturbed time; 0 to 12
 * @param change how far it moved away from what it was before, in the metric's unit; not negative
 * @param value where it went: the mean over the run that stands out most; {@code NaN} where it did not move
 * @param onset the window's row in which it began; -1 where it did not move
 * @param calmSurprises the surprise in each window of the baseline
 * @param calmChanges the change in each window of the baseline
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared, shared within this package only
record Swing(double surprise, double change, double value, int onset, float[] calmSurprises, float[] calmChanges) {

    double surprise(int window) {
        return window == Movement.NOW ? surprise : calmSurprises[window];
    }

    double change(int window) {
        return window == Movement.NOW ? change : calmChanges[window];
    }
}
