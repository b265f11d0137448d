package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.demo.Operations.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the acting tools of the demo company do to its figures, and what they refuse. */
final class OperationsTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T14:07:30Z");
    private static final Instant LATER = ANCHOR.plus(Duration.ofMinutes(20));
    private static final long SEED = 7;

    private static Operations operations(Scenario scenario) {
        return new Operations(SEED, new Story(scenario, ANCHOR));
    }

    private static Simulation simulation(Operations operations) {
        return new Simulation(new Noise(SEED), operations.story());
    }

    private static Answer act(Operations operations, String tool, String parameter, String value) {
        return operations.perform(tool, Map.of(parameter, value), ANCHOR);
    }

    private static String change(Operations operations, Event.Kind kind, Service service) {
        return new Chronicle(new Noise(SEED), operations.story())
                .events(kind, ANCHOR.minus(Duration.ofHours(2)), ANCHOR).stream()
                        .filter(event -> event.service() == service)
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    /** The share of card payments that fail in the quarter of an hour that begins two minutes after a moment. */
    private static double failing(Operations operations, Instant after) {
        Simulation simulation = simulation(operations);
        long from = Clocks.minute(after) + 2;
        double failures = 0;
        double attempts = 0;
        for (Provider provider : List.of(Provider.KESTRELPAY, Provider.HALDENCARD)) {
            failures += sum(minute -> simulation.failures(provider, minute), from);
            attempts += sum(minute -> simulation.attempts(provider, minute), from);
        }
        return failures / attempts;
    }

    private static long sum(LongUnaryOperator figure, long from) {
        return LongStream.range(from, from + 15).map(figure).sum();
    }

    @Test
    void theRightRollbackMendsThePaymentsAndAnotherDoesNot() {
        Operations operations = operations(Scenario.BAD_DEPLOY);
        String bad = Chronicle.badDeploy(operations.story());
        String other = change(operations, Event.Kind.DEPLOY, Service.SEARCH);
        assertThat(failing(operations, ANCHOR)).isGreaterThan(0.3);

        assertThat(act(operations, "deploys_rollback", "deploy", other)).isInstanceOf(Answer.Done.class);
        assertThat(failing(operations, ANCHOR)).isGreaterThan(0.3);

        assertThat(act(operations, "deploys_rollback", "deploy", bad)).isInstanceOf(Answer.Done.class);
        assertThat(failing(operations, ANCHOR)).isLessThan(0.06);
        assertThat(failing(operations, ANCHOR.minus(Duration.ofMinutes(14))))
                .as("what was stays as it was")
                .isGreaterThan(0.2);

        assertThat(act(operations, "deploys_redeploy", "deploy", bad)).isInstanceOf(Answer.Done.class);
        assertThat(failing(operations, ANCHOR)).isGreaterThan(0.3);
    }

    @Test
    void aFlagAndAConfigurationAreTakenBackAndMendNothing() {
        Operations flags = operations(Scenario.BAD_DEPLOY);
        String flag = new Chronicle(new Noise(SEED), flags.story())
                .events(Event.Kind.FLAG, ANCHOR.minus(Duration.ofDays(1)), ANCHOR)
                .getFirst()
                .id();
        Operations configurations = operations(Scenario.PROVIDER_OUTAGE);
        String change = change(configurations, Event.Kind.CONFIG, Service.ACCOUNTS);

        assertThat(act(flags, "flags_revert", "change", flag)).isInstanceOf(Answer.Done.class);
        assertThat(failing(flags, ANCHOR)).isGreaterThan(0.3);
        assertThat(act(flags, "flags_restore", "change", flag)).isInstanceOf(Answer.Done.class);
        assertThat(act(configurations, "changes_revert", "change", change)).isInstanceOf(Answer.Done.class);
        assertThat(failing(configurations, ANCHOR)).isGreaterThan(0.3);
        assertThat(act(configurations, "changes_restore", "change", change)).isInstanceOf(Answer.Done.class);
        assertThat(configurations.done()).isEqualTo(2);
    }

    @Test
    void failingOverFromTheBrokenProviderMendsThePaymentsAndFromAnotherDoesNot() {
        Operations wrong = operations(Scenario.PROVIDER_OUTAGE);
        wrong.perform("providers_failover", Map.of("from", "Haldencard", "to", "Fernwallet"), ANCHOR);
        assertThat(failing(wrong, ANCHOR)).isGreaterThan(0.3);

        Operations right = operations(Scenario.PROVIDER_OUTAGE);
        Simulation before = simulation(right);
        long from = Clocks.minute(ANCHOR) + 2;
        right.perform("providers_failover", Map.of("from", "Kestrelpay", "to", "Haldencard"), ANCHOR);
        Simulation after = simulation(right);

        assertThat(failing(right, ANCHOR)).isLessThan(0.06);
        assertThat(sum(minute -> after.attempts(Provider.KESTRELPAY, minute), from))
                .isZero();
        assertThat(sum(minute -> after.attempts(Provider.HALDENCARD, minute), from))
                .as("nobody's payment is lost on the way")
                .isEqualTo(sum(
                        minute -> before.attempts(Provider.KESTRELPAY, minute)
                                + before.attempts(Provider.HALDENCARD, minute),
                        from));

        act(right, "providers_failback", "from", "Kestrelpay");
        assertThat(failing(right, ANCHOR)).isGreaterThan(0.3);
    }

    @Test
    void aPausedExperimentTakesNobodyUntilItIsResumed() {
        Operations operations = operations(Scenario.HEALTHY);
        Trial trial = Trial.all().getFirst();
        Trial.Arm arm = trial.arms().getFirst();
        Instant tomorrow = ANCHOR.plus(Duration.ofDays(1));
        long now = trial.measured(arm, simulation(operations), ANCHOR).units();
        long free = trial.measured(arm, simulation(operations), tomorrow).units();

        act(operations, "experiments_pause", "experiment", trial.id());
        long paused = trial.measured(arm, simulation(operations), tomorrow).units();
        assertThat(paused)
                .as("the minute in which it is paused is the last")
                .isEqualTo(trial.measured(arm, simulation(operations), ANCHOR.plus(Duration.ofMinutes(1)))
                        .units())
                .isBetween(now, now + (free - now) / 10);

        operations.perform("experiments_resume", Map.of("experiment", trial.id()), LATER);
        assertThat(trial.measured(arm, simulation(operations), tomorrow).units())
                .isGreaterThan(paused)
                .isLessThanOrEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource({
        "deploys_rollback, deploy, deploy-1, there is no deploy “deploy-1”",
        "flags_revert, change, '', there is no flag “”",
        "changes_revert, change, deploy-1, there is no config “deploy-1”",
        "experiments_pause, experiment, nothing, there is no experiment “nothing”",
        "providers_failover, from, Kestrelpay, expected two different providers",
        "deploys_redeploy, deploy, deploy-1, nothing of this kind stands",
        "payments_delete, all, all, there is no tool",
    })
    void refusesWhatIsNotThere(String tool, String parameter, String value, String says) {
        Operations operations = operations(Scenario.BAD_DEPLOY);

        assertThat(act(operations, tool, parameter, value))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).contains(says));
        assertThat(operations.done()).isZero();
        assertThat(operations.story().deeds()).isEqualTo(Deeds.NONE);
    }

    @Test
    void doesAThingOnceForItsRequestAndRefusesToDoItTwice() {
        Operations operations = operations(Scenario.BAD_DEPLOY);
        String bad = Chronicle.badDeploy(operations.story());
        Map<String, Object> request = Map.of("deploy", bad, "requestId", "r1");

        Answer first = operations.perform("deploys_rollback", request, ANCHOR);
        assertThat(operations.perform("deploys_rollback", request, LATER)).isEqualTo(first);
        assertThat(operations.done()).isEqualTo(1);
        assertThat(operations.perform("deploys_rollback", Map.of("deploy", bad, "requestId", "r2"), LATER))
                .isInstanceOf(Answer.Refused.class);
        assertThat(operations.done()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r1", ""})
    void whatWasRefusedCanBeAskedForAgain(String id) {
        Operations operations = operations(Scenario.BAD_DEPLOY);
        String bad = Chronicle.badDeploy(operations.story());

        assertThat(operations.perform("deploys_redeploy", Map.of("deploy", bad, "requestId", id), ANCHOR))
                .isInstanceOf(Answer.Refused.class);
        operations.perform("deploys_rollback", Map.of("deploy", bad), ANCHOR);
        assertThat(operations.perform("deploys_redeploy", Map.of("deploy", bad, "requestId", id), LATER))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void anotherStoryForgetsWhatWasDone() {
        Operations operations = operations(Scenario.BAD_DEPLOY);
        String bad = Chronicle.badDeploy(operations.story());
        act(operations, "deploys_rollback", "deploy", bad);

        operations.begin(new Story(Scenario.BAD_DEPLOY, ANCHOR));

        assertThat(failing(operations, ANCHOR)).isGreaterThan(0.3);
        assertThat(act(operations, "deploys_rollback", "deploy", bad)).isInstanceOf(Answer.Done.class);
    }
}
