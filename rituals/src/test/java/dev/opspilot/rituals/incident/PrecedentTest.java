package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrecedentTest {
    private static final List<String> SAME = List.of(
            "Payments failure rate",
            "Stripe failure rate",
            "Adyen failure rate",
            "Payments-api errors",
            "Shop revenue");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void an_alike_drill_is_told_with_its_cause_and_what_was_done_and_how_it_ended() {
        Finding found = precedent(Scenarios.badDeploy()
                        .remembers(
                                badDeploy(WEEK, List.of(Company.rolledBack("deploy-4711", WEEK.minusMinutes(5)))),
                                calm(WEEK.minusHours(1))))
                .orElseThrow();

        assertThat(found.text())
                .isEqualTo("A trouble like this one was drilled on 25 February, 11:00 UTC (“cards fail”):"
                        + " the same 5 figures were off, and the likeliest cause was deploy-4711 of payments-api."
                        + " Done from there: “Roll back deploy-4711 of payments-api” was done at 11:05 UTC, approved by ana,"
                        + " and it was verified: Payments failure rate went from 24.1 % to 1.2 %."
                        + " The drill of 25 February, 12:00 UTC found nothing wrong any more.");
        assertThat(found.confidence()).isEqualTo(Finding.Confidence.HIGH);
    }

    @Test
    void what_was_only_proposed_is_not_told_as_done() {
        assertThat(precedent(Scenarios.badDeploy().remembers(badDeploy(WEEK, List.of())))
                        .orElseThrow()
                        .text())
                .contains("Proposed then: roll back deploy-4711 of payments-api; the log does not tell that any of it"
                        + " was carried out. No later drill tells how it ended.");
    }

    @Test
    void an_earlier_drill_of_the_same_trouble_is_told_as_such() {
        assertThat(precedent(Scenarios.badDeploy().remembers(badDeploy(Duration.ofMinutes(8), List.of())))
                        .orElseThrow()
                        .text())
                .startsWith("This trouble was drilled before, on 4 March, 10:52 UTC (“cards fail”): ");
    }

    @Test
    void the_drill_from_which_it_was_helped_is_not_hidden_by_those_that_only_looked_again() {
        PastAct act = Company.rolledBack("deploy-4812", Duration.ofMinutes(7));
        assertThat(precedent(Scenarios.badDeploy()
                                .remembers(
                                        badDeploy(Duration.ofMinutes(3), List.of()),
                                        badDeploy(Duration.ofMinutes(5), List.of()),
                                        badDeploy(Duration.ofMinutes(9), List.of(act))))
                        .orElseThrow()
                        .text())
                .startsWith("This trouble was drilled before, on 4 March, 10:51 UTC (“cards fail”): ")
                .contains("“Roll back deploy-4812 of payments-api” was done at 10:53 UTC, approved by ana");
    }

    @Test
    void another_trouble_with_some_of_the_same_figures_is_not_taken() {
        PastSession outage = new PastSession(
                "p1",
                "incident",
                "cards fail",
                Company.NOW.minus(WEEK),
                Company.NOW.minus(WEEK).plusSeconds(9),
                "",
                Optional.of("suspects"),
                Optional.of(Subject.provider("stripe")),
                Optional.of("Provider stripe"),
                SAME,
                List.of(),
                List.of(),
                Optional.empty());
        SessionView view = Rehearsal.of(Scenarios.badDeploy().remembers(outage)).view();

        assertThat(finding(view)).isEmpty();
        assertThat(view.plan())
                .filteredOn(step -> step.id().value().equals("precedent"))
                .extracting(step -> step.output())
                .containsExactly("The one earlier drill is not like this one.");
    }

    @Test
    void a_log_that_cannot_be_read_is_named_and_the_drill_goes_on() {
        SessionView view = Rehearsal.of(
                        Scenarios.badDeploy().failing(Capability.SESSIONS_PAST, "Its database did not answer."))
                .view();

        assertThat(finding(view)).isEmpty();
        assertThat(view.diagnosis().orElseThrow().leading().orElseThrow().title())
                .isEqualTo("Deploy-4812 of payments-api");
        assertThat(view.verdict().orElseThrow().text())
                .contains("OpsPilot's own log (OpsPilot failed: “Its database did not answer”)");
    }

    @Test
    void severity_and_impact_stand_right_after_the_verdict() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy().remembers(badDeploy(WEEK, List.of())))
                .view();

        assertThat(view.findings().stream().limit(4).map(Finding::id)).isEqualTo(FindingId.HEADLINES);
    }

    private static Optional<Finding> precedent(Company company) {
        return finding(Rehearsal.of(company).view());
    }

    private static Optional<Finding> finding(SessionView view) {
        return view.findings().stream()
                .filter(each -> each.id().equals(FindingId.PRECEDENT))
                .findFirst();
    }

    private static PastSession badDeploy(Duration ago, List<PastAct> acts) {
        Instant at = Company.NOW.minus(ago);
        return new PastSession(
                "p" + ago,
                "incident",
                "cards fail",
                at,
                at.plusSeconds(9),
                "Payments failed.",
                Optional.of("suspects"),
                Optional.of(Subject.change("deploy-4711")),
                Optional.of("Deploy-4711 of payments-api"),
                SAME,
                List.of("Roll back deploy-4711 of payments-api"),
                acts,
                Optional.empty());
    }

    private static PastSession calm(Duration ago) {
        Instant at = Company.NOW.minus(ago);
        return new PastSession(
                "calm",
                "incident",
                "all right?",
                at,
                at.plusSeconds(9),
                "Nothing is wrong.",
                Optional.of("healthy"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
