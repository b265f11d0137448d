package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the store until it answers: a database that is away for a while must not cost a session. */
record Patience(SessionId session, BooleanSupplier stopped) {
    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    interface StoreCall<T, E extends Exception> {
        T run() throws E;
    }

    <T, E extends Exception> T call(StoreCall<T, E> call) throws E, InterruptedException {
        while (true) {
            try {
                return call.run();
            } catch (StoreAwayException e) {
                if (stopped.getAsBoolean()) {
                    throw new InterruptedException("stopped while the store was away");
                }
                LOG.warn("Session {} waits: {}", session, e.getMessage());
                Thread.sleep(AGAIN);
            }
        }
    }
}
