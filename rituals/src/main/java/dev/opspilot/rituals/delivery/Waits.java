package dev.opspilot.rituals.delivery;

import java.time.Duration;

/** Runs things at once or later, never on the caller's thread. Thread-safe. */
public interface Waits {
    void run(Runnable work);

    void after(Duration wait, Runnable work);
}
