package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.Golden;
import dev.opspilot.rituals.incident.Transcript;
import dev.opspilot.rituals.instrument.AutomationRun.Status;
import dev.opspilot.rituals.instrument.Capability;
import java.io.IOException;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads, morning by morning. */
final class GoldenBriefTest {
    record Scenario(String name, Shop shop, String intent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        String overnight = "what changed overnight?";
        return Stream.of(
                new Scenario("brief-quiet", Shop.calm(), overnight),
                new Scenario("brief-astray", Shop.quiet(), overnight),
                new Scenario("brief-busy", busy(), overnight),
                new Scenario("brief-since-last", Shop.quiet().briefed("2026-11-22T06:30:00Z"), "what is new?"),
                new Scenario(
                        "brief-blind",
                        Shop.quiet()
                                .failing(Capability.REVENUE_METRICS, "No answer within 5 s.")
                                .old(Capability.PRODUCT_METRICS, Duration.ofHours(5)),
                        overnight),
                new Scenario("brief-nothing", Shop.quiet().allFailing(), overnight),
                new Scenario(
                        "brief-week",
                        Shop.quiet()
                                .alsoIn(Currency.getInstance("USD"))
                                .change("activations", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", 0.7),
                        "since Tuesday"),
                new Scenario("brief-last-week", Shop.calm(), "what changed in the last week?"));
    }

    private static Shop busy() {
        return Shop.quiet()
                .incident(
                        "INC-7",
                        "Search finds nothing new",
                        "search",
                        "2026-11-23T02:10:00Z",
                        Optional.of("2026-11-23T02:41:00Z"),
                        Optional.of("2026-11-23T03:00:00Z"))
                .incident(
                        "INC-8",
                        "Cards are declined",
                        "payments",
                        "2026-11-23T06:05:00Z",
                        Optional.empty(),
                        Optional.empty())
                .change("search errors", "2026-11-23T02:00:00Z", "2026-11-23T03:00:00Z", 4)
                .change("failure_ratio", "2026-11-23T06:00:00Z", "2026-11-24T00:00:00Z", 12)
                .change("revenue", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", 0.84)
                .run("Refund retries", Status.FAILED, "2026-11-23T06:12:00Z");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void reads_as_reviewed(Scenario scenario) throws IOException {
        String transcript =
                Transcript.of(Morning.of(scenario.shop(), scenario.intent(), 0).view());
        Golden.assertReads(scenario.name() + ".txt", transcript);
    }
}
