package dev.opspilot.rituals.receipt;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The proof of one call: who asked which tool of which source, when, and what came back. Immutable.
 *
 * <p>Receipts of a session form a hash chain, so that a later change of any stored byte shows. The hash is SHA-256 over
 * the canonical encoding: the fields below, in this order, each as {@code name:length:value\n} where {@code length} is
 * the number of UTF-8 bytes of the value in decimal; instants in ISO-8601 UTC as {@link Instant#toString} writes them,
 * milliseconds at most; durations in whole milliseconds; an absent value is empty.
 *
 * <pre>
 * v (always 1), session, seq, source, tool, arguments (digest), actor, asked_at, observed_at, latency_ms,
 * cached (true|false), outcome (found|nothing|denied|failed), result (digest), link, rollback, prev (hash)
 * </pre>
 *
 * @param seq place in the session's chain, from 1
 * @param arguments digest of the call's arguments, canonical JSON
 * @param observedAt when the source observed what it reported; for a live call the time of its answer
 * @param latency from asking to the answer, milliseconds
 * @param result digest of the redacted result text, which the store keeps beside the receipt
 * @param link where a person sees the same thing in the source
 * @param rollback how to undo, where the call acted on the world
 * @param prev hash of the receipt before, or {@link Digest#NONE}
 */
public record Receipt(
        SessionId session,
        long seq,
        String source,
        String tool,
        Digest arguments,
        String actor,
        Instant askedAt,
        Instant observedAt,
        Duration latency,
        boolean cached,
        Outcome outcome,
        Digest result,
        Optional<URI> link,
        Optional<String> rollback,
        Digest prev,
        Digest hash) {

    public Receipt {
        Objects.requireNonNull(session);
        Objects.requireNonNull(source);
        Objects.requireNonNull(tool);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(result);
        Objects.requireNonNull(link);
        Objects.requireNonNull(rollback);
        Objects.requireNonNull(prev);
        Objects.requireNonNull(hash);
        askedAt = askedAt.truncatedTo(ChronoUnit.MILLIS);
        observedAt = observedAt.truncatedTo(ChronoUnit.MILLIS);
        latency = latency.truncatedTo(ChronoUnit.MILLIS);
        if (seq < 1) {
            throw new IllegalArgumentException("seq counts from 1, not " + seq);
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("negative latency: " + latency);
        }
    }

    public ReceiptId id() {
        return ReceiptId.of(session, seq);
    }

    /** The chip that names the source of this receipt. */
    public SourceChip chip() {
        return new SourceChip(source, observedAt, cached, outcome, link);
    }

    /** The hash that this receipt must carry, computed anew from its other fields. */
    public Digest computedHash() {
        return Digest.of(new CanonicalText()
                .field("v", "1")
                .field("session", session.value())
                .field("seq", Long.toString(seq))
                .field("source", source)
                .field("tool", tool)
                .field("arguments", arguments.hex())
                .field("actor", actor)
                .field("asked_at", askedAt.toString())
                .field("observed_at", observedAt.toString())
                .field("latency_ms", Long.toString(latency.toMillis()))
                .field("cached", Boolean.toString(cached))
                .field("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .field("result", result.hex())
                .field("link", link.map(URI::toString).orElse(""))
                .field("rollback", rollback.orElse(""))
                .field("prev", prev.hex())
                .toString());
    }
}
