package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraiser;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Scene;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Call;
import dev.opspilot.rituals.session.RitualSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a session has read so far, each reading judged by itself, in the order of the calls' names: the order in which
 * answers came changes nothing.
 */
record Collected(
        Instant asOf,
        List<Judged> series,
        List<Sourced<Change>> changes,
        List<Sourced<Incident>> incidents,
        List<Sourced<Freeze>> freezes,
        List<Sourced<PastSession>> sessions,
        List<Gap> gaps,
        Map<ReceiptId, Capability> answered,
        Set<Capability> unconnected) {

    /** The readings of metrics are judged one by one and share the rate of false alarms. */
    private static final double RATE = Appraiser.RATE / Capability.METRICS.size();

    /** Everything that the session has read. */
    static Collected of(RitualSession session) {
        Draft draft = new Draft();
        session.readings().stream()
                .sorted(Comparator.comparing(call -> call.id().value()))
                .forEach(draft::take);
        Set<Capability> unconnected = EnumSet.copyOf(Sources.PLANNED);
        session.readings().forEach(call -> unconnected.remove(call.query().capability()));
        return new Collected(
                session.view().startedAt(),
                List.copyOf(draft.series),
                draft.changes.values().stream()
                        .sorted(Comparator.comparing(
                                        (Sourced<Change> each) -> each.fact().at())
                                .thenComparing(each -> each.fact().id()))
                        .toList(),
                List.copyOf(draft.incidents.values()),
                List.copyOf(draft.freezes),
                List.copyOf(draft.sessions),
                List.copyOf(draft.gaps),
                draft.answered,
                unconnected);
    }

    /** The part of it that stands on some receipts only, as if nothing else had been answered yet. */
    Collected only(Set<ReceiptId> receipts) {
        Map<ReceiptId, Capability> some = new LinkedHashMap<>(answered);
        some.keySet().retainAll(receipts);
        return new Collected(
                asOf,
                series.stream()
                        .filter(each -> receipts.contains(each.receipt()))
                        .toList(),
                only(changes, receipts),
                only(incidents, receipts),
                only(freezes, receipts),
                only(sessions, receipts),
                gaps.stream().filter(each -> receipts.contains(each.receipt())).toList(),
                some,
                unconnected);
    }

    private static <T> List<Sourced<T>> only(List<Sourced<T>> facts, Set<ReceiptId> receipts) {
        return facts.stream()
                .filter(each -> each.receipts().stream().anyMatch(receipts::contains))
                .map(each -> new Sourced<>(
                        each.fact(),
                        each.receipts().stream().filter(receipts::contains).toList()))
                .toList();
    }

    /** The judged series, what people should hear of first, first. */
    List<Judged> ranked(Reported reported) {
        return series.stream().sorted(Judged.byImportance(reported::asks)).toList();
    }

    List<Judged> disturbed() {
        return series.stream().filter(each -> each.appraisal().disturbed()).toList();
    }

    /** Those of which something can be said. */
    List<Judged> known() {
        return series.stream()
                .filter(each -> each.appraisal().state() != State.UNKNOWN)
                .toList();
    }

    /** Receipts of the answers to some capabilities, failures left out. */
    List<ReceiptId> receiptsOf(Set<Capability> capabilities) {
        Set<ReceiptId> silent = new HashSet<>();
        gaps.stream().filter(Gap::silent).forEach(gap -> silent.add(gap.receipt()));
        return answered.entrySet().stream()
                .filter(each -> capabilities.contains(each.getValue()) && !silent.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Receipts of everything that was asked of this trouble, failures included; what happened earlier is not of it. */
    List<ReceiptId> allReceipts() {
        return answered.entrySet().stream()
                .filter(each -> each.getValue() != Capability.SESSIONS_PAST)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean silent(Set<Capability> capabilities) {
        return gaps.stream().anyMatch(gap -> gap.silent() && capabilities.contains(gap.capability()));
    }

    Scene scene() {
        List<ReceiptId> changeCalls = receiptsOf(Sources.CHANGES);
        return new Scene(
                asOf,
                series.stream().map(Judged::sourced).toList(),
                changes,
                incidents,
                changeCalls,
                !changeCalls.isEmpty() && !silent(Sources.CHANGES),
                receiptsOf(Set.of(Capability.INCIDENTS_OPEN)));
    }

    /** Readings being put together. */
    private static final class Draft {
        private final List<Judged> series = new ArrayList<>();
        private final Map<String, Sourced<Change>> changes = new TreeMap<>();
        private final Map<String, Sourced<Incident>> incidents = new TreeMap<>();
        private final List<Sourced<Freeze>> freezes = new ArrayList<>();
        private final List<Sourced<PastSession>> sessions = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<ReceiptId, Capability> answered = new LinkedHashMap<>();

        void take(Call call) {
            call.answer().ifPresent(answer -> {
                ReceiptId receipt = answer.receipt().id();
                answered.put(receipt, call.query().capability());
                if (answer.reading() instanceof Reading.Found found) {
                    take(call, found, receipt);
                }
                // That there is no freeze is good news, and bears on no cause.
                Gap.of(call.query().capability(), call.source(), answer.reading(), receipt)
                        .filter(gap -> gap.silent() || Sources.PLANNED.contains(gap.capability()))
                        .ifPresent(gaps::add);
            });
        }

        private void take(Call call, Reading.Found found, ReceiptId receipt) {
            Facts facts = found.facts();
            Instant asOf = Stream.of(call.query().to(), found.origin().observedAt())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            List<Appraiser.Candidate> candidates = facts.series().stream()
                    .map(each -> new Appraiser.Candidate(each, trials(each, facts.series())))
                    .toList();
            for (Appraisal appraisal : Appraiser.appraiseAll(candidates, asOf, RATE)) {
                series.add(new Judged(appraisal, call.query().capability(), call.id(), call.source(), receipt));
            }
            facts.changes()
                    .forEach(change ->
                            changes.merge(key(change), new Sourced<>(change, List.of(receipt)), Draft::merged));
            facts.freezes().forEach(freeze -> freezes.add(new Sourced<>(freeze, List.of(receipt))));
            facts.sessions().forEach(session -> {
                sessions.add(new Sourced<>(session, List.of(receipt)));
                Remedied.changes(session).stream()
                        .filter(change -> change.at().isAfter(asOf.minus(IncidentDrill.CHANGES)))
                        .forEach(change ->
                                changes.put(key(change) + "\n" + change.at(), new Sourced<>(change, List.of(receipt))));
            });
            facts.incidents()
                    .forEach(incident ->
                            incidents.merge(key(incident), new Sourced<>(incident, List.of(receipt)), Draft::merged));
        }

        /** A deploy and a flag change may have the same number; they are not the same change. */
        private static String key(Change change) {
            return String.join(
                    "\n", change.id(), change.kind().name(), change.service().orElse(""));
        }

        private static String key(Incident incident) {
            Subject subject = incident.subject();
            return String.join("\n", incident.id(), subject.kind().name(), subject.name());
        }

        /** The same thing told by two sources: the first one's words, both receipts. */
        private static <T> Sourced<T> merged(Sourced<T> first, Sourced<T> second) {
            return new Sourced<>(
                    first.fact(),
                    Stream.concat(first.receipts().stream(), second.receipts().stream())
                            .toList());
        }

        /** What a share is a share of: the same subject's count of attempts, requests or a total. */
        private static Optional<Samples> trials(Series share, List<Series> among) {
            if (share.unit() != Unit.RATIO) {
                return Optional.empty();
            }
            List<Series> totals = among.stream()
                    .filter(each -> each.unit() == Unit.COUNT && each.subject().equals(share.subject()))
                    .filter(each -> each.metric().matches(".*(attempts|requests|total)"))
                    .filter(each -> each.recent().step().equals(share.recent().step()))
                    .toList();
            return totals.size() == 1 ? Optional.of(totals.getFirst().recent()) : Optional.empty();
        }
    }
}
