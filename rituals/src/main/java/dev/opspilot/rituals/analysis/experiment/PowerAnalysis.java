package dev.opspilot.rituals.analysis.experiment;

import java.util.List;

/**
 * Sample size, power and effect that belong together, and how they were computed.
 *
 * @param formula which the figures go by
 * @param sides of each test
 * @param alpha for all comparisons together
 * @param correction by which comparisons share alpha
 * @param alphaEach of each comparison with control
 * @param effect treatment less control, signed, in the metric's unit; the effect that is detected with this power, for
 *     a non-inferiority test the one that is assumed
 * @param power the chance that a comparison finds the effect, in the smallest treatment arm
 * @param exactSizes units in each arm before rounding, control first
 * @param sizes units in each arm, rounded up, control first
 */
public record PowerAnalysis(
        Formula formula,
        Sides sides,
        double alpha,
        Correction correction,
        double alphaEach,
        double effect,
        double power,
        List<Double> exactSizes,
        List<Long> sizes) {
    public PowerAnalysis {
        exactSizes = List.copyOf(exactSizes);
        sizes = List.copyOf(sizes);
    }

    /** Units in all arms. */
    public long total() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
