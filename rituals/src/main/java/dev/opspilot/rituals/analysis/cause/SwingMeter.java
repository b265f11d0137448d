package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;

/**
 * Measures by how much a metric swings up or down within a window, against all windows of undisturbed time. A swing
 * is a run of rows whose mean left both the calm before it and the usual level; runs of several lengths are tried,
 * each measured in units of what is usual for that length. Both sides being the same functional, repeated search,
 * daily waves, sparse rows and autocorrelation need no model.
 */
final class SwingMeter {
    private final Frame frame;
    private final double[] sums;
    private final int[] counts;
    private final double[] baseline;
    private final double[] window;
    private final Spread spread;
    private final double floor;

    SwingMeter(Frame frame, double[] baseline, double[] window, Spread spread, double floor) {
        this.frame = frame;
        this.baseline = baseline;
        this.window = window;
        this.spread = spread;
        this.floor = floor;
        sums = new double[baseline.length + 1];
        counts = new int[baseline.length + 1];
        accumulate(baseline, sums, counts);
    }

    /** @param sign 1 for up, -1 for down */
    Swing measure(int sign) {
        int windows = frame.calm().length;
        int[] runs = frame.runs();
        double[][] calm = new double[runs.length][windows];
        for (int index = 0; index < windows; index++) {
            int at = frame.calm()[index];
            Found[] found = swings(baseline, sums, counts, at, sign);
            for (int run = 0; run < runs.length; run++) {
                calm[run][index] = found[run].change;
            }
        }
        double[] windowSums = new double[window.length + 1];
        int[] windowCounts = new int[window.length + 1];
        accumulate(window, windowSums, windowCounts);
        Found[] now = swings(window, windowSums, windowCounts, 0, sign);
        double[] largest = new double[windows];
        float[] calmChange = new float[windows];
        double relative = 0;
        Found best = now[0];
        for (int run = 0; run < runs.length; run++) {
            double usual = Math.max(decile(calm[run]), floor);
            for (int index = 0; index < windows; index++) {
                if (calm[run][index] / usual > largest[index]) {
                    largest[index] = calm[run][index] / usual;
                    calmChange[index] = (float) calm[run][index];
                }
            }
            if (now[run].change / usual > relative) {
                relative = now[run].change / usual;
                best = now[run];
            }
        }
        Tail tail = new Tail(largest, 1);
        float[] calmSurprise = new float[windows];
        for (int index = 0; index < windows; index++) {
            calmSurprise[index] = (float) tail.surprise(largest[index]);
        }
        return new Swing(tail.surprise(relative), best.change, best.value, onset(best, sign), calmSurprise, calmChange);
    }

    private int onset(Found best, int sign) {
        if (best.from < 0) {
            return -1;
        }
        for (int row = Math.max(frame.zone(), 0); row < best.from; row++) {
            if (sign * (window[row] - best.before) >= best.change / 2) {
                return row;
            }
        }
        return best.from;
    }

    private record Found(double change, double value, double before, int from) {
        static final Found NOTHING = new Found(0, Double.NaN, Double.NaN, -1);
    }

    /** The largest swing for each length of run in the window that begins at the given row. */
    private Found[] swings(double[] values, double[] sum, int[] count, int at, int sign) {
        int[] runs = frame.runs();
        Found[] found = new Found[runs.length];
        Arrays.fill(found, Found.NOTHING);
        boolean whole = frame.reference() == Frame.Reference.BEFORE_ZONE && count[at + frame.zone()] - count[at] >= 2;
        double before = whole ? Spread.median(values, at, at + frame.zone()) : spread.middle();
        double level = sign > 0 ? spread.low() : spread.high();
        for (int row = frame.reference() == Frame.Reference.BEFORE_ROW ? 0 : frame.zone();
                row < frame.length();
                row++) {
            double reference =
                    whole || frame.reference() == Frame.Reference.USUAL ? before : Spread.median(values, at, at + row);
            if (Double.isNaN(reference)) {
                continue;
            }
            for (int index = 0; index < runs.length && row + runs[index] <= frame.length(); index++) {
                int present = count[at + row + runs[index]] - count[at + row];
                if (2 * present < runs[index] || present == 0) {
                    continue;
                }
                double mean = (sum[at + row + runs[index]] - sum[at + row]) / present;
                double change = Math.min(sign * (mean - reference), sign * (mean - level));
                if (change > found[index].change) {
                    found[index] = new Found(change, mean, reference, row);
                }
            }
        }
        return found;
    }

    private static void accumulate(double[] values, double[] sums, int[] counts) {
        for (int row = 0; row < values.length; row++) {
            boolean present = !Double.isNaN(values[row]);
            sums[row + 1] = sums[row] + (present ? values[row] : 0);
            counts[row + 1] = counts[row] + (present ? 1 : 0);
        }
    }

    private static double decile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(0.9 * sorted.length))];
    }
}
