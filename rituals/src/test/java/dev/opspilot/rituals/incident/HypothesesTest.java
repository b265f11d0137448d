package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class HypothesesTest {
    private static final String INTENT = "payments just failed";

    @Test
    void each_move_names_the_source_whose_answer_made_it() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy()).view();
        Map<ReceiptId, Receipt> receipts =
                view.receipts().stream().collect(Collectors.toMap(Receipt::id, Function.identity()));

        assertThat(moves(view).orElseThrow().entries()).isNotEmpty().allSatisfy(move -> {
            assertThat(move.receipts()).isNotEmpty();
            for (ReceiptId id : move.receipts()) {
                Receipt receipt = Objects.requireNonNull(receipts.get(id));
                assertThat(move.text().substring(0, move.text().indexOf(": "))).contains(receipt.source());
            }
            assertThat(move.inferred()).isTrue();
        });
    }

    @Test
    void deploys_open_one_suspicion_and_rule_another_out() {
        assertThat(told(Rehearsal.of(Scenarios.badDeploy()).view()))
                .anyMatch(text ->
                        text.startsWith("Opened by GitHub, ") && text.contains(": deploy-4812 of payments-api, "))
                .anyMatch(text -> text.startsWith("Ruled out by GitHub")
                        && text.contains(": deploy-4813 of web, ")
                        && text.endsWith("It came at 10:51 UTC, 11 minutes after the trouble began."));
    }

    @Test
    void a_provider_is_strengthened_by_its_own_list_of_incidents() {
        assertThat(told(Rehearsal.of(Scenarios.providerOutage()).view()))
                .anyMatch(text -> text.startsWith("Strengthened by PagerDuty: provider stripe, "));
    }

    @Property(tries = 20)
    void what_a_list_of_incidents_says_is_told_of_that_list(@ForAll @LongRange(min = 1) long order) {
        SessionView view = Rehearsal.played(Scenarios.badDeploy(), INTENT, Company.NOW)
                .run(order)
                .view();

        assertThat(told(view))
                .filteredOn(text -> text.contains("No incident of it is listed."))
                .allMatch(text -> text.substring(0, text.indexOf(": ")).contains("PagerDuty"));
        assertThat(told(view))
                .filteredOn(text -> text.contains(" It came at "))
                .allMatch(text -> text.substring(0, text.indexOf(": ")).contains("GitHub")
                        || text.substring(0, text.indexOf(": ")).contains("Flags"));
    }

    @Test
    void suspicions_are_told_while_answers_come_in() {
        var drill = Rehearsal.played(Scenarios.badDeploy(), INTENT, Company.NOW);
        drill.run(0);
        List<SessionEvent> log = drill.log();
        int verdict = log.indexOf(log.stream()
                .filter(SessionEvent.Diagnosed.class::isInstance)
                .findFirst()
                .orElseThrow());

        assertThat(log.subList(0, verdict))
                .filteredOn(SessionEvent.WidgetDrawn.class::isInstance)
                .extracting(
                        each -> ((SessionEvent.WidgetDrawn) each).widget().id().value())
                .hasSizeGreaterThan(1)
                .containsOnly("hypotheses");
    }

    @Test
    void nothing_is_suspected_while_nothing_is_wrong() {
        assertThat(moves(Rehearsal.of(Scenarios.healthy()).view())).isEmpty();
    }

    @Property(tries = 40)
    void the_last_move_of_each_agrees_with_the_diagnosis(@ForAll @LongRange(min = 1) long order) {
        RitualSession session =
                Rehearsal.played(Scenarios.badDeploy(), INTENT, Company.NOW).run(order);
        List<String> told = told(session.view());

        session.view().diagnosis().orElseThrow().suspects().stream().forEach(suspect -> {
            String title = Verdicts.decapitalised(suspect.title());
            String last = told.stream()
                    .filter(each -> each.contains(": " + title + ", "))
                    .reduce((_, later) -> later)
                    .orElseThrow();
            assertThat(last.startsWith("Ruled out")).as(last).isEqualTo(suspect.standing() == Standing.REFUTED);
            assertThat(last).contains(Figures.score(suspect.score()) + ".");
        });
    }

    private static List<String> told(SessionView view) {
        return moves(view).orElseThrow().entries().stream()
                .map(Timeline.Entry::text)
                .toList();
    }

    private static Optional<Timeline> moves(SessionView view) {
        return view.widgets().stream()
                .filter(each -> each.id().value().equals("hypotheses"))
                .map(Timeline.class::cast)
                .findFirst();
    }
}
