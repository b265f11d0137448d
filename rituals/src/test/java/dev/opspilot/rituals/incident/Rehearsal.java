package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.session.Played;
import dev.opspilot.rituals.session.RitualSession;
import java.time.Instant;

/** Drills of a company, played through. */
final class Rehearsal {
    private Rehearsal() {}

    static RitualSession of(Company company) {
        return of(company, "payments just failed");
    }

    static RitualSession of(Company company, String intent) {
        return played(company, intent, Company.NOW).run(0);
    }

    static Played played(Company company, String intent, Instant now) {
        return new Played(new IncidentDrill(), company.readings(), intent, now);
    }
}
