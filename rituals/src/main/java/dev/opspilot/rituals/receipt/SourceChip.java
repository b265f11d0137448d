package dev.opspilot.rituals.receipt;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Names a source and how fresh its word is, as in {@code Stripe · 12s ago}. */
public record SourceChip(String source, Instant observedAt, boolean cached, Outcome outcome, Optional<URI> link) {
    public SourceChip {
        Objects.requireNonNull(source);
        Objects.requireNonNull(observedAt);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(link);
    }

    /** The chip's text at a moment: the source, its age, and a mark when it was cached or did not answer. */
    public String label(Instant now) {
        String state = switch (outcome) {
            case FOUND -> cached ? " · cached" : "";
            case NOTHING -> " · nothing found";
            case DENIED -> " · denied";
            case FAILED -> " · failed";
        };
        return source + " · " + age(Duration.between(observedAt, now)) + state;
    }

    /** An age in its largest whole unit; what lies in the future through clock skew is {@code just now}. */
    static String age(Duration age) {
        if (age.toSeconds() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + "s ago";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m ago";
        }
        if (age.toDays() < 1) {
            return age.toHours() + "h ago";
        }
        return age.toDays() + "d ago";
    }
}
