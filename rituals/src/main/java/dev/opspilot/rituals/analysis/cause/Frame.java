package dev.opspilot.rituals.analysis.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The grid on which an incident is compared with undisturbed time: one window of rows around the onset, and windows
 * of the same shape all over the baseline.
 *
 * @param step distance of two rows
 * @param start time of the window's first row
 * @param cut how many rows of the series come before the window
 * @param calmCut how many rows of the baseline are left out, being too long ago
 * @param length rows of the window
 * @param zone the window's first row in which the trouble may have begun; the rows before it are known to be calm
 * @param reference what a row is compared with
 * @param mayBeginInTrouble whether the trouble may have begun with the window, although it has rows before the onset
 * @param runs how many rows in a row a disturbance may last, shortest first
 * @param calm where the windows of the baseline begin
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record Frame(
        Duration step,
        Instant start,
        int cut,
        int calmCut,
        int length,
        int zone,
        Reference reference,
        boolean mayBeginInTrouble,
        int[] runs,
        int[] calm) {

    /** What a row of a window is compared with. */
    enum Reference {
        /** The rows before the zone. */
        BEFORE_ZONE,
        /** All rows before it, since the window has few. */
        BEFORE_ROW,
        /** The usual level, since nothing calm comes before. */
        USUAL
    }

    /** By how much the given onset may be wrong. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration AFTERMATH = Duration.ofMinutes(20);
    private static final int CALM_BEFORE = 15;
    private static final int AFTER_AT_LEAST = 4;
    private static final int MOST_WINDOWS = 100;
    private static final int FAR = 1_000_000_000;
    private static final int MOST_CALM_ROWS = 20_000;
    private static final int FEWEST_WINDOWS = 6;

    /** The frame for an incident; empty where the recordings are too short to say what is usual. */
    static Optional<Frame> around(Instant at, Recording baseline, Recording series) {
        if (baseline.start().isEmpty() || series.start().isEmpty()) {
            return Optional.empty();
        }
        long width = width(baseline, series);
        Instant origin = series.start().get();
        int rows = index(series.end().get(), origin, width) + 1;
        int allCalmRows = Math.toIntExact(Math.min(Integer.MAX_VALUE - 1, baseline.spanMillis() / width)) + 1;
        int calmRows = Math.min(MOST_CALM_ROWS, allCalmRows);
        int onset = index(at, origin, width);
        long sixth = baseline.spanMillis() / 6;
        int tolerance = rows(Math.min(TOLERANCE.toMillis(), sixth), width);
        int aftermath = Math.max(AFTER_AT_LEAST, rows(Math.min(AFTERMATH.toMillis(), sixth), width));
        int from = onset - tolerance;
        if (onset + tolerance < 0 || from >= rows) {
            return Optional.empty();
        }
        int first = Math.max(0, from - CALM_BEFORE);
        int last = Math.min(rows, onset + tolerance + aftermath);
        // a short baseline offers few long windows: give up rows at the far ends first
        int most = Math.max(4, calmRows / 3);
        while (last - first > most && last > onset + AFTER_AT_LEAST) {
            last--;
        }
        while (last - first > most && first < from - 3) {
            first++;
        }
        int length = last - first;
        int windows = calmRows - length + 1;
        if (length < 1 || windows < FEWEST_WINDOWS) {
            return Optional.empty();
        }
        int zone = Math.max(0, from - first);
        Reference reference = onset < 0 || sixth < TOLERANCE.toMillis()
                ? Reference.USUAL
                : zone >= 3 ? Reference.BEFORE_ZONE : Reference.BEFORE_ROW;
        int[] runs = IntStream.iterate(1, run -> run <= Math.max(1, (length - zone) / 2) && run <= 16, run -> run * 2)
                .toArray();
        int count = Math.min(MOST_WINDOWS, windows);
        int[] calm = IntStream.range(0, count)
                .map(index -> count == 1 ? 0 : (int) ((long) index * (windows - 1) / (count - 1)))
                .toArray();
        Instant start = origin.plusMillis(first * width);
        return Optional.of(new Frame(
                Duration.ofMillis(width),
                start,
                first,
                allCalmRows - calmRows,
                length,
                zone,
                reference,
                onset == 0 && reference == Reference.BEFORE_ROW,
                runs,
                calm));
    }

    /** The same frame, for a series that may begin with the trouble. */
    Frame comparedWithUsual() {
        return new Frame(step, start, cut, calmCut, length, zone, Reference.USUAL, false, runs, calm);
    }

    /** How many windows of undisturbed time do not overlap; at least 1. */
    double independent() {
        return (calm[calm.length - 1] + length) / (double) length;
    }

    /** When the row of the window was recorded. */
    Instant timeOf(int row) {
        return start.plus(step.multipliedBy(row));
    }

    /** Values of the window, averaged onto the grid. */
    double[] window(double[] column, Blocks blocks) {
        return blocks.onto(column, cut, cut + length);
    }

    /** Values of the baseline, averaged onto the grid. */
    double[] calm(double[] column, Blocks blocks) {
        return blocks.onto(column, calmCut, Math.max(calmCut, blocks.size()));
    }

    private static int index(Instant time, Instant origin, long width) {
        // a time that is ages away stays away, but within reach of sums
        long index = Math.floorDiv(Duration.between(origin, time).toMillis(), width);
        return (int) Math.clamp(index, -FAR, FAR);
    }

    private static int rows(long millis, long width) {
        return Math.toIntExact(Math.ceilDiv(millis, width));
    }

    private static long width(Recording baseline, Recording series) {
        long recorded = Math.max(baseline.stepMillis(), series.stepMillis());
        long readable = Math.min(30_000, Math.max(1_000, baseline.spanMillis() / 120));
        return Math.max(Math.max(recorded, readable), 1);
    }
}
