package dev.opspilot.adapters.slack;

import java.time.Duration;

/** Runs things at once or later, never on the caller's thread. Thread-safe. */
interface Waits {
    void run(Runnable work);

    void after(Duration wait, Runnable work);
}
