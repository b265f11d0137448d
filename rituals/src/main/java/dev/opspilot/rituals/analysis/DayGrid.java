package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Earlier days of a series, laid onto the clock times of its recent samples. */
final class DayGrid {
    private static final Duration DAY = Duration.ofDays(1);

    private DayGrid() {}

    /**
     * One row for each usable earlier day, one column for each recent sample. A day with another step, or with samples
     * at fewer than half of the clock times, is left out.
     */
    static double[][] of(Series series, int columns) {
        List<double[]> rows = new ArrayList<>();
        for (Samples day : series.earlier()) {
            if (!day.step().equals(series.recent().step())) {
                continue;
            }
            double[] row = row(day, series.recent().start(), columns);
            long present = Arrays.stream(row).filter(v -> !Double.isNaN(v)).count();
            if (present * 2 >= columns && present > 0) {
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static double[] row(Samples day, Instant start, int columns) {
        long millis = Duration.between(day.start(), start).toMillis();
        long days = Math.round((double) millis / DAY.toMillis());
        long late = millis - days * DAY.toMillis();
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
        double[] smooth = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            smooth[i] =
                    Robust.mean(Arrays.copyOfRange(row, Math.max(0, i - reach), Math.min(row.length, i + reach + 1)));
        }
        return smooth;
    }

    /** The median of each column. */
    static double[] medians(double[][] rows) {
        double[] medians = new double[rows[0].length];
        for (int i = 0; i < medians.length; i++) {
            int column = i;
            medians[i] = Robust.median(
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
        }
        return medians;
    }
}
