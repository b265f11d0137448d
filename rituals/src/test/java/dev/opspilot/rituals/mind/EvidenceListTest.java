package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceListTest {
    private static final SessionView DONE = Views.done(Views.ID, new Place("teams", "", "19:ops", Optional.empty()));

    @Test
    void aSuspectIsToldInSentencesAndNotOnceMoreAsARow() {
        SessionView view = new SessionViews(DONE)
                .with(table(
                        "suspects", List.of("Suspect", "Standing", "Against"), List.of("Provider X", "refuted", "")));

        assertThat(DONE.diagnosis()).isPresent();
        assertThat(EvidenceList.of(view, List.of()))
                .noneMatch(each -> each.text().contains("Suspect Provider X"));
    }

    @Test
    void anEmptyCellIsNotTold() {
        SessionView view = new SessionViews(DONE)
                .with(table("providers", List.of("Name", "Note", "State"), List.of("Provider X", " ", "down")));

        assertThat(EvidenceList.of(view, List.of()))
                .anyMatch(each -> each.text().equals("providers: Name Provider X, State down"));
    }

    private static Widget table(String id, List<String> columns, List<String> row) {
        Widget.Head head = new Widget.Head(
                new WidgetId(id),
                id,
                "incident/" + id,
                List.of(DONE.receipts().getFirst().id()));
        return new Widget.Table(head, columns, List.of(row));
    }
}
