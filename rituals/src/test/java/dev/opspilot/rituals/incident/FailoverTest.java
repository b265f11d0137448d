package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FailoverTest {

    private static Optional<Play> failover(Company company) {
        return Rehearsal.of(company).view().plays().stream()
                .filter(each -> each.id().value().equals("fail-over-stripe"))
                .findFirst();
    }

    @Test
    void goes_to_a_provider_that_serves_the_same_and_not_to_the_first_by_name() {
        Play play = failover(Scenarios.providerOutage().spared("aawallet").serves("aawallet", "wallet payments"))
                .orElseThrow();

        assertThat(play.title()).isEqualTo("Fail over from stripe to adyen");
        assertThat(play.because()).contains("Adyen serves card payments as well, and its figures show no trouble.");
        Intention intention = play.intention().orElseThrow();
        assertThat(intention.kind()).isEqualTo(ActKind.PROVIDERS_FAILOVER);
        assertThat(intention.parameters()).isEqualTo(Map.of("from", "stripe", "to", "adyen"));
    }

    @Test
    void of_several_that_serve_the_same_none_carries_the_most_where_no_volume_tells_so() {
        Play play = failover(Scenarios.providerOutage().spared("checkway").serves("checkway", "Card payments"))
                .orElseThrow();

        assertThat(play.because()).contains("it is one of 2 that could take them");
    }

    @Test
    void names_nobody_where_no_source_tells_what_the_failing_one_serves() {
        Play play = failover(Scenarios.providerOutage().servesUnknown("stripe")).orElseThrow();

        assertThat(play.title()).isEqualTo("Fail over from stripe to a provider that serves the same");
        assertThat(play.because())
                .contains("No source tells which provider serves the same, so none is named.")
                .doesNotContain("to adyen");
        assertThat(play.intention()).as("no tool can be called with nobody").isEmpty();
    }

    @Test
    void names_nobody_where_all_others_serve_something_else() {
        Play play = failover(Scenarios.providerOutage().serves("adyen", "wallet payments"))
                .orElseThrow();

        assertThat(play.because()).contains("No other provider that was read serves card payments, so none is named.");
        assertThat(play.intention()).isEmpty();
    }

    @Test
    void is_not_proposed_where_those_that_serve_the_same_are_in_trouble_as_well() {
        Company company = Scenarios.providerOutage().factor("adyen", 22).spared("wallet");

        assertThat(failover(company.serves("wallet", "wallet payments"))).isEmpty();
    }
}
