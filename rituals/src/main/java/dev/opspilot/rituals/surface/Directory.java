package dev.opspilot.rituals.surface;

import java.util.Optional;
import java.util.Set;

/** What a platform knows of a person in a place. Thread-safe; may ask the platform, so it may take a while. */
public interface Directory {

    /** The surface that it speaks for. */
    String surface();

    /** @throws UnansweredException if the platform does not say now, and did not lately */
    Standing standing(Person person, Place place);

    /** What people there call a person; empty where it is not known. */
    default Optional<String> name(Person person, Place place) {
        return Optional.empty();
    }

    /**
     * How a person stands in a place.
     *
     * @param member a full member of the organisation; a guest or somebody of another organisation is none
     * @param groups the platform's ids of the groups that the person is in
     */
    record Standing(boolean member, Set<String> groups) {
        public Standing {
            groups = Set.copyOf(groups);
        }
    }
}
