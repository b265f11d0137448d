package dev.opspilot.rituals.analysis.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A recorded incident of a made-up system, with the truth.
 *
 * @param cause the service at fault; empty in undisturbed time
 */
record SimulatedIncident(
        Symptom symptom, Recording baseline, Recording series, CallGraph graph, Optional<String> cause) {

    /**
     * How a system is watched.
     *
     * @param step distance of rows
     * @param calm how long the baseline is
     * @param before how much of the series comes before the trouble
     * @param after how much of it comes after
     * @param metrics which metrics there are, by the source's names
     * @param missing share of cells that are missing
     * @param drift how much series have changed their level since the baseline
     */
    record Watch(
            String name,
            Duration step,
            Duration calm,
            Duration before,
            Duration after,
            List<String> metrics,
            double missing,
            double drift) {
        static final List<Watch> ALL = List.of(
                new Watch(
                        "traces, 5 min",
                        Duration.ofMinutes(5),
                        Duration.ofHours(48),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        List.of("latency", "latency_p50", "latency_p90", "latency_p99", "requests", "availability"),
                        0.03,
                        0.15),
                new Watch(
                        "mesh, 5 s",
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        List.of("latency-50", "latency-90", "error", "load", "cpu", "mem"),
                        0,
                        0),
                new Watch(
                        "mesh, 1 s, 10 min",
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(5),
                        List.of("latency-50", "latency-90", "error", "load", "cpu", "mem"),
                        0,
                        0),
                new Watch(
                        "latency only, 1 min",
                        Duration.ofMinutes(1),
                        Duration.ofHours(24),
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(20),
                        List.of("response_time_ms"),
                        0.01,
                        0.05),
                new Watch(
                        "gauges, 1 min",
                        Duration.ofMinutes(1),
                        Duration.ofHours(24),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        List.of("http_duration_p95", "error_rate", "rps", "cpu_usage", "memory_bytes"),
                        0.02,
                        0.05),
                new Watch(
                        "short and holey, 1 min",
                        Duration.ofMinutes(1),
                        Duration.ofHours(3),
                        Duration.ofMinutes(12),
                        Duration.ofMinutes(12),
                        List.of("p99_latency", "success_rate", "throughput"),
                        0.3,
                        0.05));

        /** Whether the metrics can tell a fault of this kind from others. */
        boolean shows(SimulatedFault.Kind kind) {
            boolean latencyOnly = metrics.size() == 1;
            return switch (kind) {
                case NONE, DELAY, CPU -> true;
                case FAILURES, OUTAGE, CRASH, LEAK, SURGE, DROP -> !latencyOnly;
            };
        }
    }

    private static final Instant CALM_START = Instant.parse("2024-03-04T00:00:00Z");

    /** An incident that somebody would notice, or undisturbed time. */
    static SimulatedIncident of(Watch watch, int services, SimulatedFault.Kind kind, RandomGenerator random) {
        Optional<SimulatedIncident> noticed = Optional.empty();
        while (noticed.isEmpty()) {
            noticed = attempt(watch, services, kind, random);
        }
        return noticed.get();
    }

    private static Optional<SimulatedIncident> attempt(
            Watch watch, int services, SimulatedFault.Kind kind, RandomGenerator random) {
        SimulatedSystem system = new SimulatedSystem(services, random);
        SimulatedFault fault = SimulatedFault.of(kind, system, random);
        int calmRows = (int) watch.calm().dividedBy(watch.step());
        int before = (int) watch.before().dividedBy(watch.step());
        int rows = before + (int) watch.after().dividedBy(watch.step());
        SimulatedMetrics calm =
                new SimulatedMetrics(system, SimulatedFault.none(), watch, random, calmRows, calmRows, CALM_START);
        Instant start = CALM_START.plus(watch.calm()).plus(watch.drift() > 0 ? Duration.ofDays(7) : Duration.ZERO);
        SimulatedMetrics now = new SimulatedMetrics(system, fault, watch, random, rows, before, start);
        List<Integer> suffering = IntStream.range(0, services)
                .filter(service -> fault.service() < 0 || now.suffers(service, before))
                .boxed()
                .toList();
        if (suffering.isEmpty()) {
            return Optional.empty();
        }
        // people complain about what is near to them, mostly
        int noticed = fault.service() >= 0 && random.nextInt(3) > 0
                ? suffering.getFirst()
                : suffering.get(random.nextInt(suffering.size()));
        Map<MetricKey, double[]> calmColumns = calm.columns();
        Map<MetricKey, double[]> columns = now.columns();
        for (double[] values : columns.values()) {
            double factor =
                    watch.drift() > 0 && random.nextInt(5) == 0 ? Math.exp(random.nextGaussian() * watch.drift()) : 1;
            for (int row = 0; row < rows; row++) {
                values[row] *= factor;
            }
        }
        List<CallGraph.Call> known =
                system.calls.stream().filter(call -> random.nextInt(25) > 0).toList();
        Instant onset = start.plus(watch.step().multipliedBy(before));
        String metric = columns.keySet().stream()
                .filter(key -> key.service().equals(SimulatedSystem.name(noticed)))
                .max(Comparator.comparingDouble(key -> shift(columns.getOrDefault(key, new double[0]), before)))
                .map(MetricKey::metric)
                .orElseThrow();
        return Optional.of(new SimulatedIncident(
                new Symptom(SimulatedSystem.name(noticed), metric, onset.plusSeconds(random.nextInt(-150, 240))),
                new Recording(times(CALM_START, watch.step(), calmRows), calmColumns),
                new Recording(times(start, watch.step(), rows), columns),
                new CallGraph(known),
                fault.service() < 0 ? Optional.empty() : Optional.of(SimulatedSystem.name(fault.service()))));
    }

    /** How far the values moved, in units of what they strayed before. */
    private static double shift(double[] values, int before) {
        DoubleSummaryStatistics calm = Arrays.stream(values, 0, before)
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        DoubleSummaryStatistics now = Arrays.stream(values, before, values.length)
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        double strayed = Math.max(calm.getMax() - calm.getMin(), Math.max(1e-9, 0.02 * Math.abs(calm.getAverage())));
        return Math.abs(now.getAverage() - calm.getAverage()) / strayed;
    }

    static List<Instant> times(Instant start, Duration step, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> start.plus(step.multipliedBy(row)))
                .toList();
    }
}
