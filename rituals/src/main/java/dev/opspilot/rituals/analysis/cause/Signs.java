package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each service shows in one window; all values are surprises, services have numbers. */
final class Signs {
    private final int window;
    private final List<List<Movement>> movements;
    private final double[] trouble;
    private final double[] surge;
    private final double[] slump;
    private final double[] silence;
    private final int[] onset;

    private Signs(List<List<Movement>> movements, int window) {
        this.window = window;
        this.movements = movements;
        trouble = new double[movements.size()];
        surge = new double[movements.size()];
        slump = new double[movements.size()];
        silence = new double[movements.size()];
        onset = new int[movements.size()];
    }

    /** @param movements those of each service */
    static Signs in(int window, List<List<Movement>> movements) {
        Signs signs = new Signs(movements, window);
        for (int service = 0; service < movements.size(); service++) {
            signs.read(service);
        }
        return signs;
    }

    int window() {
        return window;
    }

    List<Movement> movements(int service) {
        return movements.get(service);
    }

    /** Whether anything is known of the service. */
    boolean seen(int service) {
        return !movements.get(service).isEmpty();
    }

    /** Slowness, failures and exhaustion. */
    double trouble(int service) {
        return trouble[service];
    }

    /** More traffic. */
    double surge(int service) {
        return surge[service];
    }

    /** Less traffic. */
    double slump(int service) {
        return slump[service];
    }

    /** Values that stopped to arrive. */
    double silence(int service) {
        return silence[service];
    }

    /** Whether the service shows nothing worth a word. */
    boolean quiet(int service) {
        return Math.max(trouble[service], Math.max(surge[service], slump[service])) < 1;
    }

    /** Whether the first service got into trouble clearly later than the second. */
    boolean later(int first, int second) {
        return onset[first] >= 0 && onset[second] >= 0 && onset[first] > onset[second] + 1;
    }

    private void read(int service) {
        Map<String, Strongest> things = new HashMap<>();
        onset[service] = -1;
        double first = 1.5;
        for (Movement movement : movements.get(service)) {
            switch (movement.kind()) {
                case TRAFFIC -> {
                    surge[service] = Math.max(surge[service], movement.up().surprise(window));
                    slump[service] = Math.max(slump[service], movement.down().surprise(window));
                }
                case PRESENCE -> silence[service] = movement.down().surprise(window);
                case AVAILABILITY, FAILURES, LATENCY, RESOURCE, OTHER ->
                    things.computeIfAbsent(movement.thing(), _ -> new Strongest(movement.kind()))
                            .add(movement.trouble(window));
            }
            if (window == Movement.NOW && movement.trouble(window) > first) {
                first = movement.trouble(window);
                onset[service] = movement.worse().onset();
            }
        }
        trouble[service] = together(things.values(), surge[service]);
    }

    /** The strongest thing counts in full, others add a little. */
    private static double together(Collection<Strongest> things, double surge) {
        double[] kinds = new double[things.size()];
        int count = 0;
        for (Strongest each : things) {
            double agreed = each.agreed();
            // a service that is asked for more also uses more
            kinds[count++] = each.kind == MetricKind.RESOURCE ? Math.max(0, agreed - surge) : agreed;
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(kinds);
        double sum = kinds[count - 1];
        double share = 1;
        for (int index = count - 2; index >= 0; index--) {
            share /= 3;
            sum += share * Math.max(0, kinds[index] - 1);
        }
        return sum;
    }

    /** The two largest of some surprises. */
    private static final class Strongest {
        private final MetricKind kind;
        private double first;
        private double second;
        private int count;

        Strongest(MetricKind kind) {
            this.kind = kind;
        }

        void add(double surprise) {
            count++;
            if (surprise > first) {
                second = first;
                first = surprise;
            } else if (surprise > second) {
                second = surprise;
            }
        }

        /** Percentiles of one thing are not counted again; where there are three or more, two must agree. */
        double agreed() {
            return count < 3 ? first : (first + second) / 2;
        }
    }
}
