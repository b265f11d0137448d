package dev.opspilot.rituals.analysis.cause;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whom the signs speak against. Slowness and failures travel from callee to caller, traffic from caller to callee. A
 * cause shows signs that nothing next to it explains, explains those of the services it reaches, and reaches the
 * symptom. So the deepest troubled callee leads, unless its trouble is too small or too late for that of its caller;
 * and of services that are asked for more or less, the first that is.
 */
final class Blame {
    /** What a step through the graph takes away. */
    private static final double PER_STEP = 0.9;
    /** How near the symptom is where no path is known: the graph may lack a call. */
    private static final double BY_AN_UNKNOWN_WAY = 0.35;

    private static final double PASSES_UNSEEN = 0.7;
    private static final double PASSES_CALM = 0.5;
    private static final double MOST_COVERED = 4;
    private static final double MOST_BY_SILENCE = 4;

    private final int[][] callees;
    private final int[][] callers;
    private final int symptom;
    private final Signs signs;
    private final double[] trouble;
    /** How far each callee's trouble accounts for its caller's, in the order of {@link #callees}. */
    private final double[][] passes;

    private Blame(int[][] callees, int[][] callers, int symptom, Signs signs) {
        this.callees = callees;
        this.callers = callers;
        this.symptom = symptom;
        this.signs = signs;
        passes = new double[callees.length][];
        trouble = new double[callees.length];
        for (int service = 0; service < callees.length; service++) {
            // where less traffic does not account for it, silence is trouble
            double silence = askedAsBefore(service) ? Math.min(MOST_BY_SILENCE, signs.silence(service)) : 0;
            trouble[service] = Math.max(signs.trouble(service), silence);
        }
        for (int caller = 0; caller < callees.length; caller++) {
            passes[caller] = new double[callees[caller].length];
            for (int index = 0; index < passes[caller].length; index++) {
                passes[caller][index] = passesOn(callees[caller][index], caller);
            }
        }
    }

    /** Who is next to whom, by the services' numbers. */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Neighbours(int[][] callees, int[][] callers) {
        static Neighbours in(CallGraph graph, List<String> services, Map<String, Integer> numbers) {
            return new Neighbours(
                    services.stream()
                            .map(service -> numbers(graph.calleesOf(service), numbers))
                            .toArray(int[][]::new),
                    services.stream()
                            .map(service -> numbers(graph.callersOf(service), numbers))
                            .toArray(int[][]::new));
        }

        private static int[] numbers(Set<String> services, Map<String, Integer> numbers) {
            return services.stream()
                    .mapToInt(service -> Objects.requireNonNull(numbers.get(service)))
                    .toArray();
        }
    }

    /** The charge against each service. */
    static Charge[] charges(Neighbours neighbours, int symptom, Signs signs) {
        Blame blame = new Blame(neighbours.callees(), neighbours.callers(), symptom, signs);
        Charge[] charges = new Charge[neighbours.callees().length];
        for (int service = 0; service < charges.length; service++) {
            Charge trouble = blame.trouble(service);
            Charge traffic = blame.traffic(service);
            charges[service] = traffic.score() > trouble.score() ? traffic : trouble;
        }
        return charges;
    }

    /** The highest score of all charges. */
    static double strongest(Neighbours neighbours, int symptom, Signs signs) {
        Blame blame = new Blame(neighbours.callees(), neighbours.callers(), symptom, signs);
        double strongest = 0;
        for (int service = 0; service < blame.trouble.length; service++) {
            // most services of undisturbed time cannot come near, whomever they reach
            if (blame.mostByTrouble(service) > strongest) {
                strongest = Math.max(strongest, blame.trouble(service).score());
            }
            if (blame.mostByTraffic(service) > strongest) {
                strongest = Math.max(strongest, blame.traffic(service).score());
            }
        }
        return strongest;
    }

    private double mostByTrouble(int service) {
        return trouble[service] / 3 + sure(trouble[service]) * MOST_COVERED;
    }

    private double mostByTraffic(int service) {
        double moved = Math.max(signs.surge(service), signs.slump(service));
        return moved / 3 + sure(moved) * MOST_COVERED;
    }

    /** How far a surprise is believed enough to answer for others. */
    private static double sure(double surprise) {
        return Math.min(1, 2 * abnormal(surprise));
    }

    /** How sure it is that something with this surprise is not by chance; 0 to 1. */
    static double abnormal(double surprise) {
        return Math.clamp((surprise - 1.5) / 2, 0, 1);
    }

    private Charge trouble(int service) {
        double explained = 0;
        for (int index = 0; index < callees[service].length; index++) {
            explained = Math.max(explained, passes[service][index] * abnormal(trouble[callees[service][index]]));
        }
        double left = trouble[service]
                / 3
                * (1 - 0.7 * explained)
                * (1 - 0.5 * receivedByTraffic(service))
                * (onlyAView(service) ? 0.8 : 1);
        double[] reach = new double[callees.length];
        reach[service] = 1;
        climb(reach);
        double sure = sure(trouble[service]);
        double score = (left + sure * covered(reach, service)) * nearness(reach);
        return new Charge(score, left, explained, false);
    }

