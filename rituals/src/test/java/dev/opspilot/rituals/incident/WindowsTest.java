package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy.NeedsApproval;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WindowsTest {

    @Test
    void a_remedy_that_breaks_a_freeze_needs_two_people_and_says_why() {
        SessionView view = Rehearsal.of(
                        Scenarios.badDeploy().frozen("Books close", Optional.of("payments-api"), -2, 10))
                .view();

        assertThat(rollBack(view).policy()).isEqualTo(new NeedsApproval(2));
        assertThat(rollBack(view).because())
                .contains("It breaks the freeze “Books close”, which is on until Wednesday 4 March, 21:00 UTC");
    }

    @Test
    void a_freeze_of_another_service_leaves_the_remedy_as_it_is() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy().frozen("Search week", Optional.of("search"), -2, 10))
                .view();

        assertThat(rollBack(view).policy()).isEqualTo(new NeedsApproval(1));
        assertThat(notes(view)).singleElement().asString().contains("No freeze stands in its way.");
    }

    @Test
    void the_lasting_fix_waits_for_the_end_of_a_freeze() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy().frozen("Weekend", Optional.empty(), 3, 60))
                .view();

        assertThat(rollBack(view).policy()).isEqualTo(new NeedsApproval(1));
        assertThat(notes(view))
                .singleElement()
                .asString()
                .contains("Friday 6 March, 23:00 UTC to Saturday 7 March, 01:00 UTC", "the end of “Weekend”");
    }

    @Test
    void without_a_source_of_freezes_nothing_is_said_of_them() {
        SessionView view = Rehearsal.of(Scenarios.badDeploy()).view();

        assertThat(notes(view)).isEmpty();
        assertThat(rollBack(view).policy()).isEqualTo(new NeedsApproval(1));
    }

    @Test
    void freezes_that_could_not_be_read_are_named_and_no_window_is_claimed() {
        SessionView view = Rehearsal.of(
                        Scenarios.badDeploy().failing(Capability.CHANGES_FREEZES, "No answer within 5 seconds."))
                .view();

        assertThat(notes(view)).isEmpty();
        assertThat(view.verdict().orElseThrow().text()).contains("change freezes (Calendar failed");
    }

    private static Play rollBack(SessionView view) {
        return view.plays().stream()
                .filter(each -> each.id().value().startsWith("roll-back"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> notes(SessionView view) {
        return view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/change-window"))
                .map(each -> ((Widget.Note) each).text())
                .toList();
    }
}
