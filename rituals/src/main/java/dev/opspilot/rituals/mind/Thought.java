package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.instrument.Capability;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What came of thinking. Expected failures are returned, never thrown. */
public sealed interface Thought {

    /** What it cost: prompt and answer together. */
    long tokens();

    /** It answered. */
    record Told(List<Claim> claims, long tokens) implements Thought {
        public Told {
            claims = List.copyOf(claims);
        }
    }

    /** It wants more to be read first. */
    record Reads(Set<Capability> capabilities, long tokens) implements Thought {
        public Reads {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /**
     * No usable answer: refused, too late, unreachable, cut off.
     *
     * @param reason what went wrong, one sentence
     */
    record Failed(String reason, long tokens) implements Thought {
        public Failed {
            Objects.requireNonNull(reason);
        }
    }
}
