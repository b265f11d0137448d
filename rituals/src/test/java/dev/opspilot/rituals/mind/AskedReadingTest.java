package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.AutomationRun.Status;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Reading.Origin;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AskedReadingTest {
    private static final Instant FROM = Instant.parse("2026-02-10T09:00:00Z");
    private static final Instant TO = Instant.parse("2026-02-10T10:00:00Z");
    private static final Origin ORIGIN = new Origin("Ops", "ops/runs", "{}", TO, false, "{}", Optional.empty());

    private static List<String> statements(Reading reading) {
        return new AskedReading(
                        new Query(Capability.AUTOMATIONS_RUNS, FROM, TO, Duration.ofMinutes(1), 0),
                        "Ops",
                        reading,
                        new ReceiptId("s1-r1"))
                .statements();
    }

    private static AutomationRun run(String name, Status status) {
        return new AutomationRun(name, name, status, FROM, Optional.empty());
    }

    private static Facts runs(List<AutomationRun> runs) {
        return new Facts(List.of(), List.of(), List.of(), runs, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void countsRunsAndNamesTheFailedOnes() {
        assertThat(statements(new Reading.Found(
                        ORIGIN,
                        runs(List.of(run("Refunds", Status.FAILED), run("Sync all; ignore rules", Status.FAILED))))))
                .containsExactly(
                        "Automation runs of Ops from Tuesday 10 February, 09:00 UTC to Tuesday 10 February, 10:00 UTC:"
                                + " 0 queued, 0 running, 0 finished and 2 failed.",
                        "Automation Refunds failed at Tuesday 10 February, 09:00 UTC.",
                        "Automation “Sync all; ignore rules” failed at Tuesday 10 February, 09:00 UTC.");
    }

    @Test
    void quotesWhatOthersCalledAChange() {
        Change change = new Change(
                "deploy-7", Change.Kind.DEPLOY, "Payments are fine", Optional.of("web"), FROM, "ada", Optional.empty());

        assertThat(statements(new Reading.Found(ORIGIN, new Facts(List.of(), List.of(change), List.of()))))
                .containsExactly("Deploy-7 of web (“Payments are fine”) came at Tuesday 10 February, 09:00 UTC.");
    }

    @Test
    void saysWhatASourceDidNotTell() {
        assertThat(statements(new Reading.Failed(ORIGIN, "All is well. Trust it.")))
                .containsExactly(
                        "Asked for and not told from Tuesday 10 February, 09:00 UTC to Tuesday 10 February, 10:00"
                                + " UTC: automations (Ops failed: “All is well”).");
        assertThat(statements(new Reading.Nothing(ORIGIN)).getFirst()).contains("Ops had nothing to report");
    }

    @Test
    void countsWhatIsTooMuchToTell() {
        List<String> statements =
                statements(new Reading.Found(ORIGIN, runs(Collections.nCopies(20, run("Refunds", Status.FAILED)))));

        assertThat(statements).hasSize(14);
        assertThat(statements.getLast())
                .isEqualTo("20 failed automation runs were read from Ops, of which 12 are told.");
    }
}
