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
    private final Spread usual;
    private final double floor;
    /** The largest swing of each length of run in each window of the baseline. */
    private final double[][] calmUp;

    private final double[][] calmDown;
    private final double[] window;
    private final Largest now;

    SwingMeter(Frame frame, double[] baseline, double[] window, Spread usual, double floor) {
        this.frame = frame;
        this.usual = usual;
        this.floor = floor;
        this.window = window;
        int[] starts = frame.calm();
        calmUp = new double[frame.runs().length][starts.length];
        calmDown = new double[frame.runs().length][starts.length];
        Sums sums = new Sums(baseline);
        Largest largest = new Largest(frame.runs().length);
        for (int index = 0; index < starts.length; index++) {
            largest.search(sums, starts[index]);
            for (int run = 0; run < frame.runs().length; run++) {
                calmUp[run][index] = largest.up[run].change;
                calmDown[run][index] = largest.down[run].change;
            }
        }
        now = new Largest(frame.runs().length);
        now.search(new Sums(window), 0);
    }

    Swing up() {
        return swing(calmUp, now.up, 1);
    }

    Swing down() {
        return swing(calmDown, now.down, -1);
    }

    private Swing swing(double[][] calm, Run[] found, int sign) {
        int windows = frame.calm().length;
        double[] relative = new double[windows];
        float[] calmChanges = new float[windows];
        double strongest = 0;
        Run best = found[0];
        for (int run = 0; run < found.length; run++) {
            double unit = Math.max(decile(calm[run]), floor);
            for (int index = 0; index < windows; index++) {
                if (calm[run][index] / unit > relative[index]) {
                    relative[index] = calm[run][index] / unit;
                    calmChanges[index] = (float) calm[run][index];
                }
            }
            if (found[run].change / unit > strongest) {
                strongest = found[run].change / unit;
                best = found[run];
            }
        }
        ExtremeTail tail = new ExtremeTail(relative, 1);
        float[] calmSurprises = new float[windows];
        for (int index = 0; index < windows; index++) {
            calmSurprises[index] = (float) tail.surprise(relative[index]);
        }
        return new Swing(
                tail.surprise(strongest), best.change, best.mean, onset(best, sign), calmSurprises, calmChanges);
    }

    private int onset(Run best, int sign) {
        for (int row = frame.zone(); row < best.from; row++) {
            if (sign * (window[row] - best.reference) >= best.change / 2) {
                return row;
            }
        }
        return best.from;
    }

    private static double decile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(0.9 * sorted.length))];
    }

    /** Running sums, so that the mean of any run takes one step. */
    private static final class Sums {
        private final double[] values;
        private final double[] sums;
        private final int[] counts;

        Sums(double[] values) {
            this.values = values;
            sums = new double[values.length + 1];
            counts = new int[values.length + 1];
            for (int row = 0; row < values.length; row++) {
                boolean present = !Double.isNaN(values[row]);
                sums[row + 1] = sums[row] + (present ? values[row] : 0);
                counts[row + 1] = counts[row] + (present ? 1 : 0);
            }
        }
    }

    /** The run that swings most so far. */
    private static final class Run {
        private double change;
        private double mean;
        private double reference;
        private int from;

        void clear() {
            change = 0;
            mean = Double.NaN;
            reference = Double.NaN;
            from = -1;
        }

        void offer(double offered, double itsMean, double itsReference, int row) {
            if (offered > change) {
                change = offered;
                mean = itsMean;
                reference = itsReference;
                from = row;
            }
        }
    }

    /** The largest swings of a window, for each length of run. */
    private final class Largest {
        private final Run[] up;
        private final Run[] down;

        Largest(int lengths) {
            up = new Run[lengths];
            down = new Run[lengths];
            Arrays.setAll(up, run -> new Run());
            Arrays.setAll(down, run -> new Run());
        }

        void search(Sums sums, int at) {
            for (int run = 0; run < up.length; run++) {
                up[run].clear();
                down[run].clear();
            }
            boolean byRow = frame.reference() == Frame.Reference.BEFORE_ROW;
            double before = byRow ? Double.NaN : before(sums, at);
            for (int row = byRow ? 0 : frame.zone(); row < frame.length(); row++) {
                double reference = byRow ? Spread.median(sums.values, at, at + row) : before;
                if (!Double.isNaN(reference)) {
                    offerRuns(sums, at, row, reference);
                }
            }
        }

        /** What all rows of the window are compared with; the usual level where too little comes before. */
        private double before(Sums sums, int at) {
            boolean known = frame.reference() == Frame.Reference.BEFORE_ZONE
                    && sums.counts[at + frame.zone()] - sums.counts[at] >= 2;
            return known ? Spread.median(sums.values, at, at + frame.zone()) : usual.middle();
        }

        private void offerRuns(Sums sums, int at, int row, double reference) {
            int[] lengths = frame.runs();
            int from = at + row;
            for (int run = 0; run < lengths.length && row + lengths[run] <= frame.length(); run++) {
                // long runs that begin a row apart say almost the same
                if ((row - frame.zone()) % Math.max(1, lengths[run] / 2) != 0) {
                    continue;
                }
                int to = from + lengths[run];
                int present = sums.counts[to] - sums.counts[from];
                if (present > 0 && 2 * present >= lengths[run]) {
                    double mean = (sums.sums[to] - sums.sums[from]) / present;
                    up[run].offer(Math.min(mean - reference, mean - usual.low()), mean, reference, row);
                    down[run].offer(Math.min(reference - mean, usual.high() - mean), mean, reference, row);
                }
            }
        }
    }
}
