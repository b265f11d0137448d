package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.instrument.Capability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What the brief asks for, and the names of metrics that it knows how to tell of. */
final class Sources {
    static final Set<Capability> INCIDENTS = Set.of(Capability.INCIDENTS_RECENT, Capability.INCIDENTS_OPEN);

    static final Set<Capability> RUNS = Set.of(Capability.AUTOMATIONS_RUNS);

    static final Set<Capability> ALL = all();

    /** An answer that was observed longer ago than this is stale. */
    static final Duration STALE = Duration.ofHours(1);

    /** Money taken. */
    static final String REVENUE = "revenue";

    /** Money of new subscriptions. */
    static final String REVENUE_NEW = "revenue_new";

    /** Money of subscriptions that were given up. */
    static final String REVENUE_CHURNED = "revenue_churned";

    static final String SIGN_UPS = "sign_ups";

    /** Sign-ups that took to the product. */
    static final String ACTIVATIONS = "activations";

    /** Users who could have come back. */
    static final String RETURNING_BASE = "returning_base";

    /** Those of them who did. */
    static final String RETAINED_USERS = "retained_users";

    private Sources() {}

    private static Set<Capability> all() {
        Set<Capability> all = EnumSet.copyOf(Capability.METRICS);
        all.addAll(INCIDENTS);
        all.addAll(RUNS);
        all.add(Capability.SESSIONS_PAST);
        return Set.copyOf(all);
    }
}
