package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Call;
import dev.opspilot.rituals.session.RitualSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session has read, in the order of the calls' names: the order in which answers came changes nothing.
 *
 * @param answered receipts by what was asked for, failures included
 */
record Shelf(
        Instant asOf,
        List<Sourced<MetricDefinition>> definitions,
        List<Sourced<Experiment>> experiments,
        List<Sourced<Freeze>> freezes,
        List<Reported> series,
        List<Gap> gaps,
        Map<Capability, List<ReceiptId>> answered) {

    static Shelf of(RitualSession session) {
        Shelf shelf = new Shelf(
                session.view().startedAt(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new EnumMap<>(Capability.class));
        session.readings().stream()
                .sorted(Comparator.comparing(call -> call.id().value()))
                .forEach(shelf::take);
        return shelf;
    }

    private void take(Call call) {
        call.answer().ifPresent(answer -> {
            ReceiptId receipt = answer.receipt().id();
            Capability capability = call.query().capability();
            answered.computeIfAbsent(capability, _ -> new ArrayList<>()).add(receipt);
            if (answer.reading() instanceof Reading.Found found) {
                take(found, receipt);
            }
            Gap.of(capability, call.source(), answer.reading(), receipt).ifPresent(gaps::add);
        });
    }

    private void take(Reading.Found found, ReceiptId receipt) {
        Facts facts = found.facts();
        Instant read = found.origin().observedAt();
        List<ReceiptId> receipts = List.of(receipt);
        facts.definitions().forEach(each -> definitions.add(new Sourced<>(each, receipts)));
        facts.experiments().forEach(each -> experiments.add(new Sourced<>(each, receipts)));
        facts.freezes().forEach(each -> freezes.add(new Sourced<>(each, receipts)));
        facts.series().forEach(each -> series.add(new Reported(each, read.isBefore(asOf) ? read : asOf, receipt)));
    }

    /** The one series of this metric, the whole business's before those of its parts; empty where it is not one. */
    Optional<Reported> series(String metric) {
        List<Reported> named = series.stream()
                .filter(each -> each.series().metric().equals(metric))
                .toList();
        List<Reported> business = named.stream()
                .filter(each -> each.series().subject().kind() == Subject.Kind.BUSINESS)
                .toList();
        List<Reported> best = business.isEmpty() ? named : business;
        return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    /** How many series of this metric there are. */
    long named(String metric) {
        return series.stream()
                .map(Reported::series)
                .map(Series::metric)
                .filter(metric::equals)
                .count();
    }

    Optional<Sourced<MetricDefinition>> definition(String name) {
        return definitions.stream()
                .filter(each -> each.fact().name().equals(name))
                .findFirst();
    }

    boolean asked(Capability capability) {
        return answered.containsKey(capability);
    }

    /** Receipts of everything that was asked. */
    List<ReceiptId> receipts() {
        return answered.values().stream().flatMap(List::stream).toList();
    }

    /** Receipts of what was asked for some capabilities; of everything where none of them was. */
    List<ReceiptId> receiptsOf(Capability... capabilities) {
        List<ReceiptId> some = List.of(capabilities).stream()
                .flatMap(each -> answered.getOrDefault(each, List.of()).stream())
                .toList();
        return some.isEmpty() ? receipts() : some;
    }

    /** What could not be read, and what to bind, as sentences; empty when nothing is missing. */
    String missing(List<Capability> wanted) {
        List<Gap> missing =
                gaps.stream().filter(gap -> wanted.contains(gap.capability())).toList();
        List<String> silent =
                missing.stream().filter(Gap::silent).map(Gap::words).toList();
        List<String> empty = missing.stream()
                .filter(gap -> !gap.silent() && gap.capability() != Capability.EXPERIMENTS_RESULTS)
                .map(gap -> gap.capability().words() + " (" + Words.oneLine(gap.source()) + ")")
                .toList();
        List<String> unbound = wanted.stream()
                .filter(each -> !asked(each))
                .map(each -> each.words() + " (bind " + each.key() + ")")
                .toList();
        return (silent.isEmpty() ? "" : " Could not be read: " + String.join("; ", silent) + ".")
                + (empty.isEmpty() ? "" : " Answered, with no entries: " + Words.listed(empty) + ".")
                + (unbound.isEmpty() ? "" : " No source is connected for " + String.join(", ", unbound) + ".");
    }
}
