package dev.opspilot.rituals.instrument;

import java.util.List;
import java.util.stream.Stream;

/** What a source said, in terms that analysis understands. */
public record Facts(
        List<Series> series,
        List<Change> changes,
        List<Incident> incidents,
        List<AutomationRun> runs,
        List<MetricDefinition> definitions,
        List<Experiment> experiments,
        List<Freeze> freezes,
        List<PastSession> sessions) {
    public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    public Facts {
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
        runs = List.copyOf(runs);
        definitions = List.copyOf(definitions);
        experiments = List.copyOf(experiments);
        freezes = List.copyOf(freezes);
        sessions = List.copyOf(sessions);
    }

    /** What most sources bring. */
    public Facts(List<Series> series, List<Change> changes, List<Incident> incidents) {
        this(series, changes, incidents, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** What OpsPilot's own log brings. */
    public static Facts ofSessions(List<PastSession> sessions) {
        return new Facts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), sessions);
    }

    /** What a calendar of freezes brings. */
    public static Facts ofFreezes(List<Freeze> freezes) {
        return new Facts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), freezes, List.of());
    }

    public boolean isEmpty() {
        return Stream.of(series, changes, incidents, runs, definitions, experiments, freezes, sessions)
                .allMatch(List::isEmpty);
    }
}
