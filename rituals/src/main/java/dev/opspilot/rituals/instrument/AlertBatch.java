package dev.opspilot.rituals.instrument;

import java.util.List;
import java.util.Objects;

/**
 * What a monitoring system sent at once. An alert is an incident of that system: its id is the same each time that the
 * alert comes again, and it is resolved when the system says so.
 *
 * @param source the system as people know it, as in {@code Alertmanager}
 * @param hook the door that it came in by, as in {@code hooks/alertmanager}
 * @param result what it said, as it stands on the receipt
 */
public record AlertBatch(String source, String hook, List<Incident> alerts, String result) {
    public AlertBatch {
        Objects.requireNonNull(source);
        Objects.requireNonNull(hook);
        Objects.requireNonNull(result);
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a batch has alerts");
        }
    }

    /** The alerts that are not over, in their order. */
    public List<Incident> firing() {
        return alerts.stream().filter(each -> each.resolvedAt().isEmpty()).toList();
    }
}
