package dev.opspilot.rituals.analysis.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures all metrics that both recordings have, and which services fell silent. */
final class Movements {
    private static final String PRESENCE = "(reporting)";
    private static final double LEAST_SILENCE = 0.2;

    private final Frame frame;
    private final Recording baseline;
    private final Recording series;
    private final Blocks calmBlocks;
    private final Blocks blocks;

    private Movements(Frame frame, Recording baseline, Recording series) {
        this.frame = frame;
        this.baseline = baseline;
        this.series = series;
        calmBlocks = baseline.blocks(frame.step());
        blocks = series.blocks(frame.step());
    }

    static List<Movement> of(Frame frame, Recording baseline, Recording series) {
        Movements movements = new Movements(frame, baseline, series);
        List<Column> columns = series.keys().parallelStream()
                .flatMap(key -> movements.column(key).stream())
                .toList();
        Map<String, Double> typical = typicalWidths(columns);
        Stream<Movement> metrics = columns.parallelStream()
                .filter(Column::measurable)
                .map(column ->
                        column.measure(frame, typical.getOrDefault(column.key().metric(), 0.0)));
        Stream<Movement> presences =
                columns.stream()
                        .collect(Collectors.groupingBy(column -> column.key().service()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue().stream().anyMatch(Column::holey))
                        .map(entry -> presence(frame, entry.getKey(), entry.getValue()));
        return Stream.concat(metrics, presences).toList();
    }

    private Optional<Column> column(MetricKey key) {
        double[] before = baseline.column(key);
        double[] now = series.column(key);
        if (before == null || now == null) {
            return Optional.empty();
        }
        double[] calm = frame.calm(before, calmBlocks);
        double[] window = frame.window(now, blocks);
        if (Counter.counts(key.metric(), calm, window)) {
            calm = Counter.rates(calm);
            window = Counter.rates(window);
        }
        return Optional.of(new Column(key, MetricKind.of(key.metric()), calm, window, Spread.of(calm)));
    }

    /** How wide metrics of a name usually range: lends a scale to those that never moved. */
    private static Map<String, Double> typicalWidths(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.usual().width() > 0)
                .collect(Collectors.groupingBy(
                        column -> column.key().metric(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(
                                        column -> column.usual().width(), Collectors.toCollection(ArrayList::new)),
                                widths -> {
                                    widths.sort(null);
                                    return widths.get(widths.size() / 2);
                                })));
    }

    private static Movement presence(Frame frame, String service, List<Column> columns) {
        double[] calm = share(columns.stream().map(Column::calm).toList());
        double[] window = share(columns.stream().map(Column::window).toList());
        return new Column(new MetricKey(service, PRESENCE), MetricKind.PRESENCE, calm, window, Spread.of(calm))
                .measure(frame, LEAST_SILENCE);
    }

    /** Which share of the columns has a value in each row. */
    private static double[] share(List<double[]> columns) {
        double[] share = new double[columns.getFirst().length];
        for (double[] column : columns) {
            for (int row = 0; row < share.length; row++) {
                share[row] += Double.isNaN(column[row]) ? 0 : 1;
            }
        }
        for (int row = 0; row < share.length; row++) {
            share[row] /= columns.size();
        }
        return share;
    }

    @SuppressWarnings("ArrayRecordComponent") // lives within one call of this class and is never compared
    private record Column(MetricKey key, MetricKind kind, double[] calm, double[] window, Spread usual) {
        private static final int FEWEST_VALUES = 12;

        boolean measurable() {
            return usual.count() >= FEWEST_VALUES && Arrays.stream(window).anyMatch(value -> !Double.isNaN(value));
        }

        /** Whether any value is missing. */
        boolean holey() {
            return usual.count() < calm.length || Arrays.stream(window).anyMatch(Double::isNaN);
        }

        Movement measure(Frame frame, double typicalWidth) {
            SwingMeter meter = new SwingMeter(frame, calm, window, usual, floor(typicalWidth));
            return new Movement(key, kind, MetricKind.thing(key.metric()), usual, meter.up(), meter.down());
        }

        /** The least change that anybody would care about. */
        private double floor(double typicalWidth) {
            double level = Math.max(Math.abs(usual.middle()), usual.width() / 2);
            double floor = switch (kind) {
                case LATENCY, TRAFFIC, OTHER -> 0.1 * level;
                case FAILURES, RESOURCE -> 0.05 * level;
                case AVAILABILITY -> 0.005 * level;
                case PRESENCE -> typicalWidth;
            };
            if (floor > 0) {
                return floor;
            }
            // it has always been 0: what moves others of its name is the scale, or else what it shows now
            double present = Arrays.stream(window)
                    .filter(value -> !Double.isNaN(value))
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            return Math.max(Double.MIN_NORMAL, typicalWidth > 0 ? typicalWidth / 2 : present / 5);
        }
    }
}
