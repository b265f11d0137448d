package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ImpactTest {

    @Test
    void failed_payments_and_lost_revenue_are_told_with_their_ranges_and_not_added_up() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy()).view();
        Finding impact = finding(view, "impact").orElseThrow();

        assertThat(impact.text())
                .startsWith("Impact so far, since 10:40 UTC: Payments failure rate: ")
                .containsPattern("\\d+ of 1,336 more than expected \\(\\d+–\\d+\\)")
                .containsPattern("Shop revenue: EUR [\\d,]+ less than expected \\(EUR [\\d,]+–[\\d,]+\\)")
                .contains("not added up");
        assertThat(impact.calculations()).hasSize(2);
        assertThat(view.widgets())
                .filteredOn(each -> each.head().template().equals("incident/impact"))
                .hasSize(2)
                .allMatch(Widget.Metric.class::isInstance);
    }

    @Test
    void without_a_figure_of_money_it_says_that_the_cost_cannot_be_told() {
        Finding impact = finding(
                        Rehearsal.of(Scenarios.badDeploy().failing(Capability.REVENUE_METRICS, "No answer."))
                                .view(),
                        "impact")
                .orElseThrow();

        assertThat(impact.text()).contains("No figure of money was read").doesNotContain("EUR");
    }

    @Test
    void trouble_inside_the_company_is_not_told_as_lost_customers() {
        SessionView view = Rehearsal.of(Company.healthy().factor("search", 8), "what happened")
                .view();

        assertThat(finding(view, "impact").orElseThrow().text())
                .startsWith("The impact on customers cannot be told in numbers")
                .contains("No figure of money departs");
        assertThat(finding(view, "severity").orElseThrow().text()).startsWith("SEV4 is proposed");
    }

    @Test
    void what_customers_do_less_of_is_told_where_chance_may_do_it_too() {
        SessionView view =
                Rehearsal.of(Scenarios.badDeploy().factor("sign-ups", 0.55)).view();
        Finding impact = finding(view, "impact").orElseThrow();

        assertThat(impact.text())
                .containsPattern(
                        "Outside what is expected, but not beyond what chance gives among so many figures: shop"
                                + " sign ups came to \\d+ in \\d+ minutes, expected \\d+–\\d+\\.");
        assertThat(impact.calculations())
                .extracting(Finding.Calculation::figure)
                .contains("Shop sign ups");
    }

    @Test
    void what_is_over_is_told_with_its_end() {
        Finding impact = finding(
                        Rehearsal.of(Scenarios.badDeploy().overSince(8)).view(), "impact")
                .orElseThrow();

        assertThat(impact.text()).startsWith("Impact while it lasted, from 10:40 UTC to 10:5");
    }

    @Test
    void unread_payments_leave_the_impact_untold() {
        SessionView view = Rehearsal.of(
                        Scenarios.healthy().failing(Capability.PAYMENTS_METRICS, "No answer within 5 seconds."))
                .view();

        assertThat(finding(view, "impact").orElseThrow().text()).startsWith("The impact cannot be told");
        assertThat(finding(view, "impact").orElseThrow().confidence()).isEqualTo(Confidence.LOW);
        assertThat(finding(view, "severity")).isEmpty();
    }

    @Test
    void a_healthy_company_has_neither_impact_nor_severity() {
        SessionView view = Rehearsal.of(Scenarios.healthy()).view();

        assertThat(finding(view, "impact")).isEmpty();
        assertThat(finding(view, "severity")).isEmpty();
    }

    @Test
    void a_fifth_of_payments_failing_is_the_worst_level_and_one_less_once_it_is_over() {
        String now = severity(Scenarios.badDeploy());
        String over = severity(Scenarios.badDeploy().overSince(8));

        assertThat(now).startsWith("SEV1 is proposed").contains("Rule: a fifth or more");
        assertThat(over).startsWith("SEV2 is proposed").contains("It is over");
    }

    @Test
    void a_small_share_of_payments_is_a_milder_level() {
        String text = severity(Company.healthy().factor("payments", 5));

        assertThat(text).contains("Rule: ").doesNotStartWith("SEV4");
    }

    private static String severity(Company company) {
        return finding(Rehearsal.of(company).view(), "severity").orElseThrow().text();
    }

    static Optional<Finding> finding(SessionView view, String id) {
        return view.findings().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst();
    }
}
