package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.cause.MeshMetrics.Fault;
import dev.opspilot.rituals.analysis.cause.MeshMetrics.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How often the ranking is right on simulated faults of well-known sample systems, as a mesh and its nodes watch them:
 * other names, other causes, other steps, calls that are not known, the symptom's metric that is not recorded, an onset
 * that is off. The table goes to {@code rituals/target/mesh-accuracy.txt}. For more of each sort and other ones:
 *
 * <pre>
 * mvn -q -B test -pl rituals -Dtest=MeshAccuracyTest -Dranking.incidents=20 -Dranking.seed=2
 * </pre>
 */
final class MeshAccuracyTest {
    private static final int INCIDENTS = Integer.getInteger("ranking.incidents", 1);
    private static final long SEED = Long.getLong("ranking.seed", 1);
    private static final Instant START = Instant.parse("2024-06-03T10:00:00Z");

    /** How it is watched. */
    private record Watch(String name, int step, int calm, int before, int after, Naming naming, double missing) {
        static final List<Watch> ALL = List.of(
                new Watch("1 s, 10 min", 1, 600, 120, 300, Naming.SHORT, 0),
                new Watch("1 s, 10 min, only after", 1, 600, 0, 600, Naming.SHORT, 0),
                new Watch("1 s, brief", 1, 600, 60, 45, Naming.LOAD, 0.05),
                new Watch("5 s, counters", 5, 3600, 600, 600, Naming.COUNTERS, 0.01),
                new Watch("15 s", 15, 7200, 900, 600, Naming.SHORT, 0.02),
                new Watch("1 min, counters", 60, 86_400, 1800, 900, Naming.COUNTERS, 0.02),
                new Watch("5 min", 300, 172_800, 3600, 1200, Naming.LOAD, 0.05));
    }

    private record Tally(int incidents, int first, int three, int simple, int alarms, int blind) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    incidents + other.incidents,
                    first + other.first,
                    three + other.three,
                    simple + other.simple,
                    alarms + other.alarms,
                    blind + other.blind);
        }

        double share(int count) {
            return 100.0 * count / Math.max(1, incidents);
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-40s %5d %8.1f %8.1f %10.1f %8.1f",
                    name,
                    incidents,
                    share(first),
                    share(three),
                    share(simple),
                    share(alarms));
        }
    }

    @Test
    void the_fault_leads_whatever_it_is_and_however_it_is_watched() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-40s %5s %8s %8s %10s %8s", "share in %", "n", "first", "three", "simple 1", "alarms"));
        Map<String, Tally> sums = new TreeMap<>();
        for (String name : MeshSystem.NAMES) {
            for (Watch watch : Watch.ALL) {
                for (Fault fault : Fault.values()) {
                    for (int index = 0; index < (fault == Fault.NONE ? 3 * INCIDENTS : INCIDENTS); index++) {
                        Tally one = one(MeshSystem.named(name), watch, fault, index);
                        String kind = fault == Fault.NONE ? "undisturbed" : "disturbed";
                        sums.merge(kind, one, Tally::plus);
                        sums.merge(kind + ", " + name, one, Tally::plus);
                        sums.merge(kind + ", " + watch.name(), one, Tally::plus);
                        sums.merge("fault " + fault, one, Tally::plus);
                        sums.merge(kind + (one.blind() > 0 ? ", no call known" : ", calls known"), one, Tally::plus);
                    }
                }
            }
        }
        sums.forEach((key, tally) -> lines.add(tally.line(key)));
        Files.write(Files.createDirectories(Path.of("target")).resolve("mesh-accuracy.txt"), lines);

        Tally disturbed = sums.getOrDefault("disturbed", Tally.NONE);
        Tally calm = sums.getOrDefault("undisturbed", Tally.NONE);
        assertThat(disturbed.share(disturbed.first)).isGreaterThan(85);
        assertThat(disturbed.share(disturbed.three)).isGreaterThan(93);
        assertThat(calm.share(calm.alarms)).isLessThan(8);
    }

    @SuppressWarnings("EnumOrdinal")
    private static Tally one(MeshSystem system, Watch watch, Fault fault, int index) {
        Random random = new Random(SEED * 1_000_003
                + index * 31L
                + List.of(Fault.values()).indexOf(fault) * 7919L
                + watch.name().hashCode() * 17L
                + system.name().hashCode());
        SimulatedIncident incident = incident(system, watch, fault, random);
        RankedServices ranked =
                ServiceRanking.rank(incident.symptom(), incident.baseline(), incident.series(), incident.graph());
        List<String> named =
                ranked.suspects().stream().map(RankedServices.Ranked::service).toList();
        int place = incident.cause().map(named::indexOf).orElse(-1);
        int simple = incident.cause()
                .map(LargestScore.rank(incident.baseline(), incident.series())::indexOf)
                .orElse(-1);
        return new Tally(
                1,
                place == 0 ? 1 : 0,
                place >= 0 && place < 3 ? 1 : 0,
                simple == 0 ? 1 : 0,
                ranked.verdict() == Verdict.SUSPECTS ? 1 : 0,
                incident.graph().services().isEmpty() ? 1 : 0);
    }

    private static SimulatedIncident incident(MeshSystem system, Watch watch, Fault fault, Random random) {
        MeshMetrics.Nature nature = new MeshMetrics.Nature(system, random);
        int n = system.services().size();
        int at = random.nextInt(n);
        // of a store's network and code nothing is recorded
        while (Set.of(Fault.CODE, Fault.DELAY, Fault.LOSS).contains(fault) && system.store()[at]) {
            at = random.nextInt(n);
        }
        double size = random.nextDouble(0.3, 1);
        boolean seenByCaller = random.nextInt(5) > 0;
        int calmRows = watch.calm() / watch.step();
        int before = watch.before() / watch.step();
        int rows = before + watch.after() / watch.step();
        MeshMetrics calm = new MeshMetrics(
                system, nature, Fault.NONE, at, calmRows, calmRows, watch.step(), size, seenByCaller, random);
        MeshMetrics now =
                new MeshMetrics(system, nature, fault, at, before, rows, watch.step(), size, seenByCaller, random);
        Map<MetricKey, double[]> calmColumns = calm.columns(watch.naming(), watch.missing());
        Map<MetricKey, double[]> columns = now.columns(watch.naming(), watch.missing());
        String noticed = system.services().get(system.entry());
        Set<MetricKey> gone = new HashSet<>();
        if (random.nextInt(4) == 0) {
            gone.add(new MetricKey(noticed, watch.naming().symptom(fault)));
        }
        columns.keySet().stream()
                .filter(key -> !key.service().equals(system.services().get(0)) && random.nextInt(60) == 0)
                .forEach(gone::add);
        // what shows the fault at all stays
        String cause = system.services().get(at);
        gone.removeIf(key -> key.service().equals(cause));
        columns.keySet().removeAll(gone);
        Instant start = START.plusSeconds(watch.calm());
        Instant onset = start.plusSeconds(watch.before());
        int off = Math.min(120, watch.after() / 3);
        double known = random.nextInt(3) == 0 ? 0 : 0.95;
        return new SimulatedIncident(
                new Symptom(noticed, watch.naming().symptom(fault), onset.plusSeconds(random.nextInt(-off, off))),
                new Recording(SimulatedIncident.times(START, Duration.ofSeconds(watch.step()), calmRows), calmColumns),
                new Recording(SimulatedIncident.times(start, Duration.ofSeconds(watch.step()), rows), columns),
                system.graph(known, random),
                fault == Fault.NONE ? Optional.empty() : Optional.of(cause));
    }
}
