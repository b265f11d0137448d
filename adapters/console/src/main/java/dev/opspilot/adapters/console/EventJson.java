package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.SessionView;

/** One event, as a client needs it to bring its copy of the session document up to date. */
final class EventJson {
    private EventJson() {}

    static ObjectNode event(SessionStore.Logged logged) {
        SessionEvent event = logged.event();
        ObjectNode json = Json.object().put("seq", logged.seq()).put("at", Json.time(event.at()));
        return switch (event) {
            case SessionEvent.Started e -> started(json, e);
            case SessionEvent.Planned e -> with(json, "planned", "plan", Json.array(e.steps(), SessionJson::step));
            case SessionEvent.CallAsked e -> with(json, "call_asked", "call", call(e));
            case SessionEvent.CallAnswered e ->
                with(json, "call_answered", "receipt", ReceiptJson.receipt(e.receipt()))
                        .put("call", e.call().value());
            case SessionEvent.StepMoved e -> with(json, "step_moved", "step", step(e));
            case SessionEvent.FindingMade e -> with(json, "finding_made", "finding", SessionJson.finding(e.finding()));
            case SessionEvent.WidgetDrawn e -> with(json, "widget_drawn", "widget", WidgetJson.widget(e.widget()));
            case SessionEvent.Diagnosed e ->
                with(json, "diagnosed", "suspects", Json.array(e.diagnosis().suspects(), SessionJson::suspect))
                        .put("verdict", Json.name(e.diagnosis().verdict()));
            case SessionEvent.PlayProposed e -> with(json, "play_proposed", "play", PlayJson.play(e.play()));
            case SessionEvent.PlayDecided e ->
                with(json, "play_decided", "ruling", PlayJson.ruling(e.ruling()))
                        .put("play", e.play().value())
                        .put("key", e.key().value())
                        .put("status", Json.name(e.becomes()))
                        .put("due", Json.time(e.due()));
            case SessionEvent.PlayRefused e ->
                json.put("type", "play_refused")
                        .put("play", e.play().value())
                        .put("key", e.key().value())
                        .put("decision", e.choice().key())
                        .put("actor", e.person().actor())
                        .put("why", Json.name(e.refusal().why()))
                        .put("words", e.refusal().words());
            case SessionEvent.PlayStarted e ->
                json.put("type", "play_started")
                        .put("play", e.play().value())
                        .put("direction", Json.name(e.direction()))
                        .put("digest", e.act().hex())
                        .put("actor", e.actor());
            case SessionEvent.PlayRan e -> PlayJson.ran(json, e);
            case SessionEvent.PlayHeld e ->
                json.put("type", "play_held")
                        .put("play", e.play().value())
                        .put("status", Json.name(e.becomes()))
                        .put("due", Json.time(e.due()))
                        .put("note", e.because());
            case SessionEvent.PlayVerified e ->
                with(json, "play_verified", "verification", PlayJson.verification(e.verification()))
                        .put("play", e.play().value());
            case SessionEvent.PlayExpired e ->
                json.put("type", "play_expired").put("play", e.play().value());
            case SessionEvent.WorkflowDrafted e ->
                with(json, "workflow_drafted", "workflow", DraftJson.workflow(e.workflow()));
            case SessionEvent.WorkflowStarted e ->
                with(json, "workflow_started", "workflow", DraftJson.workflow(e.workflow()))
                        .put("cause", e.cause());
            case SessionEvent.StatusMoved e -> json.put("type", "status_moved").put("status", Json.name(e.status()));
            case SessionEvent.StepBegun e ->
                json.put("type", "step_begun").put("step", e.step().value());
            case SessionEvent.RitualAsked e ->
                json.put("type", "ritual_asked")
                        .put("step", e.step().value())
                        .put("session", e.session().value());
            case SessionEvent.RitualEnded e ->
                json.put("type", "ritual_ended")
                        .put("step", e.step().value())
                        .put("session", e.session().value())
                        .put("status", Json.name(e.status()))
                        .put("verdict", e.verdict());
            case SessionEvent.FollowUpPlanned e ->
                with(json, "follow_up_planned", "followUp", DraftJson.followUp(e.followUp()));
            case SessionEvent.MindAsked e ->
                json.put("type", "mind_asked")
                        .put("question", e.about().map(HeardKey::value).orElse(null))
                        .put("mind", e.mind())
                        .put("round", e.round());
            case SessionEvent.Narrated e -> with(json, "narrated", "narrative", TellingJson.narrative(e.narrative()));
            case SessionEvent.MindAnswered e ->
                json.put("type", "mind_answered")
                        .put("question", e.about().map(HeardKey::value).orElse(null))
                        .put("tokens", e.tokens())
                        .put("silence", e.silence());
            case SessionEvent.QuestionAsked e ->
                json.put("type", "question_asked")
                        .put("key", e.key().value())
                        .put("question", e.question())
                        .put("actor", e.person().actor());
            case SessionEvent.QuestionAnswered e ->
                with(json, "question_answered", "answer", SessionJson.finding(e.answer()))
                        .put("key", e.key().value())
                        .put("mind", e.mind());
            case SessionEvent.DraftAsked e ->
                json.put("type", "draft_asked").put("actor", e.person().actor());
            case SessionEvent.AnnouncementAsked e ->
                with(json, "announcement_asked", "announcement", DraftJson.announcement(e.announcement()));
            case SessionEvent.AnnouncementAnswered e ->
                with(json, "announcement_answered", "receipt", ReceiptJson.receipt(e.receipt()))
                        .put("key", e.key().value())
                        .put("status", e.failure().isPresent() ? "failed" : "posted")
                        .put("because", e.failure().orElse(null));
            case SessionEvent.Rated e ->
                json.put("type", "rated")
                        .put("helpful", e.helpful())
                        .put("actor", e.person().actor());
            case SessionEvent.Corrected e ->
                json.put("type", "corrected")
                        .put("ritual", e.ritual().key())
                        .put("next", e.next().value())
                        .put("actor", e.person().actor());
            case SessionEvent.WhyAsked e ->
                json.put("type", "why_asked")
                        .put("question", e.finding().value())
                        .put("actor", e.person().actor());
            case SessionEvent.TakenOver _ -> json.put("type", "taken_over");
            case SessionEvent.Finished e ->
                json.put("type", "finished")
                        .put("status", Json.name(e.status()))
                        .put("finishedAt", Json.time(e.at()))
                        .put("reason", e.reason());
        };
    }

    private static ObjectNode with(ObjectNode json, String type, String name, JsonNode fragment) {
        json.put("type", type).set(name, fragment);
        return json;
    }

    private static ObjectNode started(ObjectNode json, SessionEvent.Started event) {
        json.put("type", "started")
                .put("ritual", event.ritual().key())
                .put("intent", event.intent())
                .put("status", Json.name(SessionView.Status.RUNNING))
                .put("startedAt", Json.time(event.at()))
                .put("actor", event.actor().actor());
        json.set("understood", event.understood().map(TellingJson::understood).orElse(null));
        json.set("place", SessionJson.place(event.place()));
        return json;
    }

    private static ObjectNode call(SessionEvent.CallAsked event) {
        return Json.object()
                .put("id", event.call().value())
                .put("step", event.step().value())
                .put("source", event.source())
                .put("tool", event.tool());
    }

    /** A step as it moved: its title stays what the plan said. */
    private static ObjectNode step(SessionEvent.StepMoved event) {
        ObjectNode json = Json.object()
                .put("id", event.step().value())
                .put("status", Json.name(event.status()))
                .put("output", event.output());
        json.set("sources", Json.array(event.sources(), ReceiptJson::chip));
        return json;
    }
}
