package dev.opspilot.rituals.analysis.cause;

/**
 * How one metric of one service moved, in both directions. Windows are numbered as in the frame; {@link #NOW} is the
 * window of the incident.
 *
 * @param thing what it is a view of; metrics of one service that are views of one thing are not counted twice
 */
record Movement(MetricKey key, MetricKind kind, String thing, Spread usual, Swing up, Swing down) {
    static final int NOW = -1;

    /** The direction that stands out more among those that are bad. */
    Swing worse() {
        return worse(NOW);
    }

    /** How surprising it is as a sign of trouble; traffic and presence are no trouble by themselves. */
    double trouble(int window) {
        return troubles() ? worse(window).surprise(window) : 0;
    }

    /** The change that goes with {@link #trouble}. */
    double change(int window) {
        return troubles() ? worse(window).change(window) : 0;
    }

    /** Whether the worse direction is up. */
    boolean rises() {
        return switch (kind) {
            case LATENCY, FAILURES, RESOURCE -> true;
            case AVAILABILITY, PRESENCE -> false;
            case TRAFFIC, OTHER -> up.surprise() >= down.surprise();
        };
    }

    /** Whether it is of work that waits, which grows where something slow is called. */
    boolean waits() {
        return MetricKind.waits(thing);
    }

    private boolean troubles() {
        return kind != MetricKind.TRAFFIC && kind != MetricKind.PRESENCE;
    }

    private Swing worse(int window) {
        return switch (kind) {
            case LATENCY, FAILURES, RESOURCE -> up;
            case AVAILABILITY, PRESENCE -> down;
            case TRAFFIC, OTHER -> up.surprise(window) >= down.surprise(window) ? up : down;
        };
    }
}
