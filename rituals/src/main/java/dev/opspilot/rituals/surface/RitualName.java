package dev.opspilot.rituals.surface;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rituals that a person can ask for by name. */
public enum RitualName {
    BRIEF,
    INCIDENT,
    EXPERIMENT;

    /** The name in commands, in the API and in the log. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RitualName> of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
