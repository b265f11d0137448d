package dev.opspilot.rituals.instrument;

import java.time.Duration;

/** A source of facts for one capability. Thread-safe; may be asked by many sessions at once. */
public interface Instrument {

    Capability capability();

    /** The source as people know it, as in {@code Stripe}. */
    String source();

    /** The server and tool that answer, as in {@code stripe/analytics}. */
    String tool();

    /** How long a call may take before it counts as failed. */
    Duration timeout();

    /** Asks, and blocks until the answer or the timeout. Every expected failure is a {@link Reading}. */
    Reading read(Query query);
}
