package dev.opspilot.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConsoleJsonTest {
    private static final List<SessionEvent> LOG = BadDeploy.events();

    @Test
    void aFinishedDrillIsTheSessionDocument() throws IOException {
        Golden.assertMatches("session.json", ConsoleJson.session(view(LOG)));
    }

    @Test
    void aDrillThatHasJustBegunHasItsEmptyParts() throws IOException {
        Golden.assertMatches("session-begun.json", ConsoleJson.session(view(LOG.subList(0, 1))));
    }

    @Test
    void eachEventCarriesThePartThatChanged() throws IOException {
        Golden.assertMatches("events.json", events());
    }

    @Test
    void everyKindOfEventAndWidgetIsInTheGoldenFiles() {
        Set<String> types = new HashSet<>();
        Set<String> widgets = new HashSet<>();
        events().forEach(event -> {
            types.add(event.path("type").textValue());
            widgets.add(event.path("widget").path("type").asText(""));
        });
        assertThat(types).hasSameSizeAs(SessionEvent.class.getPermittedSubclasses());
        assertThat(widgets)
                .contains("metric", "table", "timeline", "chart", "plan", "comms_kit", "toggle", "note")
                .hasSize(9);
    }

    @Test
    void whatASourceAnsweredStaysOutOfTheEvents() {
        assertThat(events().toString()).doesNotContain("\"reading\"").doesNotContain("\"facts\"");
    }

    @Test
    void aWhyNamesFiguresAlternativesAndReceipts() throws IOException {
        Golden.assertMatches(
                "why.json", ConsoleJson.why(view(LOG).why(FindingId.VERDICT).orElseThrow()));
    }

    @Test
    void aMissingSampleIsNull() {
        JsonNode trend = ConsoleJson.session(view(LOG)).at("/widgets/1/trend");
        assertThat(trend.get(5).isNull()).isTrue();
        assertThat(trend.get(4).isNumber()).isTrue();
    }

    @Test
    void receiptsComeWithWhatTheSourceSaid() {
        SessionView view = view(LOG);
        ObjectNode json = ConsoleJson.receipts(
                List.of(new ReceiptChain.Stored(view.receipts().getFirst(), "12 series")));
        assertThat(json.at("/receipts/0/result").textValue()).isEqualTo("12 series");
        assertThat(json.at("/receipts/0/prev").textValue()).isEqualTo("0".repeat(64));
    }

    @Test
    void aListHasALineForEachSession() {
        ObjectNode json = ConsoleJson.summaries(List.of(new SessionStore.Summary(
                DrillLog.ID,
                RitualName.INCIDENT,
                "payments just failed",
                SessionView.Status.RUNNING,
                Instant.parse("2026-11-24T09:41:20.123456Z"))));
        assertThat(json.at("/sessions/0/status").textValue()).isEqualTo("running");
        assertThat(json.at("/sessions/0/startedAt").textValue()).isEqualTo("2026-11-24T09:41:20.123Z");
    }

    static ArrayNode events() {
        ArrayNode array = Golden.MAPPER.createArrayNode();
        for (int i = 0; i < LOG.size(); i++) {
            array.add(ConsoleJson.event(new SessionStore.Logged(i + 1L, LOG.get(i))));
        }
        return array;
    }

    private static SessionView view(List<SessionEvent> log) {
        return RitualSession.fold(DrillLog.ID, log).orElseThrow().view();
    }
}
