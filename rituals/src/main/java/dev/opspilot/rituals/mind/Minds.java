package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.surface.RitualName;
import java.util.Map;
import java.util.Optional;

/** The language minds that are configured; a ritual without one is told by the playbook. Immutable. */
public record Minds(Map<RitualName, Mind> byRitual) {
    /** Works without any. */
    public static final Minds NONE = new Minds(Map.of());

    /** The mind that needs no model, as people read it. */
    public static final String PLAYBOOK = "Playbook";

    public Minds {
        byRitual = Map.copyOf(byRitual);
    }

    public Optional<Mind> of(RitualName ritual) {
        return Optional.ofNullable(byRitual.get(ritual));
    }

    /** Asks one of them which ritual plain words ask for; empty when there is none, or it cannot tell. */
    public Optional<RitualName> choose(String words) {
        return byRitual.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .flatMap(mind -> mind.choose(words));
    }
}
