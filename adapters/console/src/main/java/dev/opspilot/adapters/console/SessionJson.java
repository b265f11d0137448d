package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;

/** The session document and its parts; events carry the same parts. */
final class SessionJson {
    private SessionJson() {}

    static ObjectNode session(SessionView view) {
        ObjectNode json = Json.object()
                .put("id", view.id().value())
                .put("ritual", view.ritual().key())
                .put("intent", view.intent())
                .put("status", Json.name(view.status()))
                .put("startedAt", Json.time(view.startedAt()))
                .put("firstInsightAt", Json.time(view.firstInsightAt()))
                .put("finishedAt", Json.time(view.finishedAt()))
                .put("actor", view.actor().actor());
        json.put("reason", view.reason());
        json.set("place", place(view.place()));
        json.set("understood", view.understood().map(TellingJson::understood).orElse(null));
        if (view.ritual() == RitualName.INCIDENT) {
            json.put(
                    "verdict",
                    view.diagnosis().map(Diagnosis::verdict).map(Json::name).orElse(null));
            json.set(
                    "suspects",
                    Json.array(view.diagnosis().map(Diagnosis::suspects).orElseGet(List::of), SessionJson::suspect));
        }
        json.set("plan", Json.array(view.plan(), SessionJson::step));
        json.set("findings", Json.array(view.findings(), SessionJson::finding));
        json.set("widgets", Json.array(view.widgets(), WidgetJson::widget));
        json.set("plays", Json.array(view.plays(), PlayJson::play));
        json.set("telling", TellingJson.telling(view.telling()));
        json.set("workflow", view.workflow().map(DraftJson::workflow).orElse(null));
        json.set("followUps", Json.array(view.followUps(), DraftJson::followUp));
        json.set("announcements", Json.array(view.announcements(), DraftJson::announcement));
        json.set("questions", Json.array(view.questions(), TellingJson::question));
        json.set(
                "ratings",
                Json.array(
                        view.ratings(),
                        each -> Json.object()
                                .put("helpful", each.helpful())
                                .put("actor", each.person().actor())));
        json.set("receipts", Json.array(view.receipts(), ReceiptJson::receipt));
        return json;
    }

    static ObjectNode place(Place place) {
        return Json.object()
                .put("surface", place.surface())
                .put("workspace", place.workspace())
                .put("channel", place.channel())
                .put("thread", Json.text(place.thread()))
                .put("link", Json.text(ChatLink.of(place)));
    }

    static ObjectNode step(PlanStep step) {
        ObjectNode json = Json.object()
                .put("id", step.id().value())
                .put("title", step.title())
                .put("status", Json.name(step.status()))
                .put("output", step.output());
        json.set("sources", Json.array(step.sources(), ReceiptJson::chip));
        return json;
    }

    static ObjectNode finding(Finding finding) {
        ObjectNode json = Json.object()
                .put("id", finding.id().value())
                .put("text", finding.text())
                .put("confidence", Json.name(finding.confidence()));
        json.set("receipts", Json.receipts(finding.receipts()));
        return json;
    }

    static ObjectNode suspect(Suspect suspect) {
        ObjectNode json = Json.object()
                .put("kind", Json.name(suspect.subject().kind()))
                .put("name", suspect.subject().name())
                .put("title", suspect.title())
                .put("score", suspect.score())
                .put("status", Json.name(suspect.standing()));
        json.set("evidence", Json.array(suspect.evidence(), SessionJson::evidence));
        json.set("receipts", Json.receipts(suspect.receipts()));
        return json;
    }

    private static ObjectNode evidence(Suspect.Evidence evidence) {
        ObjectNode json = Json.object().put("speaksFor", evidence.speaksFor()).put("text", evidence.text());
        json.set("receipts", Json.receipts(evidence.receipts()));
        return json;
    }
}
