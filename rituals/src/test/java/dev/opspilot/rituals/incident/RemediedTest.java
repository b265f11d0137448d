package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastAct.Outcome;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A drill of a trouble about which an earlier one did something. */
final class RemediedTest {
    private static final String ROLL_BACK = "Roll back deploy-4812 of payments-api";
    private static final PastAct DONE = Company.rolledBack("deploy-4812", Duration.ofMinutes(7));

    private static SessionView drill(int overSince, PastAct... acts) {
        return Rehearsal.of(Scenarios.badDeploy()
                        .overSince(overSince)
                        .remembers(Company.drilled(Duration.ofMinutes(9), acts)))
                .view();
    }

    private static String verdict(SessionView view) {
        return view.verdict().orElseThrow().text();
    }

    private static List<String> plays(SessionView view) {
        return view.plays().stream().map(Play::title).toList();
    }

    @Test
    void what_ended_is_told_with_what_was_done_and_in_the_past() {
        SessionView view = drill(6, DONE);

        assertThat(verdict(view))
                .contains(
                        " was at ",
                        "; normal again since.",
                        "“" + ROLL_BACK + "” was done at 10:53 UTC, approved by ana, and it was verified:"
                                + " Payments failure rate went from 24.1 % to 1.2 %.",
                        "which failed from 10:40 UTC to ")
                .doesNotContain(" is at ", "failing since");
        assertThat(plays(view)).containsExactly("Watch and check again in ten minutes");
        assertThat(entries(view))
                .anyMatch(
                        each -> each.startsWith("OpsPilot: “" + ROLL_BACK + "”, approved by ana, and it was verified"));
        assertThat(view.verdict().orElseThrow().receipts())
                .containsAll(finding(view, "precedent").receipts().stream()
                        .filter(id -> view.receipts().stream()
                                .anyMatch(receipt -> receipt.id().equals(id)
                                        && receipt.source().equals("OpsPilot")))
                        .toList());
    }

    /** One sample is too few to say that it is over, yet what helped is not done again. */
    @Test
    void what_helped_a_moment_ago_is_not_proposed_again_and_makes_it_milder() {
        SessionView failing = drill(0);
        SessionView view = drill(1, DONE);

        assertThat(plays(failing)).contains(ROLL_BACK);
        assertThat(plays(view)).containsExactly("Watch and check again in ten minutes");
        assertThat(verdict(view)).contains("The latest sample is as expected; too few are to say that it is over.");
        assertThat(finding(failing, "severity").text()).startsWith("SEV1");
        assertThat(finding(view, "severity").text())
                .startsWith("SEV2")
                .contains("What was done about it helped, which makes it one level milder.");
    }

    @Test
    void what_was_done_and_did_not_help_is_told_and_not_proposed_again_either() {
        SessionView view = drill(0, came(Outcome.UNVERIFIED, Optional.empty()));

        assertThat(verdict(view)).contains("; that it helped could not be verified: ");
        assertThat(plays(view)).doesNotContain(ROLL_BACK);
        assertThat(finding(view, "severity").text()).startsWith("SEV1");
    }

    @Test
    void what_was_taken_back_or_may_not_have_been_done_is_proposed_again() {
        assertThat(plays(drill(0, came(Outcome.VERIFIED, Optional.of(Company.NOW.minusSeconds(180))))))
                .contains(ROLL_BACK);
        assertThat(plays(drill(0, came(Outcome.UNCERTAIN, Optional.empty())))).contains(ROLL_BACK);
    }

    /** What OpsPilot itself changed is suspected as any other change is. */
    @Test
    void what_was_done_shortly_before_the_trouble_is_a_suspect() {
        SessionView view = Rehearsal.of(Company.healthy()
                        .cardsBreak(20)
                        .remembers(Company.drilled(
                                Duration.ofMinutes(40), Company.rolledBack("deploy-4700", Duration.ofMinutes(22)))))
                .view();

        assertThat(view.diagnosis().orElseThrow().leading().orElseThrow().title())
                .isEqualTo("Play “Roll back deploy-4700 of payments-api”");
        assertThat(plays(view)).contains("Take back “Roll back deploy-4700 of payments-api”");
    }

    @Test
    void what_was_done_by_hand_has_no_way_back_in_its_session() {
        PastAct called = Company.rolledBack("deploy-4700", Duration.ofMinutes(22));
        PastAct byHand = new PastAct(
                called.title(),
                called.kind(),
                called.about(),
                called.service(),
                called.by(),
                true,
                called.at(),
                Outcome.DONE,
                "",
                Optional.empty());

        assertThat(takingBack(called)).contains("look in the session where it was done");
        assertThat(takingBack(byHand))
                .startsWith("Somebody undoes by hand what was done at ")
                .doesNotContain("session", "OpsPilot");
    }

    private static String takingBack(PastAct act) {
        return Rehearsal.of(Company.healthy().cardsBreak(20).remembers(Company.drilled(Duration.ofMinutes(40), act)))
                .view()
                .plays()
                .stream()
                .filter(each -> each.title().startsWith("Take back"))
                .map(Play::does)
                .findFirst()
                .orElseThrow();
    }

    /** What another session did, as a workflow, is told among the changes, and is no cure. */
    @Test
    void what_was_done_about_something_else_helps_nothing() {
        PastSession drilled = Company.drilled(Duration.ofMinutes(5), DONE);
        PastSession other = new PastSession(
                drilled.id(),
                "automation",
                drilled.intent(),
                drilled.startedAt(),
                drilled.endedAt(),
                drilled.summary(),
                drilled.verdict(),
                drilled.cause(),
                drilled.causeTitle(),
                List.of(),
                drilled.plays(),
                drilled.acts(),
                drilled.link());
        SessionView view =
                Rehearsal.of(Company.healthy().cardsBreak(20).remembers(other)).view();

        assertThat(verdict(view)).doesNotContain("was done at");
        assertThat(finding(view, "severity").text()).startsWith("SEV1");
        assertThat(plays(view)).as("it stands, so it is not done twice").doesNotContain(ROLL_BACK);
    }

    private static PastAct came(Outcome outcome, Optional<Instant> takenBackAt) {
        return new PastAct(
                DONE.title(),
                DONE.kind(),
                DONE.about(),
                DONE.service(),
                DONE.by(),
                false,
                DONE.at(),
                outcome,
                DONE.told(),
                takenBackAt);
    }

    private static Finding finding(SessionView view, String id) {
        return view.findings().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> entries(SessionView view) {
        return view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/timeline"))
                .map(Widget.Timeline.class::cast)
                .flatMap(each -> each.entries().stream())
                .map(Widget.Timeline.Entry::text)
                .toList();
    }
}
