package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.surface.RitualName;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a mind is to do once.
 *
 * @param words what the person asked for; untrusted
 * @param evidence all that it may speak of, numbered
 * @param mayRead what it may ask to be read before it answers; empty when it has to answer now
 * @param tokens how many tokens are left of the session's budget
 */
public record Assignment(
        Job job, RitualName ritual, String words, List<Evidence> evidence, Set<Capability> mayRead, long tokens) {

    /** The kinds of jobs. */
    public enum Job {
        /** Tell in three to five sentences what the evidence amounts to. */
        NARRATE,
        /** Answer the person's question in one to three sentences. */
        ANSWER
    }

    public Assignment {
        Objects.requireNonNull(job);
        Objects.requireNonNull(ritual);
        Objects.requireNonNull(words);
        evidence = List.copyOf(evidence);
        mayRead = Set.copyOf(mayRead);
    }
}
