package dev.opspilot.rituals.instrument;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that was done from a session of OpsPilot's own log.
 *
 * @param title what it was, as in {@code Roll back deploy-12 of web}
 * @param kind the kind of act, as in {@code deploys.rollback}; empty when nothing tells
 * @param about what it was done to, by the names that the kind gives, as in {@code change} and {@code service}
 * @param service what it changed; empty when that is not known
 * @param by who decided it, as people read it; the policy when nobody had to
 * @param at when the call was made, or when a person said that it was done by hand
 * @param told what a reading afterwards told, one sentence; empty when none did
 * @param takenBackAt when it was undone; empty while it stands
 */
public record PastAct(
        String title,
        String kind,
        Map<String, String> about,
        Optional<String> service,
        String by,
        boolean byHand,
        Instant at,
        Outcome outcome,
        String told,
        Optional<Instant> takenBackAt) {

    /** What came of it. */
    public enum Outcome {
        /** It was done, and nothing tells yet whether it helped. */
        DONE,
        /** It was done, and what should change did. */
        VERIFIED,
        /** It was done, and what should change did not. */
        UNVERIFIED,
        /** The call's answer did not come, so it may or may not have been done. */
        UNCERTAIN
    }

    public PastAct {
        Objects.requireNonNull(title);
        Objects.requireNonNull(kind);
        about = Map.copyOf(about);
        Objects.requireNonNull(service);
        Objects.requireNonNull(by);
        Objects.requireNonNull(at);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(told);
        Objects.requireNonNull(takenBackAt);
    }

    /** Whether it is known to have been done, and was not undone. */
    public boolean stands() {
        return takenBackAt.isEmpty() && outcome != Outcome.UNCERTAIN;
    }

    /** Whether it stands, and what should change did. */
    public boolean helped() {
        return takenBackAt.isEmpty() && outcome == Outcome.VERIFIED;
    }
}
