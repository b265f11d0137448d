package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was read and may bear on a cause. The order of the lists does not matter.
 *
 * @param asOf when it was read
 * @param series every judged series
 * @param changeCalls receipts of the sources of changes that answered, also of those that had none
 * @param changesComplete whether every source of changes that was asked answered
 * @param incidentCalls receipts of the sources of incidents that answered
 */
public record Scene(
        Instant asOf,
        List<Sourced<Appraisal>> series,
        List<Sourced<Change>> changes,
        List<Sourced<Incident>> incidents,
        List<ReceiptId> changeCalls,
        boolean changesComplete,
        List<ReceiptId> incidentCalls) {
    public Scene {
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
        changeCalls = List.copyOf(changeCalls);
        incidentCalls = List.copyOf(incidentCalls);
    }

    /** The judged series of one subject that say something, best known first. */
    List<Sourced<Appraisal>> of(Subject subject) {
        return series.stream()
                .filter(each -> each.fact().series().subject().equals(subject))
                .filter(each -> each.fact().state() != Appraisal.State.UNKNOWN)
                .toList();
    }

    /** The subjects of a kind that series are about, by name. */
    List<Subject> subjects(Subject.Kind kind) {
        return series.stream()
                .map(each -> each.fact().series().subject())
                .filter(subject -> subject.kind() == kind)
                .distinct()
                .sorted(Comparator.comparing(Subject::name))
                .toList();
    }
}
