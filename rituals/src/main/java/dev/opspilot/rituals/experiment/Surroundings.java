package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Name;
import java.time.Instant;
import java.util.List;

/**
 * What an experiment that begins now would meet.
 *
 * @param sharing running experiments on the same unit
 * @param others running experiments on other units
 */
record Surroundings(
        List<Sourced<Experiment>> sharing, List<Sourced<Experiment>> others, List<Sourced<Freeze>> freezes) {

    static Surroundings of(Shelf shelf, String per) {
        List<Sourced<Experiment>> running = shelf.experiments().stream()
                .filter(each -> runs(each.fact(), shelf.asOf()))
                .toList();
        return new Surroundings(
                running.stream().filter(each -> each.fact().per().equals(per)).toList(),
                running.stream().filter(each -> !each.fact().per().equals(per)).toList(),
                shelf.freezes().stream()
                        .filter(each -> each.fact().to().isAfter(shelf.asOf()))
                        .toList());
    }

    static boolean runs(Experiment experiment, Instant now) {
        return !experiment.startedAt().isAfter(now)
                && experiment.endsAt().map(end -> end.isAfter(now)).orElse(true);
    }

    /** Whether a freeze is on now. */
    boolean frozen(Instant now) {
        return freezes.stream().anyMatch(each -> !each.fact().from().isAfter(now));
    }

    static String words(Experiment experiment) {
        return "“" + Words.oneLine(experiment.title()) + "” (" + Name.shown(experiment.id())
                + experiment
                        .endsAt()
                        .map(end -> ", until " + Amounts.day(end) + " UTC")
                        .orElse("") + ")";
    }

    static String words(Freeze freeze) {
        return "“" + Words.oneLine(freeze.title()) + "” from " + Amounts.day(freeze.from()) + " to "
                + Amounts.day(freeze.to()) + " (UTC)"
                + freeze.service().map(service -> " on " + Name.shown(service)).orElse("");
    }
}
