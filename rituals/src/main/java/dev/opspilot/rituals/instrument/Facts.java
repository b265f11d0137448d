package dev.opspilot.rituals.instrument;

import java.util.List;

/** What a source said, in terms that analysis understands. */
public record Facts(List<Series> series, List<Change> changes, List<Incident> incidents) {
    public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    public Facts {
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
    }

    public boolean isEmpty() {
        return series.isEmpty() && changes.isEmpty() && incidents.isEmpty();
    }
}
