package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

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
    /** For values to be put in order, of a window or one of each window. */
    private final double[] room;

    SwingMeter(Frame frame, double[] baseline, double[] window, Spread usual, double floor) {
        this.frame = frame;
        this.usual = usual;
        this.floor = floor;
        this.window = window;
        int[] starts = frame.calm();
        room = new double[Math.max(starts.length, frame.length())];
        calmUp = new double[frame.runs().length][starts.length];
        calmDown = new double[frame.runs().length][starts.length];
        Sums sums = new Sums(baseline);
        Largest largest = new Largest(frame.runs().length);
        for (int index = 0; index < starts.length; index++) {
            if (frame.reference() != Frame.Reference.BEFORE_ROW) {
                measureCalm(sums, index);
                continue;
            }
            largest.search(sums, starts[index]);
            for (int run = 0; run < frame.runs().length; run++) {
                calmUp[run][index] = largest.up[run].change;
                calmDown[run][index] = largest.down[run].change;
            }
        }
        now = new Largest(frame.runs().length);
        now.search(new Sums(window), 0);
    }

    /**
     * What {@link Largest} finds, without where: all rows being compared with one reference, the highest and the lowest
     * mean of each length decide.
     */
    private void measureCalm(Sums sums, int index) {
        int at = frame.calm()[index];
        double reference = before(sums, at);
        if (Double.isNaN(reference)) {
            return;
        }
        double above = Math.max(reference, usual.low());
        double below = Math.min(reference, usual.high());
        boolean complete = sums.counts[at + frame.length()] - sums.counts[at] == frame.length();
        for (int run = 0; run < frame.runs().length; run++) {
            Means means = complete ? sums.meansOfAll(frame, at, run) : sums.meansOfMost(frame, at, run);
            calmUp[run][index] = Math.max(0, means.highest() - above);
            calmDown[run][index] = Math.max(0, below - means.lowest());
        }
    }

    /** What all rows of the window are compared with; the usual level where too little comes before. */
    private double before(Sums sums, int at) {
        boolean known = frame.reference() == Frame.Reference.BEFORE_ZONE
                && sums.counts[at + frame.zone()] - sums.counts[at] >= 2;
        return known ? Spread.median(sums.values, at, at + frame.zone(), room) : usual.middle();
    }

    /** How many rows apart runs are tried: long ones that begin a row apart say almost the same. */
    private static int stride(int length) {
        return Math.max(1, length / 2);
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

    private double decile(double[] values) {
        System.arraycopy(values, 0, room, 0, values.length);
        int at = Math.min(values.length - 1, (int) Math.floor(0.9 * values.length));
        Selection.select(room, 0, values.length, at);
        return room[at];
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

        /** For a window without a missing value: the extreme sums have the extreme means. */
        Means meansOfAll(Frame frame, int at, int run) {
            int length = frame.runs()[run];
            int stride = stride(length);
            int last = at + frame.length() - length;
            double highest = Double.NEGATIVE_INFINITY;
            double lowest = Double.POSITIVE_INFINITY;
            for (int from = at + frame.zone(); from <= last; from += stride) {
                double sum = sums[from + length] - sums[from];
                highest = sum > highest ? sum : highest;
                lowest = sum < lowest ? sum : lowest;
            }
            return new Means(highest / length, lowest / length);
        }

        /** For any window; at least half of a run must be there. */
        Means meansOfMost(Frame frame, int at, int run) {
            int length = frame.runs()[run];
            int stride = stride(length);
            int last = at + frame.length() - length;
            double highest = Double.NEGATIVE_INFINITY;
            double lowest = Double.POSITIVE_INFINITY;
            for (int from = at + frame.zone(); from <= last; from += stride) {
                int present = counts[from + length] - counts[from];
                if (present > 0 && 2 * present >= length) {
                    double mean = (sums[from + length] - sums[from]) / present;
                    highest = Math.max(highest, mean);
                    lowest = Math.min(lowest, mean);
                }
            }
            return new Means(highest, lowest);
        }
    }

    /** The extreme means of a window's runs of one length; infinite where no run has enough values. */
    private record Means(double highest, double lowest) {}

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
        private final double[] references = new double[frame.length()];

        Largest(int lengths) {
            up = new Run[lengths];
            down = new Run[lengths];
            Arrays.setAll(up, run -> new Run());
            Arrays.setAll(down, run -> new Run());
        }

        void search(Sums sums, int at) {
            boolean byRow = frame.reference() == Frame.Reference.BEFORE_ROW;
            if (byRow) {
                beforeEach(sums, at);
            } else {
                Arrays.fill(references, before(sums, at));
            }
            int first = byRow ? 0 : frame.zone();
            for (int run = 0; run < up.length; run++) {
                up[run].clear();
                down[run].clear();
                search(sums, at, first, run);
            }
        }

        private void search(Sums sums, int at, int first, int run) {
            int length = frame.runs()[run];
            int stride = stride(length);
            int begin = first + Math.floorMod(frame.zone() - first, stride);
            for (int row = begin; row + length <= frame.length(); row += stride) {
                double reference = references[row];
                int from = at + row;
                int to = from + length;
                int present = sums.counts[to] - sums.counts[from];
                if (!Double.isNaN(reference) && present > 0 && 2 * present >= length) {
                    double mean = (sums.sums[to] - sums.sums[from]) / present;
                    up[run].offer(Math.min(mean - reference, mean - usual.low()), mean, reference, row);
                    down[run].offer(Math.min(reference - mean, usual.high() - mean), mean, reference, row);
                }
            }
        }

        /** The median of what comes before each row. */
        private void beforeEach(Sums sums, int at) {
            int count = 0;
            for (int row = 0; row < frame.length(); row++) {
                references[row] = Spread.middle(room, count);
                double value = sums.values[at + row];
                if (!Double.isNaN(value)) {
                    Spread.insert(room, count++, value);
                }
            }
        }
    }
}
