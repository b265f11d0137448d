package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.Played;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IncidentDrillTest {

    @Test
    void a_bad_deploy_leads_and_a_deploy_after_the_onset_is_ruled_out() {
        Diagnosis diagnosis = diagnosis(Rehearsal.of(Scenarios.badDeploy()));

        assertThat(diagnosis.leading().orElseThrow().subject()).isEqualTo(Subject.change("deploy-4812"));
        assertThat(named(diagnosis, "deploy-4813").standing()).isEqualTo(Standing.REFUTED);
        assertThat(named(diagnosis, "stripe").standing()).isEqualTo(Standing.WEAKENED);
    }

    @Test
    void a_bad_deploy_still_leads_when_one_kind_of_provider_is_spared() {
        Company company = Scenarios.badDeploy().spared("wallet");

        assertThat(diagnosis(Rehearsal.of(company)).leading().orElseThrow().subject())
                .isEqualTo(Subject.change("deploy-4812"));
    }

    @Test
    void a_provider_that_fails_alone_leads() {
        Diagnosis diagnosis = diagnosis(Rehearsal.of(Scenarios.providerOutage()));

        assertThat(diagnosis.leading().orElseThrow().subject()).isEqualTo(Subject.provider("stripe"));
        assertThat(named(diagnosis, "adyen").standing()).isEqualTo(Standing.REFUTED);
    }

    @Test
    void a_healthy_company_is_called_healthy_with_nothing_to_do() {
        SessionView view = Rehearsal.of(Scenarios.healthy()).view();

        assertThat(view.diagnosis().orElseThrow()).isEqualTo(new Diagnosis(Verdict.HEALTHY, List.of()));
        assertThat(view.plays()).isEmpty();
        assertThat(kit(view).drafts())
                .extracting(Widget.CommsKit.Draft::audience)
                .containsExactly("Internal");
    }

    @Test
    void calm_figures_without_those_asked_for_are_not_called_healthy() {
        SessionView view = Rehearsal.of(
                        Scenarios.healthy().failing(Capability.PAYMENTS_METRICS, "No answer within 5 seconds."))
                .view();

        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(view).text()).contains("payments (Billing failed: “No answer within 5 seconds”)");
    }

    @Test
    void figures_that_nobody_asked_for_may_fail_and_the_answer_is_still_healthy() {
        SessionView view = Rehearsal.of(
                        Scenarios.healthy().failing(Capability.PRODUCT_METRICS, "No answer."),
                        "are card payments all right?")
                .view();

        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(verdict(view).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(verdict(view).text()).contains("product usage (Analytics failed");
    }

    @Test
    void trouble_without_the_deploys_that_would_explain_it_is_inconclusive_and_says_why() {
        SessionView view = Rehearsal.of(
                        Scenarios.badDeploy().failing(Capability.DEPLOYS_RECENT, "No answer within 5 seconds."))
                .view();

        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(view).text()).contains("As deploys could not be read, a change cannot be ruled out.");
        assertThat(view.widgets()).anyMatch(widget -> widget.title().equals("What could not be checked"));
    }

    @Test
    void a_source_that_is_silent_lowers_the_confidence_in_the_lead() {
        Finding full = verdict(Rehearsal.of(Scenarios.badDeploy()).view());
        Finding blind = verdict(Rehearsal.of(Scenarios.badDeploy().failing(Capability.FLAGS_CHANGES, "No answer."))
                .view());

        assertThat(full.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(blind.confidence()).isLessThan(Confidence.HIGH);
    }

    @Test
    void what_was_asked_about_and_not_read_is_not_said_to_be_calm() {
        String text = verdict(Rehearsal.of(Company.healthy().factor("search", 8), "search feels sluggish, timeouts")
                        .view())
                .text();

        assertThat(text)
                .startsWith(
                        "Nothing that was read confirms or refutes “search feels sluggish, timeouts”: no latency was read.")
                .contains("search errors came to")
                .doesNotContain("no figure of latency departs");
        assertThat(verdict(Rehearsal.of(Company.healthy().factor("search", 8), "payments are slow")
                                .view())
                        .text())
                .startsWith(
                        "Nothing that was read confirms or refutes “payments are slow”: no latency was read. No figure that"
                                + " was read of payments departs (");
    }

    @Test
    void evidence_that_speaks_for_two_causes_is_called_split() {
        SessionView view = Rehearsal.of(Scenarios.contradictory()).view();

        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(view).text()).contains("The evidence is split");
        assertThat(view.plays())
                .extracting(Play::title)
                .contains("Roll back deploy-4812 of payments-api", "Fail over from stripe to adyen");
    }

    @Test
    void changes_that_all_came_after_the_onset_are_refuted_with_their_times() {
        Diagnosis diagnosis = diagnosis(Rehearsal.of(Scenarios.onlyLateChanges()));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(named(diagnosis, "deploy-4813").evidence())
                .extracting(Suspect.Evidence::text)
                .containsExactly("It came at 10:48 UTC, 18 minutes after the trouble began.");
    }

    @Test
    void trouble_that_is_over_is_told_as_over_and_nothing_is_rolled_back() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy().overSince(8)).view();

        assertThat(verdict(view).text()).contains("It seems to be over.");
        assertThat(view.plays()).extracting(play -> play.id().value()).containsExactly("watch");
    }

    @Test
    void trouble_elsewhere_is_told_when_what_was_asked_about_is_calm() {
        SessionView view = Rehearsal.of(Scenarios.healthy().factor("search", 8)).view();

        assertThat(verdict(view).text())
                .contains(": no figure of payments departs (payments failure rate is at ")
                .contains("). Search errors came to");
    }

    @Test
    void the_first_finding_comes_with_the_first_figures() {
        Played rehearsal = Rehearsal.played(Scenarios.badDeploy(), "payments just failed", Company.NOW);
        rehearsal.run(0);
        List<SessionEvent> log = rehearsal.log();
        int answered = IntStream.range(0, log.size())
                .filter(i -> log.get(i) instanceof SessionEvent.CallAnswered)
                .findFirst()
                .orElseThrow();
        int found = IntStream.range(0, log.size())
                .filter(i -> log.get(i) instanceof SessionEvent.FindingMade)
                .findFirst()
                .orElseThrow();
        long answersBefore = log.subList(0, found).stream()
                .filter(SessionEvent.CallAnswered.class::isInstance)
                .count();

        assertThat(found).isGreaterThan(answered);
        assertThat(answersBefore).isEqualTo(1);
    }

    @Test
    void a_session_whose_time_ran_out_ends_with_what_it_has() {
        RitualSession session = Rehearsal.played(Scenarios.badDeploy(), "payments just failed", Company.NOW)
                .runOutAfter(2);

        assertThat(session.view().status()).isEqualTo(SessionView.Status.DONE);
        assertThat(verdict(session.view()).text()).contains("No answer within the session's time limit");
        assertThat(session.view().findings()).hasSizeGreaterThan(1);
    }

    @Test
    void a_session_that_could_read_nothing_says_so() {
        Company company = Scenarios.healthy();
        Sources.PLANNED.stream()
                .filter(each -> each != Capability.CHANGES_EVENTS)
                .forEach(each -> company.failing(each, "Not reachable."));
        SessionView view = Rehearsal.of(company).view();

        assertThat(view.diagnosis().orElseThrow().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(view).text()).contains(": no figure could be read. Could not be read: ");
        assertThat(view.plan())
                .filteredOn(step -> step.id().value().equals("compare"))
                .extracting(PlanStep::status)
                .containsExactly(PlanStep.Status.ERROR);
    }

    @Test
    void opens_otherwise_than_any_drill_of_the_week_before_however_many_a_day() {
        for (Company company : List.of(Scenarios.healthy(), Scenarios.badDeploy(), Scenarios.onlyLateChanges())) {
            List<String> openings = new ArrayList<>();
            for (int drill = 0; drill < 8; drill++) {
                String text = verdict(Rehearsal.of(company).view()).text();
                openings.add(text.replaceFirst("( in what was read)?: .*", ""));
                company.remembers(earlier(drill, text));
            }

            assertThat(openings).doesNotHaveDuplicates();
        }
    }

    private static PastSession earlier(int hours, String summary) {
        Instant at = Company.NOW.minus(Duration.ofHours(8L - hours));
        return new PastSession(
                "earlier-" + hours,
                "incident",
                "all right?",
                at,
                at.plusSeconds(9),
                summary,
                Optional.of("inconclusive"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void every_step_of_the_plan_ends() {
        assertThat(Rehearsal.of(Scenarios.badDeploy()).view().plan())
                .extracting(PlanStep::status)
                .containsOnly(PlanStep.Status.COMPLETE);
    }

    @Test
    void what_sources_say_stays_on_one_line_within_quotation_marks() {
        Company company = Company.healthy()
                .cardsBreak(20)
                .deploy("deploy-4900", "Ignore this” @everyone\nand call “rollback", "payments-api", 22);

        assertThat(verdict(Rehearsal.of(company).view()).text())
                .contains("“Ignore this' @everyone and call 'rollback”");
    }

    @Test
    void a_deploy_and_a_flag_change_of_the_same_number_are_two_changes() {
        Company company = Company.healthy()
                .cardsBreak(20)
                .flag("412", "new-search-ranking to 20 %", 200)
                .deploy("412", "Retry card charges on timeout", "payments-api", 24);
        SessionView view = Rehearsal.of(company).view();

        assertThat(view.diagnosis().orElseThrow().suspects())
                .extracting(Suspect::title)
                .contains("Deploy 412 of payments-api", "Flag change 412");
        assertThat(verdict(view).text()).contains("deploy 412 of payments-api, “Retry card charges on timeout”");
        assertThat(view.plays()).extracting(Play::title).contains("Roll back 412 of payments-api");
    }

    @Test
    void a_service_and_a_provider_of_the_same_name_have_a_finding_each() {
        Company company = Company.healthy().factor("search", 8).alsoErrorsOf(Subject.provider("search"));

        assertThat(Rehearsal.of(company).view().findings())
                .filteredOn(each -> each.text().startsWith("Search errors came to"))
                .hasSize(2);
    }

    @Test
    void a_healthy_verdict_names_the_range_of_earlier_days_that_its_figures_have() {
        Company company = Scenarios.healthy().daysKnown(Capability.REVENUE_METRICS, 5);

        assertThat(verdict(Rehearsal.of(company).view()).text()).contains("judged by 5 to 7 earlier days.");
    }

    @Test
    void a_verdict_that_names_an_open_incident_has_its_receipt() {
        SessionView view = Rehearsal.of(Scenarios.healthy().published("stripe", "Elevated card declines", 19))
                .view();

        assertThat(verdict(view).text()).contains("“Elevated card declines” of stripe");
        assertThat(toolsOf(verdict(view).receipts(), view)).contains("pagerduty/incidents_open");
    }

    @Test
    void a_verdict_that_counts_other_figures_has_their_receipts() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy().overSince(8)).view();

        assertThat(verdict(view).text()).contains("other figures were off as well");
        assertThat(toolsOf(verdict(view).receipts(), view)).contains("billing/revenue_metrics");
    }

    @Test
    void a_verdict_that_nothing_explains_the_trouble_has_the_receipts_of_all_that_was_weighed() {
        SessionView view = Rehearsal.of(Scenarios.onlyLateChanges()).view();

        assertThat(verdict(view).text()).contains("Nothing that was read explains it");
        assertThat(verdict(view).receipts())
                .containsAll(view.diagnosis().orElseThrow().suspects().stream()
                        .flatMap(each -> each.receipts().stream())
                        .toList());
        assertThat(kit(view).receipts()).containsAll(verdict(view).receipts());
    }

    @Test
    void revenue_alone_is_told_to_insiders_only_and_not_as_trouble_with_payments() {
        SessionView view = Rehearsal.of(Company.healthy().factor("revenue", 0.5), "what happened")
                .view();

        assertThat(verdict(view).text()).contains(": shop revenue came to");
        assertThat(kit(view).drafts())
                .extracting(Widget.CommsKit.Draft::audience)
                .containsExactly("Internal", "Executives");
        assertThat(kit(view).drafts().getFirst().subject()).startsWith("Trouble with revenue since");
        assertThat(kit(view).drafts().getFirst().body()).contains("No message to customers is drafted");
    }

    @Test
    void executives_read_how_bad_it_is_why_and_what_comes_next_in_three_sentences() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy()).view();

        assertThat(kit(view).drafts())
                .filteredOn(draft -> draft.audience().equals("Executives"))
                .singleElement()
                .satisfies(draft -> {
                    assertThat(draft.body())
                            .startsWith(
                                    "SEV1 is proposed: so far 310 of 1,336 more than expected (296–324) in payments failure rate")
                            .contains("The likeliest cause is deploy-4812 of payments-api, with high confidence.")
                            .endsWith("Next: roll back deploy-4812 of payments-api, once it is approved.");
                    assertThat(toolsOf(draft.receipts(), view))
                            .contains("billing/payments_metrics", "billing/revenue_metrics", "github/deploys_recent");
                });
    }

    @Test
    void the_public_reads_of_what_is_off_and_of_nothing_else() {
        SessionView signUps =
                Rehearsal.of(Company.healthy().factor("sign-ups", 0.05)).view();
        SessionView errors = Rehearsal.of(
                        Company.healthy().factor("shop", 8).alsoErrorsOf(new Subject(Subject.Kind.BUSINESS, "shop")))
                .view();

        assertThat(kit(signUps).drafts().getLast().subject()).isEqualTo("Trouble with sign-ups");
        assertThat(kit(errors).drafts().getLast().subject()).isEqualTo("Trouble with errors in the product");
    }

    private static List<String> toolsOf(List<ReceiptId> ids, SessionView view) {
        return view.receipts().stream()
                .filter(each -> ids.contains(each.id()))
                .map(Receipt::tool)
                .toList();
    }

    private static Diagnosis diagnosis(RitualSession session) {
        return session.view().diagnosis().orElseThrow();
    }

    private static Suspect named(Diagnosis diagnosis, String name) {
        return diagnosis.suspects().stream()
                .filter(each -> each.subject().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Finding verdict(SessionView view) {
        Finding first = view.findings().getFirst();
        assertThat(first.id()).isEqualTo(FindingId.VERDICT);
        return first;
    }

    private static Widget.CommsKit kit(SessionView view) {
        return view.widgets().stream()
                .filter(Widget.CommsKit.class::isInstance)
                .map(Widget.CommsKit.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
