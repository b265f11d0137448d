package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.analysis.cause.CallGraph.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a ranking must not depend on. */
final class RankingInvarianceTest {
    private static final List<SimulatedFault.Kind> KINDS = List.of(
            SimulatedFault.Kind.DELAY,
            SimulatedFault.Kind.FAILURES,
            SimulatedFault.Kind.SURGE,
            SimulatedFault.Kind.NONE);

    private static SimulatedIncident incident(long seed) {
        Random random = new Random(seed);
        return SimulatedIncident.of(
                SimulatedIncident.Watch.ALL.getFirst(), 8, KINDS.get(random.nextInt(KINDS.size())), random);
    }

    private static RankedServices rank(SimulatedIncident incident) {
        return ServiceRanking.rank(incident.symptom(), incident.baseline(), incident.series(), incident.graph());
    }

    @Property(tries = 25)
    void theNamesOfServicesDoNotMatter(@ForAll long seed) {
        SimulatedIncident incident = incident(seed);
        List<String> names = new ArrayList<>(incident.series().keys().stream()
                .map(MetricKey::service)
                .distinct()
                .toList());
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(seed));
        Map<String, String> renamed = new LinkedHashMap<>();
        for (int index = 0; index < names.size(); index++) {
            renamed.put(names.get(index), "x" + shuffled.get(index).hashCode());
        }

        RankedServices before = rank(incident);
        RankedServices after = ServiceRanking.rank(
                new Symptom(
                        name(renamed, incident.symptom().service()),
                        incident.symptom().metric(),
                        incident.symptom().at()),
                renamed(incident.baseline(), renamed),
                renamed(incident.series(), renamed),
                new CallGraph(calls(incident.graph()).stream()
                        .map(call -> new Call(name(renamed, call.caller()), name(renamed, call.callee())))
                        .toList()));

        assertThat(after.verdict()).isEqualTo(before.verdict());
        assertThat(after.suspects()).hasSameSizeAs(before.suspects());
        for (int place = 0; place < before.suspects().size(); place++) {
            assertThat(after.suspects().get(place).score())
                    .isCloseTo(before.suspects().get(place).score(), within(1e-9));
        }
        if (!before.suspects().isEmpty()) {
            assertThat(after.suspects().getFirst().service())
                    .isEqualTo(name(renamed, before.suspects().getFirst().service()));
        }
    }

    @Property(tries = 25)
    void theOrderOfRowsColumnsAndCallsDoesNotMatter(@ForAll long seed) {
        SimulatedIncident incident = incident(seed);
        Random random = new Random(seed);
        List<Call> calls = new ArrayList<>(calls(incident.graph()));
        Collections.shuffle(calls, random);

        RankedServices after = ServiceRanking.rank(
                incident.symptom(),
                shuffled(incident.baseline(), random),
                shuffled(incident.series(), random),
                new CallGraph(calls));

        assertThat(after).isEqualTo(rank(incident));
    }

    private static String name(Map<String, String> renamed, String service) {
        return Objects.requireNonNull(renamed.get(service));
    }

    private static List<Call> calls(CallGraph graph) {
        return graph.services().stream()
                .flatMap(caller -> graph.calleesOf(caller).stream().map(callee -> new Call(caller, callee)))
                .toList();
    }

    private static Recording renamed(Recording recording, Map<String, String> names) {
        Map<MetricKey, double[]> columns = new LinkedHashMap<>();
        recording
                .keys()
                .forEach(key -> columns.put(
                        new MetricKey(name(names, key.service()), key.metric()),
                        Objects.requireNonNull(recording.column(key))));
        return new Recording(recording.instants(), columns);
    }

    private static Recording shuffled(Recording recording, Random random) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < recording.size(); row++) {
            rows.add(row);
        }
        Collections.shuffle(rows, random);
        List<MetricKey> keys = new ArrayList<>(recording.keys());
        Collections.shuffle(keys, random);
        List<Instant> times = recording.instants();
        Map<MetricKey, double[]> columns = new LinkedHashMap<>();
        for (MetricKey key : keys) {
            double[] values = Objects.requireNonNull(recording.column(key));
            columns.put(key, rows.stream().mapToDouble(row -> values[row]).toArray());
        }
        return new Recording(rows.stream().map(times::get).toList(), columns);
    }
}
