package dev.opspilot.bot.bench;

import dev.opspilot.rituals.analysis.cause.CallGraph;
import dev.opspilot.rituals.analysis.cause.MetricKey;
import dev.opspilot.rituals.analysis.cause.Recording;
import dev.opspilot.rituals.analysis.cause.ServiceRanking;
import dev.opspilot.rituals.analysis.cause.Symptom;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** The ranking of 100 services with 10 metrics each, over a day of minutes with another day as baseline. */
final class RankBench {
    private static final int SERVICES = 100;
    private static final int ROWS = 1440;
    private static final int ONSET = 720;
    private static final int RUNS = 40;
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

    private final PrintStream out;

    RankBench(PrintStream out) {
        this.out = out;
    }

    void run() throws Exception {
        Random random = new Random(3);
        Recording baseline = recording(START, random, ROWS);
        Recording series = recording(START.plus(DAY), random, ONSET);
        List<CallGraph.Call> calls = new ArrayList<>();
        for (int service = 1; service < SERVICES; service++) {
            calls.add(new CallGraph.Call("s" + random.nextInt(service), "s" + service));
            calls.add(new CallGraph.Call("s" + random.nextInt(service), "s" + service));
        }
        CallGraph graph = new CallGraph(calls);
        Symptom symptom = new Symptom("s0", "latency", START.plus(DAY).plus(Duration.ofMinutes(ONSET)));
        out.printf("ranking %d services x %d metrics x %,d rows%n", SERVICES, METRICS.size(), ROWS);
        Runnable ranking = () -> ServiceRanking.rank(symptom, baseline, series, graph);
        out.printf("  first in a fresh JVM      %5d ms%n", millis(ranking));
        out.printf("  warm, all processors      %5d ms (median of %d)%n", median(ranking), RUNS);
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            // parallel streams stay in the pool that they are started from
            out.printf(
                    "  warm, one thread          %5d ms (median of %d)%n%n",
                    alone.submit(() -> median(ranking)).get(), RUNS);
        }
    }

    private static long median(Runnable ranking) {
        long[] taken = IntStream.range(0, RUNS)
                .mapToLong(run -> millis(ranking))
                .sorted()
                .toArray();
        return taken[taken.length / 2];
    }

    private static long millis(Runnable ranking) {
        long start = System.nanoTime();
        ranking.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static Recording recording(Instant start, Random random, int slowFrom) {
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
