package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Earlier days of a series, laid onto the clock times of its recent samples.
 *
 * @param rows one for each usable day, with a column for each recent sample
 * @param sameWeekday whether all are on the weekday of the recent samples
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record DayGrid(double[][] rows, boolean sameWeekday) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int WEEK = 7;

    /** Days of the same weekday that do without the others: a majority of them can outvote a disturbed one. */
    private static final int ENOUGH = 3;

    /**
     * The usable earlier days; those of the same weekday where they are enough. A day with another step, or with samples
     * at fewer than half of the clock times, is left out.
     */
    static DayGrid of(Series series, int columns) {
        List<double[]> rows = new ArrayList<>();
        List<double[]> alike = new ArrayList<>();
        for (Samples day : series.earlier()) {
            if (!day.step().equals(series.recent().step())) {
                continue;
            }
            double[] row = row(day, series.recent().start(), columns);
            long present = Arrays.stream(row).filter(v -> !Double.isNaN(v)).count();
            if (present * 2 >= columns && present > 0) {
                rows.add(row);
                if (daysBack(day, series.recent().start()) % WEEK == 0) {
                    alike.add(row);
                }
            }
        }
        boolean enough = alike.size() >= ENOUGH;
        return new DayGrid((enough ? alike : rows).toArray(double[][]::new), enough);
    }

    private static long daysBack(Samples day, Instant start) {
        return Math.round((double) Duration.between(day.start(), start).toMillis() / DAY.toMillis());
    }

    private static double[] row(Samples day, Instant start, int columns) {
        long millis = Duration.between(day.start(), start).toMillis();
        long late = millis - daysBack(day, start) * DAY.toMillis();
        int offset = Math.toIntExact(Math.round((double) late / day.step().toMillis()));
        double[] row = new double[columns];
        for (int i = 0; i < columns; i++) {
            int at = i + offset;
            row[i] = at >= 0 && at < day.size() ? day.value(at) : Double.NaN;
        }
        return row;
    }

    /** The mean over each sample and its neighbours that are there, {@code reach} to either side. */
    static double[] smooth(double[] row, int reach) {
        double[] sums = new double[row.length + 1];
        int[] present = new int[row.length + 1];
        for (int i = 0; i < row.length; i++) {
            boolean missing = Double.isNaN(row[i]);
            sums[i + 1] = sums[i] + (missing ? 0 : row[i]);
            present[i + 1] = present[i] + (missing ? 0 : 1);
        }
        double[] smooth = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            int from = Math.max(0, i - reach);
            int to = Math.min(row.length, i + reach + 1);
            int n = present[to] - present[from];
            smooth[i] = n == 0 ? Double.NaN : (sums[to] - sums[from]) / n;
        }
        return smooth;
    }

    /** The median of each column. */
    static double[] medians(double[][] rows) {
        double[] medians = new double[rows[0].length];
        double[] column = new double[rows.length];
        for (int i = 0; i < medians.length; i++) {
            for (int row = 0; row < rows.length; row++) {
                column[row] = rows[row][i];
            }
            medians[i] = Robust.median(column);
        }
        return medians;
    }
}
