package dev.opspilot.rituals.analysis.cause;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What is measured of a made-up system over time, with a fault from a row on. */
final class SimulatedMetrics {
    private final SimulatedSystem system;
    private final SimulatedFault fault;
    private final SimulatedIncident.Watch watch;
    private final RandomGenerator random;
    private final int rows;
    private final double[][] requests;
    private final double[][] mean;
    private final double[][] hit;
    private final double[][] delay;
    private final double[][] failed;
    private final double[][] cpu;
    private final double[][] memory;
    private final double[] quiet;
    private final int onset;
    private final int bystander;
    private final int bystanderFrom;
    private final double bystanderFactor;

    SimulatedMetrics(
            SimulatedSystem system,
            SimulatedFault fault,
            SimulatedIncident.Watch watch,
            RandomGenerator random,
            int rows,
            int onset,
            Instant start) {
        this.system = system;
        this.fault = fault;
        this.watch = watch;
        this.random = random;
        this.rows = rows;
        int n = system.services;
        requests = new double[n][rows];
        mean = new double[n][rows];
        hit = new double[n][rows];
        delay = new double[n][rows];
        failed = new double[n][rows];
        cpu = new double[n][rows];
        memory = new double[n][rows];
        quiet = new double[n];
        this.onset = onset;
        bystander = fault.service() >= 0 && random.nextInt(5) < 2 ? random.nextInt(n) : -1;
        bystanderFrom = random.nextInt(rows);
        bystanderFactor = random.nextDouble(1.3, 2.5);
        double[] wander = new double[n];
        double[] spike = new double[n];
        for (int row = 0; row < rows; row++) {
            double day = (start.getEpochSecond() + row * watch.step().toSeconds()) % 86_400 / 86_400.0;
            step(row, row >= onset, row - onset, day, wander, spike);
        }
    }

    private void step(int row, boolean faulty, int since, double day, double[] wander, double[] spike) {
        int n = system.services;
        double[] factor = new double[n];
        double[] ownFailures = new double[n];
        double[] ownDelay = new double[n];
        for (int service = 0; service < n; service++) {
            wander[service] = 0.9 * wander[service] + 0.03 * random.nextGaussian();
            spike[service] =
                    random.nextDouble() < system.spikes[service] ? random.nextDouble(1, 5) : spike[service] * 0.3;
            boolean here = faulty && fault.service() == service;
            double wave = 1 + 0.4 * Math.sin(2 * Math.PI * (day - 0.3));
            double arriving = system.demand[service] * wave * Math.exp(wander[service]);
            if (here && (fault.kind() == SimulatedFault.Kind.SURGE || fault.kind() == SimulatedFault.Kind.DROP)) {
                arriving *= fault.size();
            }
            for (int caller = 0; caller < service; caller++) {
                double reaching = faulty && fault.service() == caller && fault.refuses()
                        ? 1 - fault.size()
                        : faulty && fault.service() == caller && fault.kind() == SimulatedFault.Kind.FAILURES
                                ? 1 - fault.size() * 0.8
                                : 1;
                arriving += requests[caller][row] * system.rate[caller][service] * reaching;
            }
            requests[service][row] = arriving * Math.exp(0.01 * random.nextGaussian());
            if (quiet[service] == 0) {
                quiet[service] = Math.max(arriving, 1e-9) / wave;
            }
            double busy = requests[service][row] / quiet[service];
            double used = system.cpu[service] * busy;
            ownFailures[service] = system.failures[service] * Math.exp(0.2 * random.nextGaussian());
            factor[service] = Math.exp(system.jitter[service] * random.nextGaussian() * 0.5) + spike[service];
            memory[service][row] = 0.4 + 0.02 * wander[service] + 0.001 * random.nextGaussian();
            if (used > 0.8) {
                factor[service] *= 1 + 6 * (Math.min(used, 1.5) - 0.8);
                ownFailures[service] += Math.max(0, used - 1.1) * 0.2;
            }
            if (service == bystander && row >= bystanderFrom && row <= bystanderFrom + rows / 6 + 1) {
                factor[service] *= bystanderFactor;
            }
            if (here) {
                switch (fault.kind()) {
                    case DELAY -> ownDelay[service] = fault.size() * Math.exp(0.05 * random.nextGaussian());
                    case FAILURES, OUTAGE, CRASH ->
                        ownFailures[service] += fault.size() * Math.exp(0.05 * random.nextGaussian());
                    case CPU -> {
                        used = Math.min(1, used + 0.5 + 0.1 * random.nextDouble());
                        factor[service] *= fault.size();
                    }
                    case LEAK -> {
                        double grown = Math.min(1, (since + 1) * watch.step().toSeconds() / 600.0);
                        memory[service][row] += 0.5 * grown;
                        factor[service] *= 1 + (fault.size() - 1) * grown;
                    }
                    case NONE, SURGE, DROP -> {}
                }
            }
            cpu[service][row] = used * Math.exp(0.05 * random.nextGaussian());
        }
        for (int service = n - 1; service >= 0; service--) {
            double total = system.latency[service] * factor[service];
            double spared = 1 - Math.min(1, ownFailures[service]);
            double untouched = 1 - (ownDelay[service] > 0 ? fault.share() : 0);
            double slow = ownDelay[service];
            for (int callee = service + 1; callee < n; callee++) {
                double calls = system.rate[service][callee];
                if (calls > 0 && !system.detached[service][callee]) {
                    total += calls * mean[callee][row];
                    spared *= Math.pow(
                            Math.max(0, 1 - failed[callee][row] * (1 - system.survived[service][callee])), calls);
                    untouched *= Math.pow(1 - hit[callee][row], calls);
                    slow = Math.max(slow, hit[callee][row] > 0 ? delay[callee][row] * Math.max(1, calls) : 0);
                }
            }
            failed[service][row] = 1 - spared;
            hit[service][row] = 1 - untouched;
            delay[service][row] = slow;
            // failing fast makes an outage look quick
            boolean out = faulty && fault.service() == service && fault.refuses();
            mean[service][row] =
                    (out ? 0.3 : 1) * total + (ownDelay[service] > 0 ? fault.share() * ownDelay[service] : 0);
        }
    }

