package dev.opspilot.rituals.analysis.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A made-up system: services in layers that call each other, each with habits of its own. */
final class SimulatedSystem {
    final int services;
    final List<CallGraph.Call> calls = new ArrayList<>();
    /** Calls of a callee for one request of the caller; 0 where there are none. */
    final double[][] rate;
    /** Whether the caller does not wait for the callee. */
    final boolean[][] detached;
    /** Share of the callee's failures that the caller survives. */
    final double[][] survived;

    final boolean[] entry;
    final double[] demand;
    final double[] latency;
    final double[] jitter;
    final double[] failures;
    final double[] cpu;
    final double[] spikes;

    SimulatedSystem(int services, RandomGenerator random) {
        this.services = services;
        rate = new double[services][services];
        detached = new boolean[services][services];
        survived = new double[services][services];
        entry = new boolean[services];
        demand = new double[services];
        latency = new double[services];
        jitter = new double[services];
        failures = new double[services];
        cpu = new double[services];
        spikes = new double[services];
        int entries = 1 + random.nextInt(Math.max(1, services / 12));
        for (int service = 0; service < services; service++) {
            entry[service] = service < entries;
            demand[service] = entry[service] ? Math.exp(random.nextDouble(0, 3)) : 0;
            latency[service] = Math.exp(random.nextDouble(Math.log(0.003), Math.log(0.2)));
            jitter[service] = random.nextDouble(0.03, 0.25);
            failures[service] = random.nextInt(3) == 0 ? random.nextDouble(0, 0.01) : 0;
            cpu[service] = random.nextDouble(0.05, 0.5);
            spikes[service] = random.nextInt(6) == 0 ? random.nextDouble(0.002, 0.03) : 0;
            if (service >= entries) {
                int callers = 1 + (random.nextInt(3) == 0 ? 1 : 0) + (random.nextInt(6) == 0 ? 1 : 0);
                for (int each = 0; each < callers; each++) {
                    connect(Math.max(0, service - 1 - random.nextInt(Math.max(2, services / 2))), service, random);
                }
            }
        }
    }

    private void connect(int caller, int callee, RandomGenerator random) {
        if (caller < callee && rate[caller][callee] == 0) {
            rate[caller][callee] = random.nextDouble(0.2, 1.8);
            detached[caller][callee] = random.nextInt(8) == 0;
            survived[caller][callee] = random.nextInt(4) == 0 ? random.nextDouble(0.5, 1) : random.nextDouble(0, 0.2);
            calls.add(new CallGraph.Call(name(caller), name(callee)));
        }
    }

    static String name(int service) {
        return "svc-" + (char) ('a' + service % 26) + service;
    }
}