    private Charge traffic(int service) {
        boolean surges = signs.surge(service) >= signs.slump(service);
        double moved = surges ? signs.surge(service) : 0.7 * signs.slump(service);
        double explained = 0;
        for (int caller : callers[service]) {
            explained = Math.max(explained, Math.max(abnormal(moved(caller, surges)), abnormal(trouble[caller])));
        }
        if (!surges) {
            // who is slow or fails is asked less: people wait, or go away
            explained = Math.max(explained, abnormal(trouble[service]));
        }
        double[] reach = descend(service, surges);
        double carried = 0;
        for (int other = 0; other < reach.length; other++) {
            carried += other == service ? 0 : 0.5 * reach[other] * abnormal(moved(other, surges));
        }
        if (surges) {
            // who is overrun makes its callers suffer too
            climb(reach);
        }
        double left = moved / 3 * (1 - 0.9 * explained);
        double sure = sure(moved(service, surges)) * (1 - 0.9 * explained);
        double covered = Math.min(MOST_COVERED, carried + covered(reach, -1));
        double score = 0.8 * (left + sure * covered) * nearness(reach);
        return new Charge(score, left, explained, true);
    }

    private double moved(int service, boolean surges) {
        return surges ? signs.surge(service) : signs.slump(service);
    }

    private double covered(double[] reach, int except) {
        double covered = 0;
        for (int other = 0; other < reach.length; other++) {
            covered += other == except ? 0 : reach[other] * abnormal(trouble[other]);
        }
        return Math.min(MOST_COVERED, covered);
    }

    private double nearness(double[] reach) {
        return 0.25 + 0.75 * (reach[symptom] > 0 ? reach[symptom] : BY_AN_UNKNOWN_WAY);
    }

    /** Whether all trouble may come with traffic: more of it, sent by callers, or too little of it to judge by. */
    private double receivedByTraffic(int service) {
        double received = 0;
        for (int caller : callers[service]) {
            received = Math.max(received, abnormal(signs.surge(service)) * abnormal(signs.surge(caller)));
            if (trouble[caller] >= trouble[service]) {
                received = Math.max(received, abnormal(signs.slump(service)));
            }
        }
        return received;
    }

    /** A callee that only one caller sees may be that caller's view of another one that shows the same. */
    private boolean onlyAView(int service) {
        if (callees[service].length > 0 || callers[service].length != 1) {
            return false;
        }
        int caller = callers[service][0];
        for (int index = 0; index < callees[caller].length; index++) {
            int other = callees[caller][index];
            boolean knownBetter = callees[other].length > 0 || callers[other].length > 1;
            if (other != service
                    && knownBetter
                    && trouble[other] > 0.6 * trouble[service]
                    && passes[caller][index] > 0.3) {
                return true;
            }
        }
        return false;
    }

    /** Whether no caller lost traffic itself. */
    private boolean askedAsBefore(int service) {
        for (int caller : callers[service]) {
            if (signs.slump(caller) > 1.5 || signs.silence(caller) > 1.5) {
                return false;
            }
        }
        return true;
    }

    /** Carries trouble from callees to callers, by the best way to each. */
    private void climb(double[] reach) {
        boolean changed = true;
        for (int round = 0; changed && round < reach.length; round++) {
            changed = false;
            for (int caller = 0; caller < reach.length; caller++) {
                for (int index = 0; index < callees[caller].length; index++) {
                    double through = reach[callees[caller][index]] * PER_STEP * passes[caller][index];
                    if (through > reach[caller] + 1e-9) {
                        reach[caller] = through;
                        changed = true;
                    }
                }
            }
        }
    }

    /** Carries traffic from callers to callees, by the best way to each. */
    private double[] descend(int from, boolean surges) {
        double[] reach = new double[callees.length];
        reach[from] = 1;
        boolean changed = true;
        for (int round = 0; changed && round < reach.length; round++) {
            changed = false;
            for (int caller = 0; caller < reach.length; caller++) {
                for (int callee : callees[caller]) {
                    double through = reach[caller] * PER_STEP * (0.2 + 0.8 * abnormal(moved(callee, surges)));
                    if (through > reach[callee] + 1e-9) {
                        reach[callee] = through;
                        changed = true;
                    }
                }
            }
        }
        return reach;
    }

    /** How far what the callee shows can account for what the caller shows; 0 to 1. */
    private double passesOn(int callee, int caller) {
        if (!signs.seen(caller) || !signs.seen(callee)) {
            return PASSES_UNSEEN;
        }
        if (abnormal(trouble[caller]) < 0.1) {
            return PASSES_CALM;
        }
        double likeness = likeness(callee, caller);
        double otherwise = Math.min(0.4, 0.6 * abnormal(trouble[callee]));
        double passes = likeness < 0 ? 0.6 : Math.max(0.1, Math.max(likeness, otherwise));
        return signs.later(callee, caller) ? 0.5 * passes : passes;
    }

    /** How much of the change of a caller's metric the same metric of its callee makes up; -1 if they share none. */
    private double likeness(int callee, int caller) {
        int window = signs.window();
        double best = -1;
        for (Movement above : signs.movements(caller)) {
            double change = above.change(window);
            if (above.kind() == MetricKind.RESOURCE || above.trouble(window) < 1.5 || change <= 0) {
                continue;
            }
            for (Movement below : signs.movements(callee)) {
                if (below.key().metric().equals(above.key().metric())) {
                    // a caller may call more than once, and wait for each
                    double share = Math.min(1, 3 * below.change(window) / change);
                    best = Math.max(best, below.trouble(window) < 1 ? Math.min(share, 0.3) : share);
                }
            }
        }
        return best;
    }
}
