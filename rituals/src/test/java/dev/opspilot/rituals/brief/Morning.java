package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.session.Played;
import dev.opspilot.rituals.session.RitualSession;
import java.util.EnumMap;
import java.util.Map;

/** Briefs of a shop, played through. */
final class Morning {
    private static final String USUAL = "what changed overnight?";

    private Morning() {}

    static RitualSession of(Shop shop) {
        return of(shop, USUAL, 0);
    }

    /** The brief after all answers, in the order that the number gives; 0 for the order of the plan. */
    static RitualSession of(Shop shop, String intent, long order) {
        Map<Capability, Reading> readings = new EnumMap<>(Capability.class);
        Sources.ALL.forEach(each -> readings.put(each, shop.reading(each)));
        return new Played(new MorningBrief(Shop.ZONE), readings, intent, Shop.NOW).run(order);
    }
}
