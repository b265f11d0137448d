package dev.opspilot.bot.hooks;

import dev.opspilot.rituals.instrument.Incident;
import java.util.Map;

/**
 * An alert as it came in.
 *
 * @param labels what routes can go by: {@code source}, {@code service}, {@code severity} and the system's own
 */
record RaisedAlert(Incident incident, Map<String, String> labels) {
    RaisedAlert {
        labels = Map.copyOf(labels);
    }
}
