package dev.opspilot.rituals.analysis;

import java.util.Optional;

/**
 * The stretch of a series that departs most from its expectation.
 *
 * @param from index of its first sample, inclusive: the onset
 * @param to index behind its last sample
 * @param sharpest index behind the last sample of the part of it that departs clearest, at most {@code to}: where it ends
 *     when it has ended, as samples a little above the expectation go on adding to the sum that {@code to} stands on
 */
record ChangePoint(int from, int to, int sharpest) {
    /** Half the smallest shift that is looked for, in standard deviations: the reference value of the CUSUM. */
    private static final double REFERENCE = 0.5;

    int length() {
        return to - from;
    }

    /**
     * Finds the stretch in which standardised residuals depart upwards. The end comes from Page's one-sided CUSUM at
     * its maximum; the onset is then the maximum-likelihood split before it, for a level of zero before and an unknown
     * one after; the sharpest end is the same split behind the onset.
     *
     * @param residuals standardised, bounded so that one of them cannot decide; missing ones are {@code NaN}
     * @param shortest fewest samples present that make a stretch
     * @return empty when nothing departs upwards for that long
     */
    static Optional<ChangePoint> upwards(double[] residuals, int shortest) {
        int end = peakOfCusum(residuals);
        double sum = 0;
        int present = 0;
        double best = 0;
        int onset = -1;
        for (int i = end - 1; i >= 0; i--) {
            if (Double.isNaN(residuals[i])) {
                continue;
            }
            sum += residuals[i];
            present++;
            double z = sum / Math.sqrt(present);
            if (present >= shortest && z > best) {
                best = z;
                onset = i;
            }
        }
        return onset < 0
                ? Optional.empty()
                : Optional.of(new ChangePoint(onset, end, sharpest(residuals, onset, end, shortest)));
    }

    private static int sharpest(double[] residuals, int onset, int end, int shortest) {
        double sum = 0;
        int present = 0;
        double best = 0;
        int sharpest = end;
        for (int i = onset; i < end; i++) {
            if (Double.isNaN(residuals[i])) {
                continue;
            }
            sum += residuals[i];
            present++;
            double z = sum / Math.sqrt(present);
            if (present >= shortest && z >= best) {
                best = z;
                sharpest = i + 1;
            }
        }
        return sharpest;
    }

    private static int peakOfCusum(double[] residuals) {
        double cusum = 0;
        double peak = 0;
        int end = 0;
        for (int i = 0; i < residuals.length; i++) {
            if (!Double.isNaN(residuals[i])) {
                cusum = Math.max(0, cusum + residuals[i] - REFERENCE);
                if (cusum > peak) {
                    peak = cusum;
                    end = i + 1;
                }
            }
        }
        return end;
    }
}
