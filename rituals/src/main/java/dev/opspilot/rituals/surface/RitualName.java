package dev.opspilot.rituals.surface;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a session can be. */
public enum RitualName {
    BRIEF,
    INCIDENT,
    EXPERIMENT,
    /** The run of a workflow; begun by a trigger or an order, never by a ritual's name. */
    AUTOMATION;

    /** Those that a person can ask for by name. */
    public static final List<RitualName> BY_NAME = List.of(BRIEF, INCIDENT, EXPERIMENT);

    /** The name in commands, in the API and in the log. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a person asks for by this name. */
    public static Optional<RitualName> of(String key) {
        return BY_NAME.stream()
                .filter(each -> each.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
