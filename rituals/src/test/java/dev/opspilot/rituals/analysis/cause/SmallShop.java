package dev.opspilot.rituals.analysis.cause;

import dev.opspilot.rituals.analysis.cause.CallGraph.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A small shop, watched every minute for four hours and then for another: {@code web} calls {@code cart} and
 * {@code search}, both call {@code store}; trouble begins after half an hour of the second.
 */
final class SmallShop {
    static final Instant CALM = Instant.parse("2024-05-01T08:00:00Z");
    static final Instant START = CALM.plus(Duration.ofHours(4));
    static final int ONSET_ROW = 30;
    static final Instant ONSET = START.plus(Duration.ofMinutes(ONSET_ROW));
    static final CallGraph GRAPH = new CallGraph(List.of(
            new Call("web", "cart"),
            new Call("web", "search"),
            new Call("cart", "store"),
            new Call("search", "store")));
    private static final int CALM_ROWS = 240;
    private static final int ROWS = 60;

    private final Map<MetricKey, double[]> calm = new TreeMap<>();
    private final Map<MetricKey, double[]> now = new TreeMap<>();

    SmallShop() {
        Random random = new Random(7);
        double latency = 400;
        for (String service : List.of("web", "cart", "search", "store")) {
            add(service, "latency_ms", latency, 0.05, random);
            add(service, "error_rate", 0.01, 0.2, random);
            add(service, "requests", 5000, 0.03, random);
            latency /= 2;
        }
    }

    private void add(String service, String metric, double level, double noise, Random random) {
        DoubleUnaryOperator draw = any -> level * Math.exp(noise * random.nextGaussian());
        MetricKey key = new MetricKey(service, metric);
        calm.put(key, IntStream.range(0, CALM_ROWS).asDoubleStream().map(draw).toArray());
        now.put(key, IntStream.range(0, ROWS).asDoubleStream().map(draw).toArray());
    }

    /** Changes a metric from the onset on. */
    SmallShop from(String service, String metric, DoubleUnaryOperator change) {
        double[] values = column(now, service, metric);
        for (int row = ONSET_ROW; row < ROWS; row++) {
            values[row] = change.applyAsDouble(values[row]);
        }
        return this;
    }

    /** Changes a metric everywhere. */
    SmallShop always(String service, String metric, DoubleUnaryOperator change) {
        for (double[] values : List.of(column(calm, service, metric), column(now, service, metric))) {
            for (int row = 0; row < values.length; row++) {
                values[row] = change.applyAsDouble(values[row]);
            }
        }
        return this;
    }

    SmallShop without(String service) {
        now.keySet().removeIf(key -> key.service().equals(service));
        return this;
    }

    private static double[] column(Map<MetricKey, double[]> columns, String service, String metric) {
        double[] values = columns.get(new MetricKey(service, metric));
        if (values == null) {
            throw new IllegalArgumentException(service + "|" + metric);
        }
        return values;
    }

    RankedServices rank(String service, String metric) {
        return rank(new Symptom(service, metric, ONSET), GRAPH);
    }

    RankedServices rank(Symptom symptom, CallGraph graph) {
        return ServiceRanking.rank(symptom, baseline(), series(), graph);
    }

    Recording baseline() {
        return new Recording(times(CALM, CALM_ROWS), calm);
    }

    Recording series() {
        return new Recording(times(START, ROWS), now);
    }

    private static List<Instant> times(Instant start, int rows) {
        List<Instant> times = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            times.add(start.plus(Duration.ofMinutes(row)));
        }
        return times;
    }
}
