package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.instrument.Capability;
import java.util.EnumSet;
import java.util.Set;

/** What the drill asks for. */
final class Sources {
    static final Set<Capability> CHANGES =
            Set.of(Capability.DEPLOYS_RECENT, Capability.FLAGS_CHANGES, Capability.CHANGES_EVENTS);

    /** What every drill asks for. */
    static final Set<Capability> PLANNED = planned();

    private Sources() {}

    private static Set<Capability> planned() {
        Set<Capability> planned = EnumSet.copyOf(Capability.METRICS);
        planned.addAll(CHANGES);
        planned.add(Capability.INCIDENTS_OPEN);
        return Set.copyOf(planned);
    }
}
