package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How often the ranking is right on simulated incidents of systems that are watched in different ways, beside the
 * largest robust score. The table goes to {@code rituals/target/ranking-accuracy.txt}. For more incidents of each
 * sort and other ones:
 *
 * <pre>
 * mvn -q -B test -pl rituals -Dtest=RankingAccuracyTest -Dranking.incidents=100 -Dranking.seed=2
 * </pre>
 */
final class RankingAccuracyTest {
    private static final int INCIDENTS = Integer.getInteger("ranking.incidents", 4);
    private static final long SEED = Long.getLong("ranking.seed", 1);

    /** Counts of one sort of incident, or of several together. */
    private record Tally(int incidents, int first, int firstThree, int simpleFirst, int simpleThree, int alarms) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    incidents + other.incidents,
                    first + other.first,
                    firstThree + other.firstThree,
                    simpleFirst + other.simpleFirst,
                    simpleThree + other.simpleThree,
                    alarms + other.alarms);
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-34s %5d %8.1f %8.1f %10.1f %10.1f %8.1f",
                    name,
                    incidents,
                    share(first),
                    share(firstThree),
                    share(simpleFirst),
                    share(simpleThree),
                    share(alarms));
        }

        double share(int count) {
            return 100.0 * count / Math.max(1, incidents);
        }
    }

    @Test
    void theCauseLeadsAndUndisturbedTimeRaisesNoAlarm() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-34s %5s %8s %8s %10s %10s %8s",
                "share in %",
                "n",
                "first",
                "three",
                "simple 1",
                "simple 3",
                "alarms"));
        Tally disturbed = Tally.NONE;
        Tally calm = Tally.NONE;
        for (SimulatedIncident.Watch watch : SimulatedIncident.Watch.ALL) {
            for (SimulatedFault.Kind kind : SimulatedFault.Kind.values()) {
                if (watch.shows(kind)) {
                    boolean none = kind == SimulatedFault.Kind.NONE;
                    Tally tally = tally(watch, kind, none ? 4 * INCIDENTS : INCIDENTS);
                    lines.add(tally.line(watch.name() + ", " + kind.name().toLowerCase(Locale.ROOT)));
                    disturbed = none ? disturbed : disturbed.plus(tally);
                    calm = none ? calm.plus(tally) : calm;
                }
            }
        }
        lines.add(disturbed.line("disturbed"));
        lines.add(calm.line("undisturbed"));
        Files.write(Files.createDirectories(Path.of("target")).resolve("ranking-accuracy.txt"), lines);

        assertThat(disturbed.share(disturbed.first)).isGreaterThan(80);
        assertThat(disturbed.share(disturbed.firstThree)).isGreaterThan(88);
        assertThat(disturbed.share(disturbed.first)).isGreaterThan(disturbed.share(disturbed.simpleFirst) + 30);
        assertThat(calm.share(calm.alarms)).isLessThan(8);
    }

    private static Tally tally(SimulatedIncident.Watch watch, SimulatedFault.Kind kind, int incidents) {
        Tally tally = Tally.NONE;
        for (int index = 0; index < incidents; index++) {
            Random random = new Random(SEED * 1_000_003
                    + index * 31L
                    + kind.name().hashCode() * 7919L
                    + watch.name().hashCode());
            SimulatedIncident incident = SimulatedIncident.of(watch, 6 + random.nextInt(40), kind, random);
            RankedServices ranked =
                    ServiceRanking.rank(incident.symptom(), incident.baseline(), incident.series(), incident.graph());
            int place = place(
                    incident,
                    ranked.suspects().stream()
                            .map(RankedServices.Ranked::service)
                            .toList());
            int simple = place(incident, LargestScore.rank(incident.baseline(), incident.series()));
            tally = tally.plus(new Tally(
                    1,
                    place == 1 ? 1 : 0,
                    place <= 3 ? 1 : 0,
                    simple == 1 ? 1 : 0,
                    simple <= 3 ? 1 : 0,
                    ranked.verdict() == Verdict.SUSPECTS ? 1 : 0));
        }
        return tally;
    }

    private static int place(SimulatedIncident incident, List<String> services) {
        int at = incident.cause().map(services::indexOf).orElse(-1);
        return at < 0 ? Integer.MAX_VALUE : at + 1;
    }
}
