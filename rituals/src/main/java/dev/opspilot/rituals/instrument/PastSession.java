package dev.opspilot.rituals.instrument;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A session of OpsPilot's own log that has ended.
 *
 * @param ritual its name, as in {@code incident}
 * @param summary what it said in one or two sentences
 * @param verdict what it concluded, as in {@code healthy}; empty for a ritual that concludes nothing
 * @param cause what led among its suspects; empty when none did
 * @param causeTitle the same as people read it, as in {@code Deploy-12 of web}
 * @param disturbed the figures that were off, by subject and metric, as in {@code payments-api errors}
 * @param plays titles of what it proposed
 * @param acts what was done from there, also what was taken back since
 */
public record PastSession(
        String id,
        String ritual,
        String intent,
        Instant startedAt,
        Instant endedAt,
        String summary,
        Optional<String> verdict,
        Optional<Subject> cause,
        Optional<String> causeTitle,
        List<String> disturbed,
        List<String> plays,
        List<PastAct> acts,
        Optional<URI> link) {
    /**
     * How many of each ritual one reading brings, the latest, and as many again of those that did something: where it
     * brought as many, there may be earlier ones.
     */
    public static final int LATEST = 25;

    public PastSession {
        Objects.requireNonNull(id);
        Objects.requireNonNull(ritual);
        Objects.requireNonNull(intent);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(endedAt);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(causeTitle);
        Objects.requireNonNull(link);
        disturbed = List.copyOf(disturbed);
        plays = List.copyOf(plays);
        acts = List.copyOf(acts);
    }

    /** Whether something that was done from it stands, and what should change did. */
    public boolean helped() {
        return acts.stream().anyMatch(PastAct::helped);
    }
}
