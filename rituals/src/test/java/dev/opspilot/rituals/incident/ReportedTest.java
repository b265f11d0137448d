package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was reported is confirmed only by figures that speak of it. */
final class ReportedTest {
    private static final String CONFIRMS =
            "(Confirmed|The trouble is real|More than chance|The figures confirm it|Not a false alarm"
                    + "|It shows in the figures|The figures leave little doubt|This stands out): [\\s\\S]*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payments just failed",
                "hey, card payments are dying since about 2pm, what's up?",
                "payments-api throws 500s after the last deploy",
                "stripe is failing",
                "PaymentsFailing: too many payment errors",
                "revenue tanked"
            })
    void what_departs_and_was_reported_is_confirmed(String report) {
        assertThat(verdict(bad(), report).text()).matches(CONFIRMS).doesNotContain("Nothing that was read speaks");
    }

    @Test
    void it_is_told_by_the_figure_that_was_reported() {
        assertThat(verdict(bad(), "adyen declines everything").text()).contains(": adyen failure rate is at");
        assertThat(verdict(bad(), "shop revenue is down").text()).contains(": shop revenue came to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wallet payments fail", "wallet is down", "search errors", "sign-ups are down", "web is broken"})
    void what_is_calm_is_told_as_calm_before_the_other_trouble(String report) {
        String text = verdict(bad(), report).text();

        assertThat(text).contains(": no figure of ").doesNotContain("Nothing that was read speaks");
        assertThat(text.indexOf(" departs (")).isPositive().isLessThan(text.indexOf("Payments failure rate is at"));
        assertThat(finding(bad(), report, FindingId.SEVERITY).text())
                .contains("is proposed for other trouble than was reported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"accounts are locked out", "Klarna is down", "who broke the build?", "customers can't log in"})
    void what_nothing_speaks_of_is_told_first(String report) {
        assertThat(verdict(bad(), report).text())
                .startsWith("Nothing that was read speaks of “" + report + "”. What is read: payments, revenue, product"
                        + " usage and error counts, with the providers adyen, stripe and wallet. ")
                .contains(": payments failure rate is at");
    }

    @Test
    void a_part_of_the_report_that_nothing_speaks_of_is_told_beside_what_is_confirmed() {
        assertThat(verdict(bad(), "Klarna is down and card payments fail").text())
                .matches(CONFIRMS)
                .contains(" Nothing that was read speaks of “Klarna is down”.");
    }

    @Test
    void a_name_that_the_figures_do_not_tell_apart_is_told_with_what_is_confirmed() {
        assertThat(verdict(bad(), "Klarna payments fail").text())
                .matches(CONFIRMS)
                .contains(" What was read does not tell “Klarna” apart.");
    }

    @Test
    void a_time_that_is_named_is_answered_with_the_time_that_was_read() {
        assertThat(verdict(bad(), "payments fail since about 2pm").text())
                .contains("A drill looks at the 1 hour 30 minutes before 11:00 UTC; a brief tells of other times.");
        assertThat(verdict(bad(), "payments fail").text()).doesNotContain("A drill looks");
    }

    @Test
    void slowness_is_told_of_no_figure_where_no_times_are_read() {
        SessionView view = Rehearsal.of(Company.healthy(), "search is slow for EU customers")
                .view();
        String text = finding(view, FindingId.VERDICT).text();

        assertThat(text)
                .startsWith(
                        "Nothing that was read confirms or refutes “search is slow for EU customers”: no latency was read.")
                .contains("No figure that was read of search errors departs (search errors came to ")
                .contains("none of 10 figures departs");
        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(view.widgets().stream()
                        .filter(Widget.CommsKit.class::isInstance)
                        .map(Widget.CommsKit.class::cast)
                        .findFirst()
                        .orElseThrow()
                        .drafts()
                        .getFirst())
                .satisfies(draft -> {
                    assertThat(draft.subject()).isEqualTo("Checked: nothing that was read tells whether it is so");
                    assertThat(draft.body()).doesNotContain("No message to customers is needed");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is going on?",
                "the site is down",
                "anything wrong?",
                "is everything all right",
                "did anything break overnight?"
            })
    void a_question_about_nothing_in_particular_is_neither_confirmed_nor_denied(String question) {
        assertThat(verdict(bad(), question).text())
                .doesNotMatch(CONFIRMS)
                .doesNotContain("speaks of")
                .contains(": payments failure rate is at");
        assertThat(Rehearsal.of(Company.healthy(), question)
                        .view()
                        .diagnosis()
                        .orElseThrow()
                        .verdict())
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void calm_figures_do_not_refute_what_only_a_silent_source_would_tell() {
        assertThat(verdict(Company.healthy().failing(Capability.PAYMENTS_METRICS, "No answer."), "payments just failed")
                        .text())
                .startsWith(
                        "Nothing that was read confirms or refutes “payments just failed”. No figure that was read of payments")
                .contains("Could not be read: payments (");
    }

    @Test
    void what_a_list_of_incidents_names_is_not_called_unheard_of() {
        Company company = Company.healthy().published("klarna", "Elevated declines", 15);

        assertThat(verdict(company, "Klarna is down").text())
                .doesNotContain("Nothing that was read speaks")
                .contains("On the lists of incidents: “Elevated declines” of klarna");
    }

    private static Company bad() {
        return Scenarios.badDeploy().spared("wallet");
    }

    private static Finding verdict(Company company, String report) {
        return finding(company, report, FindingId.VERDICT);
    }

    private static Finding finding(Company company, String report, FindingId id) {
        return finding(Rehearsal.of(company, report).view(), id);
    }

    private static Finding finding(SessionView view, FindingId id) {
        return view.findings().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
