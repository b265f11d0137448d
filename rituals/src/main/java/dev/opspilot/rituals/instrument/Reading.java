package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How a call turned out. Expected failures are returned, never thrown. */
public sealed interface Reading {

    /** What was called and what it said. */
    Origin origin();

    /**
     * The part of a reading that goes onto its receipt.
     *
     * @param source as people know it, as in {@code Stripe}
     * @param tool the server and tool that were called, as in {@code stripe/analytics}
     * @param arguments of the call, canonical JSON
     * @param observedAt when the source observed what it says
     * @param result what came back, secrets removed; for a failure what is known of it
     */
    record Origin(
            String source,
            String tool,
            String arguments,
            Instant observedAt,
            boolean cached,
            String result,
            Optional<URI> link) {
        public Origin {
            Objects.requireNonNull(source);
            Objects.requireNonNull(tool);
            Objects.requireNonNull(arguments);
            Objects.requireNonNull(observedAt);
            Objects.requireNonNull(result);
            Objects.requireNonNull(link);
        }
    }

    /** The source answered with facts. */
    record Found(Origin origin, Facts facts) implements Reading {
        public Found {
            Objects.requireNonNull(origin);
            if (facts.isEmpty()) {
                throw new IllegalArgumentException("no facts: that is Nothing");
            }
        }
    }

    /** The source answered that there is nothing. */
    record Nothing(Origin origin) implements Reading {
        public Nothing {
            Objects.requireNonNull(origin);
        }
    }

    /**
     * The source refused.
     *
     * @param reason what it said and what to do about it, one sentence
     */
    record Denied(Origin origin, String reason) implements Reading {
        public Denied {
            Objects.requireNonNull(origin);
            Objects.requireNonNull(reason);
        }
    }

    /**
     * No usable answer: too late, too large, not understood, not reachable.
     *
     * @param reason what went wrong, one sentence
     */
    record Failed(Origin origin, String reason) implements Reading {
        public Failed {
            Objects.requireNonNull(origin);
            Objects.requireNonNull(reason);
        }
    }
}
