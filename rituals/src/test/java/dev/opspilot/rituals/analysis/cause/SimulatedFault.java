package dev.opspilot.rituals.analysis.cause;

import java.util.random.RandomGenerator;

/**
 * What goes wrong.
 *
 * @param service number of the service where it does
 * @param share of the requests that are hit
 * @param size how much: seconds of delay, share of failures, or a factor
 */
record SimulatedFault(Kind kind, int service, double share, double size) {
    enum Kind {
        NONE,
        DELAY,
        FAILURES,
        OUTAGE,
        /** As an outage, and nothing is measured any more. */
        CRASH,
        CPU,
        LEAK,
        SURGE,
        DROP
    }

    boolean refuses() {
        return kind == Kind.OUTAGE || kind == Kind.CRASH;
    }

    static SimulatedFault none() {
        return new SimulatedFault(Kind.NONE, -1, 0, 0);
    }

    static SimulatedFault of(Kind kind, SimulatedSystem system, RandomGenerator random) {
        int service = random.nextInt(system.services);
        while ((kind == Kind.SURGE || kind == Kind.DROP) && !system.entry[service]) {
            service = random.nextInt(system.services);
        }
        double share = random.nextInt(3) == 0 ? random.nextDouble(0.05, 0.3) : random.nextDouble(0.5, 1);
        return switch (kind) {
            case NONE -> none();
            case DELAY ->
                new SimulatedFault(
                        kind, service, share, Math.max(0.03, system.latency[service]) * random.nextDouble(2, 20));
            case FAILURES -> new SimulatedFault(kind, service, 1, random.nextDouble(0.04, 0.6));
            case OUTAGE, CRASH -> new SimulatedFault(kind, service, 1, random.nextDouble(0.9, 1));
            case CPU, LEAK -> new SimulatedFault(kind, service, 1, random.nextDouble(1.5, 5));
            case SURGE -> new SimulatedFault(kind, service, 1, random.nextDouble(1.8, 5));
            case DROP -> new SimulatedFault(kind, service, 1, random.nextDouble(0.05, 0.5));
        };
    }
}
