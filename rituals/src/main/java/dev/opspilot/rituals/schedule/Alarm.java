package dev.opspilot.rituals.schedule;

import java.time.Instant;

/** Wakes the scheduler. Thread-safe. */
public interface Alarm {

    /** Makes the scheduler look at what is due at a time, on some node of the cluster; at once when it is over. */
    void ringAt(Instant time);
}
