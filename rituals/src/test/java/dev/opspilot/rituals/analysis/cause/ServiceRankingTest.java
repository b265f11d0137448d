package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.cause.CallGraph.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceRankingTest {

    /** The store is slow, which makes all above it slow. */
    private static SmallShop slowStore() {
        return new SmallShop()
                .from("store", "latency_ms", value -> value + 300)
                .from("cart", "latency_ms", value -> value + 300)
                .from("search", "latency_ms", value -> value + 280)
                .from("web", "latency_ms", value -> value + 500);
    }

    private static String first(RankedServices ranked) {
        assertThat(ranked.verdict()).as(ranked.reason()).isEqualTo(Verdict.SUSPECTS);
        return ranked.suspects().getFirst().service();
    }

    @Test
    void theDeepestSlowServiceLeadsThoughItsCallersAreSlowToo() {
        RankedServices ranked = slowStore().rank("web", "latency_ms");

        assertThat(first(ranked)).isEqualTo("store");
        RankedServices.Ranked store = ranked.suspects().getFirst();
        assertThat(store.metric()).isEqualTo("latency_ms");
        assertThat(store.since()).isEqualTo(SmallShop.ONSET);
    }

    @Test
    void theEvidenceNamesFiguresTimeAndTheWayToTheSymptom() {
        String evidence =
                slowStore().rank("web", "latency_ms").suspects().getFirst().evidence();

        assertThat(evidence)
                .matches(
                        "latency_ms rose to 3\\d\\d \\(usually \\d+(\\.\\d)? to \\d+(\\.\\d)?\\), since 1 May 12:30:00 UTC;.*")
                .contains("web, where the symptom was noticed, calls it by way of cart.")
                .contains("It calls no known service.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, -4, -3, -2, -1, 1, 2, 3, 4, 5})
    void anOnsetThatIsMinutesOffChangesNothing(int minutes) {
        Symptom symptom = new Symptom("web", "latency_ms", SmallShop.ONSET.plus(Duration.ofMinutes(minutes)));

        assertThat(first(slowStore().rank(symptom, SmallShop.GRAPH))).isEqualTo("store");
    }

    @Test
    void aServiceIsNotExcusedByACalleeWhoseTroubleIsTooSmallForItsOwn() {
        RankedServices ranked = new SmallShop()
                .from("cart", "latency_ms", value -> value + 4000)
                .from("web", "latency_ms", value -> value + 4000)
                .from("store", "latency_ms", value -> value + 30)
                .rank("web", "latency_ms");

        assertThat(first(ranked)).isEqualTo("cart");
    }

    @Test
    void failuresAreFollowedDownAndTheTrafficThatIsLostBelowIsAnEffect() {
        RankedServices ranked = new SmallShop()
                .from("cart", "error_rate", value -> value + 0.4)
                .from("web", "error_rate", value -> value + 0.3)
                .from("store", "requests", value -> value * 0.55)
                .rank("web", "error_rate");

        assertThat(first(ranked)).isEqualTo("cart");
    }

    @Test
    void aSurgeIsChargedToTheServiceWhereItEnters() {
        RankedServices ranked = new SmallShop()
                .from("web", "requests", value -> value * 4)
                .from("cart", "requests", value -> value * 4)
                .from("search", "requests", value -> value * 4)
                .from("store", "requests", value -> value * 4)
                .from("store", "latency_ms", value -> value * 1.8)
                .from("cart", "latency_ms", value -> value * 1.4)
                .from("web", "latency_ms", value -> value * 1.3)
                .rank("web", "latency_ms");

        assertThat(first(ranked)).isEqualTo("web");
    }

    @Test
    void aServiceThatFallsSilentWhileItIsStillCalledLeads() {
        SmallShop shop = new SmallShop()
                .from("cart", "error_rate", value -> value + 0.1)
                .from("web", "error_rate", value -> value + 0.05);
        for (String metric : List.of("latency_ms", "error_rate", "requests")) {
            shop.from("store", metric, value -> Double.NaN);
        }

        RankedServices ranked = shop.rank("web", "error_rate");

        assertThat(ranked.suspects().subList(0, 2))
                .extracting(RankedServices.Ranked::service)
                .contains("store");
    }

    @Test
    void undisturbedTimeIsHealthyAndSuspectsNobody() {
        RankedServices ranked = new SmallShop().rank("web", "latency_ms");

        assertThat(ranked.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(ranked.suspects()).isEmpty();
    }

    @Test
    void whatStandsOutThoughItNeverReachesTheSymptomIsNamedWithoutAnAlarm() {
        RankedServices ranked = new SmallShop()
                .from("store", "latency_ms", value -> value * 1.45)
                .rank("web", "latency_ms");

        assertThat(ranked.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(ranked.suspects().getFirst().service()).isEqualTo("store");
        assertThat(ranked.reason()).isEqualTo("Something stands out, but nothing shows that it reaches web.");
    }

    @Test
    void anImprovementIsNoTrouble() {
        RankedServices ranked = new SmallShop()
                .from("store", "latency_ms", value -> value * 0.5)
                .from("web", "error_rate", value -> value * 0.1)
                .rank("web", "latency_ms");

        assertThat(ranked.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void aLevelThatHadChangedLongBeforeIsNoTrouble() {
        SmallShop shop = new SmallShop();
        RankedServices ranked = ServiceRanking.rank(
                new Symptom("web", "latency_ms", SmallShop.ONSET),
                new SmallShop()
                        .always("store", "latency_ms", value -> value / 3)
                        .baseline(),
                shop.series(),
                SmallShop.GRAPH);

        assertThat(ranked.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void constantAndEmptySeriesDoNotDisturb() {
        RankedServices ranked = slowStore()
                .always("search", "requests", value -> 5)
                .always("cart", "error_rate", value -> 0)
                .always("search", "latency_ms", value -> Double.NaN)
                .rank("web", "latency_ms");

        assertThat(first(ranked)).isEqualTo("store");
    }

    @Test
    void aMetricThatHasAlwaysBeenZeroIsBelievedWhenItMoves() {
        RankedServices ranked = new SmallShop()
                .always("cart", "error_rate", value -> 0)
                .from("cart", "error_rate", value -> 0.5)
                .from("web", "error_rate", value -> value + 0.4)
                .rank("web", "error_rate");

        assertThat(first(ranked)).isEqualTo("cart");
    }

    @Test
    void aCauseThatIsNotMeasuredLeavesItsCallersAsSuspects() {
        RankedServices ranked = slowStore().without("store").rank("web", "latency_ms");

        assertThat(first(ranked)).isIn("cart", "search");
    }

    @Test
    void callsThatGoRoundInCirclesAreFollowed() {
        CallGraph circle = new CallGraph(List.of(
                new Call("web", "cart"),
                new Call("cart", "store"),
                new Call("store", "cart"),
                new Call("web", "search")));

        RankedServices ranked = new SmallShop()
                .from("store", "latency_ms", value -> value + 600)
                .from("cart", "latency_ms", value -> value + 620)
                .from("web", "latency_ms", value -> value + 640)
                .rank(new Symptom("web", "latency_ms", SmallShop.ONSET), circle);

        assertThat(ranked.suspects().subList(0, 2))
                .extracting(RankedServices.Ranked::service)
                .containsAnyOf("store", "cart");
        assertThat(ranked.verdict()).isEqualTo(Verdict.SUSPECTS);
    }

    @Test
    void withoutAnyTopologyTheStrongestAreStillNamed() {
        RankedServices ranked =
                slowStore().rank(new Symptom("web", "latency_ms", SmallShop.ONSET), new CallGraph(List.of()));

        assertThat(ranked.suspects().subList(0, 3))
                .extracting(RankedServices.Ranked::service)
                .contains("store");
    }

    @Test
    void recordingsThatEndBeforeTheSymptomAreInconclusive() {
        Symptom later = new Symptom("web", "latency_ms", SmallShop.START.plus(Duration.ofDays(1)));

        RankedServices ranked = slowStore().rank(later, SmallShop.GRAPH);

        assertThat(ranked.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(ranked.suspects()).isEmpty();
    }

    @Test
    void aSymptomAgesAwayIsInconclusive() {
        for (Instant at : List.of(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"))) {
            RankedServices ranked = slowStore().rank(new Symptom("web", "latency_ms", at), SmallShop.GRAPH);

            assertThat(ranked.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    @Test
    void aBaselineThatReachesBackForYearsIsUsedFromItsEnd() {
        SmallShop shop = slowStore();
        Recording recent = shop.baseline();
        List<Instant> times = new ArrayList<>(recent.instants());
        times.set(0, times.getFirst().minus(Duration.ofDays(30_000)));
        Map<MetricKey, double[]> columns = new HashMap<>();
        recent.keys().forEach(key -> columns.put(key, Objects.requireNonNull(recent.column(key))));

        RankedServices ranked = ServiceRanking.rank(
                new Symptom("web", "latency_ms", SmallShop.ONSET),
                new Recording(times, columns),
                shop.series(),
                SmallShop.GRAPH);

        assertThat(first(ranked)).isEqualTo("store");
    }

    @Test
    void aSymptomInAServiceThatNobodyMeasuresIsInconclusive() {
        Symptom elsewhere = new Symptom("mail", "latency_ms", SmallShop.ONSET);

        assertThat(new SmallShop().rank(elsewhere, SmallShop.GRAPH).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anEmptyBaselineIsInconclusive() {
        Recording nothing = new Recording(List.of(), Map.of());

        RankedServices ranked = ServiceRanking.rank(
                new Symptom("web", "latency_ms", SmallShop.ONSET),
                nothing,
                slowStore().series(),
                SmallShop.GRAPH);

        assertThat(ranked.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
}
