package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.AlertBatch;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlertIntakeTest {
    private static final SessionId ID = new SessionId("s1");
    private static final Instant NOW = SampleLog.NOW;

    private final Lifecycle lifecycle =
            new Lifecycle(List.of(new TestRitual()), new Instruments(List.of()), Minds.NONE);
    private final List<SessionEvent> log = new ArrayList<>();

    private static Incident alert(String id, boolean over) {
        return new Incident(
                id,
                "Alert " + id,
                Subject.service("checkout"),
                NOW.minusSeconds(120),
                over ? "resolved" : "firing",
                Optional.empty(),
                over ? Optional.of(NOW) : Optional.empty(),
                Optional.empty());
    }

    private Decision deliver(String key, Incident... alerts) {
        Heard.Alerted alerted = new Heard.Alerted(
                new HeardKey(key),
                new Person("hook", "alertmanager", "Alertmanager"),
                SampleLog.CHANNEL,
                ID,
                new AlertBatch("Alertmanager", "hooks/alertmanager", Arrays.asList(alerts), "{}"));
        Decision decision = lifecycle.decide(ID, RitualSession.fold(ID, log), new Input.FromPerson(alerted), NOW);
        log.addAll(decision.events());
        return decision;
    }

    private SessionView view() {
        return RitualSession.fold(ID, log).orElseThrow().view();
    }

    private String says() {
        return view().findings().stream()
                .filter(each -> each.id().equals(new FindingId("alerts")))
                .map(Finding::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_alert_begins_an_incident_drill_with_its_receipt() {
        deliver("k1", alert("a", false), alert("b", false));

        assertThat(view().ritual()).isEqualTo(RitualName.INCIDENT);
        assertThat(view().intent()).isEqualTo("Alert a on checkout and 1 more");
        assertThat(view().plan().getFirst().output()).isEqualTo("2 alerts");
        assertThat(view().receipts()).hasSize(1);
        assertThat(says())
                .contains("Alertmanager has 2 alerts firing since 10:13 UTC")
                .contains("“Alert a” on checkout");
    }

    @Test
    void a_delivery_that_comes_again_adds_nothing() {
        deliver("k1", alert("a", false));

        assertThat(deliver("k1", alert("a", false))).isEqualTo(Decision.NOTHING);
    }

    @Test
    void later_alerts_join_and_the_session_says_when_all_are_over() {
        deliver("k1", alert("a", false));
        deliver("k2", alert("b", false));
        assertThat(says()).contains("2 alerts firing");
        deliver("k3", alert("a", true));
        assertThat(says()).contains("1 alert firing").contains("1 is over.");

        deliver("k4", alert("b", true));

        assertThat(says()).isEqualTo("Alertmanager says that both alerts are over since 10:15 UTC.");
        assertThat(view().receipts()).hasSize(4);
    }

    @Test
    void an_alert_that_is_over_keeps_the_time_at_which_it_fired() {
        deliver("k1", alert("a", false));
        Incident over = alert("a", true);
        deliver("k2", over.since(NOW));

        assertThat(((Widget.Table) view().widgets().getFirst()).rows().getFirst())
                .containsSequence("over since 10:15 UTC", "10:13 UTC");

        deliver("k3", alert("a", false).since(NOW.plusSeconds(60)));

        assertThat(((Widget.Table) view().widgets().getFirst()).rows().getFirst())
                .as("one that fires again began again")
                .containsSequence("firing", "10:16 UTC");
    }

    @Test
    void what_an_ended_session_keeps_is_enough_for_more_alerts_to_join() {
        deliver("k1", alert("a", false));
        RitualSession rested = RitualSession.fold(ID, log).orElseThrow().atRest();
        Heard.Alerted more = new Heard.Alerted(
                new HeardKey("k2"),
                new Person("hook", "alertmanager", "Alertmanager"),
                SampleLog.CHANNEL,
                ID,
                new AlertBatch("Alertmanager", "hooks/alertmanager", List.of(alert("b", false)), "{}"));

        log.addAll(lifecycle
                .decide(ID, Optional.of(rested), new Input.FromPerson(more), NOW)
                .events());

        assertThat(says()).contains("2 alerts firing");
    }

    @Test
    void of_many_alerts_the_latest_ten_are_shown() {
        for (int i = 0; i < 40; i++) {
            deliver("k" + i, alert("a" + i, false));
        }

        assertThat(says()).contains("40 alerts firing").contains("and 37 more");
        assertThat(view().widgets().getFirst().title()).isEqualTo("Alerts, the latest 10 of 40");
        assertThat(view().widgets().getFirst().receipts()).hasSize(10);
    }
}
