package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.instrument.Capability;
import java.util.Set;

/** What the drill asks for. */
final class Sources {
    static final Set<Capability> METRICS = Set.of(
            Capability.PAYMENTS_METRICS,
            Capability.REVENUE_METRICS,
            Capability.PRODUCT_METRICS,
            Capability.ERRORS_COUNTS);

    static final Set<Capability> CHANGES =
            Set.of(Capability.DEPLOYS_RECENT, Capability.FLAGS_CHANGES, Capability.CHANGES_EVENTS);

    /** What every drill asks for. */
    static final Set<Capability> PLANNED = Set.of(
            Capability.PAYMENTS_METRICS,
            Capability.REVENUE_METRICS,
            Capability.PRODUCT_METRICS,
            Capability.ERRORS_COUNTS,
            Capability.INCIDENTS_OPEN,
            Capability.DEPLOYS_RECENT,
            Capability.FLAGS_CHANGES,
            Capability.CHANGES_EVENTS);

    private Sources() {}
}
