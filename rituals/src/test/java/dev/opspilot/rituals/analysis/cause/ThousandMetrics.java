package dev.opspilot.rituals.analysis.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** 100 services with 10 metrics each over a day of minutes, the first of them slow from noon on, and the day before. */
public final class ThousandMetrics {
    /** How large it is, as people read it. */
    public static final String SIZE = "100 services x 10 metrics x 1,440 rows";

    private static final int SERVICES = 100;
    private static final int ROWS = 1440;
    private static final int NOON = 720;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
    private static final List<String> METRICS = List.of(
            "latency",
            "latency_p50",
            "latency_p90",
            "latency_p99",
            "requests",
            "errors",
            "availability",
            "cpu",
            "memory",
            "queue");

    private final Random random = new Random(3);
    private final Recording baseline = recording(START, ROWS);
    private final Recording series = recording(START.plus(DAY), NOON);
    private final CallGraph graph = graph();

    /** The suspects of the first service's latency; the same each time. */
    public RankedServices rank() {
        Symptom symptom = new Symptom("s0", "latency", START.plus(DAY).plus(Duration.ofMinutes(NOON)));
        return ServiceRanking.rank(symptom, baseline, series, graph);
    }

    private CallGraph graph() {
        List<CallGraph.Call> calls = new ArrayList<>();
        for (int service = 1; service < SERVICES; service++) {
            calls.add(new CallGraph.Call("s" + random.nextInt(service), "s" + service));
            calls.add(new CallGraph.Call("s" + random.nextInt(service), "s" + service));
        }
        return new CallGraph(calls);
    }

    private Recording recording(Instant start, int slowFrom) {
        Map<MetricKey, double[]> columns = new LinkedHashMap<>();
        for (int service = 0; service < SERVICES; service++) {
            for (String metric : METRICS) {
                double[] values = new double[ROWS];
                Arrays.setAll(values, row -> (5 + row % 7) * (1 + 0.1 * random.nextGaussian()));
                if (service == 0 && metric.startsWith("latency")) {
                    Arrays.setAll(values, row -> values[row] + (row >= slowFrom ? 50 : 0));
                }
                columns.put(new MetricKey("s" + service, metric), values);
            }
        }
        return new Recording(
                IntStream.range(0, ROWS)
                        .mapToObj(row -> start.plus(Duration.ofMinutes(row)))
                        .toList(),
                columns);
    }
}
