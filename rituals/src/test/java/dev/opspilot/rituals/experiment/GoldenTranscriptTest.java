package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.Golden;
import dev.opspilot.rituals.incident.Transcript;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.surface.SessionView;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads, scenario by scenario. */
final class GoldenTranscriptTest {
    record Scenario(String name, Shop shop, String intent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("design", running(50_000, 50_200), "test freemium gating 20 %"),
                new Scenario("design-never", Shop.open(), "test freemium gating 2 %"),
                new Scenario(
                        "design-blind",
                        Shop.open().failing(Capability.PRODUCT_METRICS).without(Capability.METRICS_DEFINITIONS),
                        "test freemium gating"),
                new Scenario("readout", running(50_000, 50_200), "readout annual-plan-banner"),
                new Scenario("readout-broken", running(50_000, 47_000), "how is the annual-plan-banner doing"),
                new Scenario("readout-unknown", running(50_000, 50_200), "results of purple button"));
    }

    private static Shop running(long control, long banner) {
        return Shop.open()
                .runs(
                        "annual-plan-banner",
                        "Banner for the annual plan at the checkout",
                        200_000,
                        Shop.arm("control", control, 0.645, 3_150),
                        Shop.arm("banner", banner, 0.648, 3_160));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void reads_as_reviewed(Scenario scenario) throws IOException {
        SessionView view = scenario.shop().asked(scenario.intent()).view();
        String transcript = Transcript.of(view) + "\nFollow-ups\n"
                + view.followUps().stream()
                        .map(each -> each.id() + " after " + each.after() + ": " + each.intent() + "\n")
                        .collect(Collectors.joining());
        Golden.assertReads("experiment-" + scenario.name() + ".txt", transcript);
    }
}
