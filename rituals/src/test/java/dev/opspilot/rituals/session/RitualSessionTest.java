package dev.opspilot.rituals.session;

import static dev.opspilot.rituals.session.SampleLog.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RitualSessionTest {
    private static final SessionId ID = new SessionId("s1");
    private static final List<ReceiptId> RECEIPTS = List.of(ReceiptId.of(ID, 1));

    @Test
    void an_empty_log_is_no_session_and_a_log_begins_with_its_start() {
        List<SessionEvent> log = SampleLog.of(ID);

        assertThat(RitualSession.fold(ID, List.of())).isEmpty();
        assertThatThrownBy(() -> RitualSession.fold(ID, log.subList(1, log.size())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folded(log).with(log.getFirst())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_version_counts_the_events() {
        List<SessionEvent> log = SampleLog.of(ID);

        for (int n = 1; n <= log.size(); n++) {
            assertThat(folded(log.subList(0, n)).view().version()).isEqualTo(n);
        }
    }

    @Test
    void folding_in_two_parts_is_folding_at_once() {
        List<SessionEvent> log = SampleLog.of(ID);
        RitualSession stepwise = folded(log.subList(0, 1));
        for (SessionEvent event : log.subList(1, log.size())) {
            stepwise = stepwise.with(event);
        }

        assertThat(stepwise).isEqualTo(folded(log));
    }

    @Test
    void the_view_holds_what_the_log_says() {
        SessionView view = folded(SampleLog.of(ID)).view();

        assertThat(view.status()).isEqualTo(Status.DONE);
        assertThat(view.receipts()).hasSize(10);
        assertThat(view.widgets()).hasSize(8);
        assertThat(view.plays()).hasSize(8);
        assertThat(view.announcements()).hasSize(3);
        assertThat(view.firstInsightAt()).contains(NOW);
        assertThat(view.finishedAt()).contains(NOW.plusSeconds(3));
        assertThat(view.why(new FindingId("f1")).orElseThrow().receipts())
                .extracting(receipt -> receipt.id())
                .containsExactlyElementsOf(RECEIPTS);
    }

    @Test
    void answered_calls_are_no_longer_open() {
        List<SessionEvent> log = SampleLog.of(ID);

        assertThat(folded(log.subList(0, 3)).open()).hasSize(1);
        assertThat(folded(log).open()).isEmpty();
    }

    @Test
    void a_finding_or_widget_with_a_known_id_replaces_it_in_its_place() {
        RitualSession session = folded(SampleLog.of(ID))
                .with(new FindingMade(NOW, finding("f2", "Second.")))
                .with(new FindingMade(NOW, finding("f1", "Better.")))
                .with(new WidgetDrawn(
                        NOW,
                        new Widget.Note(
                                new Widget.Head(new WidgetId("metric"), "A note", "sample/note", RECEIPTS),
                                "Now a note.")));

        assertThat(session.view().findings()).extracting(Finding::text).containsExactly("Better.", "Second.");
        assertThat(session.view().widgets()).hasSize(8).first().isInstanceOf(Widget.Note.class);
    }

    @Test
    void the_verdict_is_read_first_whenever_it_is_made() {
        RitualSession session = folded(SampleLog.of(ID))
                .with(new FindingMade(NOW, finding("verdict", "Sum.")))
                .with(new FindingMade(NOW, finding("f3", "Third.")))
                .with(new FindingMade(NOW, finding("verdict", "Sum, again.")));

        assertThat(session.view().findings())
                .extracting(each -> each.id().value())
                .containsExactly("verdict", "f1", "f3");
        assertThat(session.view().findings().getFirst().text()).isEqualTo("Sum, again.");
    }

    @Test
    void the_first_insight_stays_the_first() {
        RitualSession session =
                folded(SampleLog.of(ID)).with(new FindingMade(NOW.plusSeconds(9), finding("f2", "Second.")));

        assertThat(session.view().firstInsightAt()).contains(NOW);
    }

    private static Finding finding(String id, String text) {
        return new Finding(new FindingId(id), text, Finding.Confidence.LOW, RECEIPTS, List.of(), List.of());
    }

    private static RitualSession folded(List<SessionEvent> log) {
        return RitualSession.fold(ID, log).orElseThrow();
    }
}
