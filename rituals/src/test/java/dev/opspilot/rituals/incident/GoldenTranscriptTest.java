package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.Golden;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.session.RitualSession;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads, scenario by scenario. */
final class GoldenTranscriptTest {
    record Scenario(String name, Company company, String intent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        String payments = "payments just failed";
        return Stream.of(
                new Scenario("bad-deploy", Scenarios.badDeploy(), payments),
                new Scenario("provider-outage", Scenarios.providerOutage(), payments),
                new Scenario("healthy", Scenarios.healthy(), payments),
                new Scenario(
                        "sources-failed",
                        Scenarios.badDeploy()
                                .failing(Capability.DEPLOYS_RECENT, "No answer within 5 seconds.")
                                .failing(Capability.ERRORS_COUNTS, "The answer was larger than 2 MB."),
                        payments),
                new Scenario(
                        "payments-unread",
                        Scenarios.healthy().failing(Capability.PAYMENTS_METRICS, "No answer within 5 seconds."),
                        payments),
                new Scenario("contradictory", Scenarios.contradictory(), payments),
                new Scenario("only-late-changes", Scenarios.onlyLateChanges(), payments),
                new Scenario("over", Scenarios.badDeploy().overSince(8), "what happened"),
                new Scenario("elsewhere", Company.healthy().factor("search", 8), payments));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void reads_as_reviewed(Scenario scenario) throws IOException {
        RitualSession session = Rehearsal.of(scenario.company(), scenario.intent());
        String transcript = Transcript.of(session.view());
        Golden.assertReads(scenario.name() + ".txt", transcript);
    }
}