    /** Whether anybody would notice that the service suffers from the given row on. */
    boolean suffers(int service, int onset) {
        double calmMean = average(mean[service], 0, onset);
        double nowMean = average(mean[service], onset, rows);
        double lost = average(failed[service], onset, rows) - average(failed[service], 0, onset);
        double calmRequests = average(requests[service], 0, onset);
        double nowRequests = average(requests[service], onset, rows);
        boolean latencyWatched = watch.metrics().stream().anyMatch(name -> MetricKind.of(name) == MetricKind.LATENCY);
        boolean failuresWatched = watch.metrics().size() > 1;
        boolean traffic = fault.kind() == SimulatedFault.Kind.SURGE || fault.kind() == SimulatedFault.Kind.DROP;
        boolean slower = latencyWatched && nowMean > 1.4 * calmMean;
        boolean failing = failuresWatched && lost > 0.02;
        boolean moved = traffic && failuresWatched && Math.abs(Math.log(nowRequests / calmRequests)) > 0.5;
        return slower || failing || moved;
    }

    private static double average(double[] values, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += values[row];
        }
        return sum / Math.max(1, to - from);
    }

    Map<MetricKey, double[]> columns() {
        Map<MetricKey, double[]> columns = new LinkedHashMap<>();
        for (int service = 0; service < system.services; service++) {
            for (String metric : watch.metrics()) {
                double[] values = new double[rows];
                for (int row = 0; row < rows; row++) {
                    values[row] = random.nextDouble() < watch.missing() || silent(service, row)
                            ? Double.NaN
                            : read(metric, service, row);
                }
                columns.put(new MetricKey(SimulatedSystem.name(service), metric), values);
            }
        }
        return columns;
    }

    private boolean silent(int service, int row) {
        return fault.kind() == SimulatedFault.Kind.CRASH && service == fault.service() && row > onset;
    }

    private double read(String metric, int service, int row) {
        double count = Math.max(1, requests[service][row] * watch.step().toSeconds());
        double noise = Math.exp(system.jitter[service] * random.nextGaussian() / Math.sqrt(Math.min(count, 100)) * 3);
        double broken = Math.min(
                1,
                Math.max(
                        0,
                        failed[service][row]
                                + Math.sqrt(failed[service][row] * (1 - failed[service][row]) / count)
                                        * random.nextGaussian()));
        return switch (metric) {
            case "latency" -> mean[service][row] * noise;
            case "response_time_ms" -> 1000 * mean[service][row] * noise;
            case "latency_p50", "latency-50" -> percentile(service, row, 0.5, 0.8) * noise;
            case "latency_p90", "latency-90" -> percentile(service, row, 0.9, 1.8) * noise;
            case "http_duration_p95" -> percentile(service, row, 0.95, 2.2) * noise;
            case "latency_p99", "p99_latency" -> percentile(service, row, 0.99, 3.5) * noise * noise;
            case "requests", "load", "rps", "throughput" ->
                requests[service][row]
                        * (metric.equals("requests") ? watch.step().toSeconds() : 1);
            case "availability" -> 100 * (1 - broken);
            case "success_rate" -> 1 - broken;
            case "error" -> Math.rint(broken * count);
            case "error_rate" -> broken;
            case "cpu", "cpu_usage" -> cpu[service][row];
            case "mem", "memory_bytes" -> 2e9 * memory[service][row];
            default -> throw new IllegalArgumentException(metric);
        };
    }

    private double percentile(int service, int row, double rank, double factor) {
        double usual = mean[service][row] - hit[service][row] * delay[service][row];
        double base = Math.max(usual, system.latency[service] * 0.5) * factor;
        return hit[service][row] > 1 - rank ? base + delay[service][row] : base;
    }
}
