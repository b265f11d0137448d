package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that somebody changed.
 *
 * @param id the source's name for it, as in {@code deploy-4812}; of a play its title
 * @param service what it changed; empty when the source does not say
 */
public record Change(
        String id, Kind kind, String title, Optional<String> service, Instant at, String author, Optional<URI> link) {

    /** The kinds of changes. */
    public enum Kind {
        DEPLOY,
        FLAG,
        CONFIG,
        OTHER,
        /** What OpsPilot itself did, or took back. */
        PLAY
    }

    public Change {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(title);
        Objects.requireNonNull(service);
        Objects.requireNonNull(at);
        Objects.requireNonNull(author);
        Objects.requireNonNull(link);
    }
}
