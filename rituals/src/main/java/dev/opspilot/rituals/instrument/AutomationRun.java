package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One run of an automation, past or to come.
 *
 * @param at when it ended; for one that has not, when it began or is due
 */
public record AutomationRun(String id, String name, Status status, Instant at, Optional<URI> link) {

    /** Where a run stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        FINISHED,
        FAILED
    }

    public AutomationRun {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
        Objects.requireNonNull(at);
        Objects.requireNonNull(link);
    }
}
