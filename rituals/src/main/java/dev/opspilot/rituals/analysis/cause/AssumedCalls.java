package dev.opspilot.rituals.analysis.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls that are assumed where none of the service of the symptom is known. Trouble thins out on its way up: a caller does
 * more than what it calls for, so its slowness grows by a smaller part of what it was, and a smaller share of its work
 * fails. And what a service uses up stays inside it. Pure.
 */
final class AssumedCalls {
    private static final double SURPRISING = 2.5;

    /** By how much the trouble of a callee must be the thicker. */
    private static final double THICKER = 1.1;

    /** How surprising the exhaustion of one service must be beside the trouble of another to account for it. */
    private static final double ALIKE = 0.6;

    private AssumedCalls() {}

    /**
     * The graph itself where it knows a call of the service; otherwise with calls from it to whatever nobody is known to
     * call: somebody noticed the symptom there because trouble arrives there.
     */
    static CallGraph around(String noticed, CallGraph graph, List<String> services) {
        if (!graph.calleesOf(noticed).isEmpty() || !graph.callersOf(noticed).isEmpty()) {
            return graph;
        }
        return graph.with(services.stream()
                .filter(service -> graph.callersOf(service).isEmpty())
                .map(service -> new CallGraph.Call(noticed, service))
                .toList());
    }

    /**
     * The graph with calls from each troubled service to those that nobody is known to call and whose trouble may be the
     * source of its own.
     *
     * @param known the calls that are known
     */
    static CallGraph between(CallGraph graph, CallGraph known, String noticed, Signs signs, List<String> services) {
        List<CallGraph.Call> calls = new ArrayList<>();
        for (int callee = 0; callee < services.size(); callee++) {
            String called = services.get(callee);
            if (called.equals(noticed)
                    || !known.callersOf(called).isEmpty()
                    || !known.calleesOf(called).isEmpty()) {
                continue;
            }
            for (int caller = 0; caller < services.size(); caller++) {
                if (caller != callee && mayCome(callee, caller, signs)) {
                    calls.add(new CallGraph.Call(services.get(caller), called));
                }
            }
        }
        return calls.isEmpty() ? graph : graph.with(calls);
    }

    /** Whether what the caller suffers from may come from the callee. */
    private static boolean mayCome(int callee, int caller, Signs signs) {
        if (signs.trouble(caller) < SURPRISING || signs.trouble(callee) < SURPRISING || signs.later(callee, caller)) {
            return false;
        }
        double own = own(callee, signs);
        if (own >= ALIKE * signs.trouble(caller) && own > own(caller, signs)) {
            return true;
        }
        boolean thicker = false;
        for (Movement above : signs.movements(caller)) {
            for (Movement below : signs.movements(callee)) {
                if (above.key().metric().equals(below.key().metric())
                        && travels(above, signs)
                        && travels(below, signs)) {
                    if (part(below, signs) < THICKER * part(above, signs)) {
                        return false;
                    }
                    thicker = true;
                }
            }
        }
        return thicker && own(caller, signs) <= Math.max(own, SURPRISING);
    }

    /** How surprising it is what a service uses up for itself. */
    private static double own(int service, Signs signs) {
        double most = 0;
        for (Movement movement : signs.movements(service)) {
            if (movement.kind() == MetricKind.RESOURCE && !movement.waits()) {
                most = Math.max(most, movement.trouble(signs.window()));
            }
        }
        return most;
    }

    private static boolean travels(Movement movement, Signs signs) {
        return switch (movement.kind()) {
            case LATENCY, FAILURES, AVAILABILITY -> movement.trouble(signs.window()) >= SURPRISING;
            case TRAFFIC, RESOURCE, PRESENCE, OTHER -> false;
        };
    }

    /** The change relative to what was usual, for a duration; the change itself for a share or a number of failures. */
    private static double part(Movement movement, Signs signs) {
        double change = movement.change(signs.window());
        double usual = Math.abs(movement.usual().middle());
        return movement.kind() == MetricKind.LATENCY && usual > 0 ? change / usual : change;
    }
}
