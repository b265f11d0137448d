package dev.opspilot.rituals.analysis.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Metrics recorded side by side; rows are in order of time, a missing value is {@code NaN}. Immutable. */
public final class Recording {
    private final long[] times;
    private final SortedMap<MetricKey, double[]> columns;

    /**
     * @param times when each row was recorded, in any order
     * @param columns the values of each metric, one for each row
     * @throws IllegalArgumentException if a column has more or fewer values than there are rows
     */
    public Recording(List<Instant> times, Map<MetricKey, double[]> columns) {
        columns.forEach((key, values) -> {
            if (values.length != times.size()) {
                throw new IllegalArgumentException(
                        key + " has " + values.length + " values in " + times.size() + " rows");
            }
        });
        int[] order = IntStream.range(0, times.size())
                .boxed()
                .sorted(Comparator.comparing(times::get))
                .mapToInt(Integer::intValue)
                .toArray();
        this.times = Arrays.stream(order)
                .mapToLong(row -> times.get(row).toEpochMilli())
                .toArray();
        this.columns = new TreeMap<>();
        columns.forEach((key, values) -> this.columns.put(
                key, Arrays.stream(order).mapToDouble(row -> values[row]).toArray()));
    }

    /** How many rows there are. */
    public int size() {
        return times.length;
    }

    /** When each row was recorded, in order. */
    public List<Instant> instants() {
        return Arrays.stream(times).mapToObj(Instant::ofEpochMilli).toList();
    }

    /** The metrics, in order of service and name. */
    public Set<MetricKey> keys() {
        return columns.keySet();
    }

    /** When the first row was recorded; empty where there is none. */
    public Optional<Instant> start() {
        return times.length == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(times[0]));
    }

    /** When the last row was recorded; empty where there is none. */
    public Optional<Instant> end() {
        return times.length == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(times[times.length - 1]));
    }

    /** The usual distance of two rows in milliseconds; 0 with fewer than two rows. */
    long stepMillis() {
        long[] gaps = IntStream.range(1, times.length)
                .mapToLong(row -> times[row] - times[row - 1])
                .filter(gap -> gap > 0)
                .sorted()
                .toArray();
        return gaps.length == 0 ? 0 : gaps[gaps.length / 2];
    }

    long spanMillis() {
        return times.length == 0 ? 0 : times[times.length - 1] - times[0];
    }

    /** Which block of a grid that starts with the first row each row falls into. */
    Blocks blocks(Duration step) {
        long width = step.toMillis();
        // a row that is recorded a little early stays in its block
        return new Blocks(Arrays.stream(times)
                .mapToInt(time -> (int) Math.min(Integer.MAX_VALUE - 1, (time - times[0] + width / 10) / width))
                .toArray());
    }

    double @Nullable [] column(MetricKey key) {
        return columns.get(key);
    }
}
