package dev.opspilot.bot.hooks;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import java.util.List;
import java.util.Map;

/** Learns of alerts beside the incident that they belong to. Thread-safe. */
public interface AlertListener {

    /** Nobody wants to know. */
    AlertListener NONE = (_, _, _) -> {};

    /**
     * Alerts fire; the same ones may be told again.
     *
     * @param labels of each of them
     */
    void alerted(SessionId incident, Place place, List<Map<String, String>> labels);
}
