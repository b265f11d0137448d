package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Call;
import dev.opspilot.rituals.session.RitualSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a session has read so far, in the order of the calls' names: the order in which answers came changes nothing.
 *
 * @param incidents by start; one that several sources tell of stands there once
 * @param gaps sources that brought nothing
 * @param stale sources whose answer was old
 * @param answered receipts of everything that was answered, failures included
 * @param unconnected what the brief asks for and no source serves
 */
record Read(
        List<Figure> figures,
        List<Sourced<Incident>> incidents,
        List<Sourced<AutomationRun>> runs,
        List<Sourced<PastSession>> sessions,
        List<Gap> gaps,
        List<Stale> stale,
        Map<ReceiptId, Capability> answered,
        Set<Capability> unconnected) {

    /** A source that answered with what it had observed long ago. */
    record Stale(Capability capability, String source, Instant observedAt, ReceiptId receipt) {}

    static Read of(RitualSession session) {
        Draft draft = new Draft(session.view().startedAt());
        session.readings().stream()
                .filter(call -> Sources.ALL.contains(call.query().capability()))
                .sorted(Comparator.comparing(call -> call.id().value()))
                .forEach(draft::take);
        Set<Capability> unconnected = EnumSet.copyOf(Sources.ALL);
        unconnected.remove(Capability.SESSIONS_PAST); // always there
        session.readings().forEach(call -> unconnected.remove(call.query().capability()));
        return new Read(
                List.copyOf(draft.figures),
                draft.incidents.values().stream()
                        .sorted(Comparator.comparing(
                                        (Sourced<Incident> each) -> each.fact().startedAt())
                                .thenComparing(each -> each.fact().id()))
                        .toList(),
                draft.runs.values().stream()
                        .sorted(Comparator.comparing((Sourced<AutomationRun> each) ->
                                        each.fact().at())
                                .thenComparing(each -> each.fact().id()))
                        .toList(),
                List.copyOf(draft.sessions),
                List.copyOf(draft.gaps),
                List.copyOf(draft.stale),
                draft.answered,
                unconnected);
    }

    /** Receipts of the answers to some capabilities, failures left out. */
    List<ReceiptId> receiptsOf(Set<Capability> capabilities) {
        return answered.entrySet().stream()
                .filter(each -> capabilities.contains(each.getValue()))
                .map(Map.Entry::getKey)
                .filter(receipt -> gaps.stream()
                        .noneMatch(gap -> gap.silent() && gap.receipt().equals(receipt)))
                .toList();
    }

    /** Receipts of everything that was asked, failures included. */
    List<ReceiptId> allReceipts() {
        return List.copyOf(answered.keySet());
    }

    /** Sources that did not answer, so that what they would have said is unknown. */
    List<Gap> silent() {
        return gaps.stream().filter(Gap::silent).toList();
    }

    /** Readings being put together. */
    private static final class Draft {
        private final Instant startedAt;
        private final List<Figure> figures = new ArrayList<>();
        private final Map<String, Sourced<Incident>> incidents = new TreeMap<>();
        private final Map<String, Sourced<AutomationRun>> runs = new TreeMap<>();
        private final List<Sourced<PastSession>> sessions = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final List<Stale> stale = new ArrayList<>();
        private final Map<ReceiptId, Capability> answered = new LinkedHashMap<>();

        Draft(Instant startedAt) {
            this.startedAt = startedAt;
        }

        void take(Call call) {
            call.answer().ifPresent(answer -> {
                ReceiptId receipt = answer.receipt().id();
                answered.put(receipt, call.query().capability());
                switch (answer.reading()) {
                    case Reading.Found found -> take(call, found, receipt);
                    case Reading.Nothing nothing -> age(call, nothing.origin().observedAt(), receipt);
                    case Reading.Denied _, Reading.Failed _ -> {
                        // nothing to take
                    }
                }
                Gap.of(call.query().capability(), call.source(), answer.reading(), receipt)
                        .ifPresent(gaps::add);
            });
        }

        private void age(Call call, Instant observedAt, ReceiptId receipt) {
            if (observedAt.isBefore(startedAt.minus(Sources.STALE))) {
                stale.add(new Stale(call.query().capability(), call.source(), observedAt, receipt));
            }
        }

        private void take(Call call, Reading.Found found, ReceiptId receipt) {
            Facts facts = found.facts();
            Instant observedAt = found.origin().observedAt();
            age(call, observedAt, receipt);
            Instant asOf = Stream.of(call.query().to(), observedAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            facts.series().forEach(each -> figures.add(new Figure(each, asOf, call.source(), receipt)));
            List<ReceiptId> receipts = List.of(receipt);
            facts.incidents().forEach(each -> incidents.merge(each.id(), new Sourced<>(each, receipts), Draft::fuller));
            facts.runs().forEach(each -> runs.put(each.id(), new Sourced<>(each, receipts)));
            facts.sessions().forEach(each -> sessions.add(new Sourced<>(each, receipts)));
        }

        /** Of two tellings of one incident the one that knows how it went on. */
        private static Sourced<Incident> fuller(Sourced<Incident> one, Sourced<Incident> other) {
            return other.fact().resolvedAt().isPresent()
                            || other.fact().mitigatedAt().isPresent()
                    ? other
                    : one;
        }
    }
}
