package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An incident that a source has on its list, our own or a provider's public one.
 *
 * @param mitigatedAt when people no longer felt it; empty while they do, or when the source does not say
 * @param resolvedAt when it was closed; empty while it is open
 */
public record Incident(
        String id,
        String title,
        Subject subject,
        Instant startedAt,
        String status,
        Optional<Instant> mitigatedAt,
        Optional<Instant> resolvedAt,
        Optional<URI> link) {
    public Incident {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(status);
        Objects.requireNonNull(mitigatedAt);
        Objects.requireNonNull(resolvedAt);
        Objects.requireNonNull(link);
    }

    /** The same incident, begun at another moment. */
    public Incident since(Instant at) {
        return new Incident(id, title, subject, at, status, mitigatedAt, resolvedAt, link);
    }
}
