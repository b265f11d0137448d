package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;

/** What is drafted for later: workflows and follow-ups. */
final class DraftJson {
    private DraftJson() {}

    static ObjectNode workflow(Workflow workflow) {
        ObjectNode json = Json.object().put("name", workflow.name()).put("title", workflow.title());
        json.set("steps", Json.array(workflow.steps(), DraftJson::step));
        json.set("receipts", Json.receipts(workflow.receipts()));
        return json;
    }

    private static ObjectNode step(Workflow.Step step) {
        ObjectNode json = Json.object()
                .put("id", step.id())
                .put("title", step.title())
                .put("does", step.does())
                .put("waits", step.waits())
                .put("undo", step.undo());
        step.needs().forEach(json.putArray("needs")::add);
        return json;
    }

    static ObjectNode followUp(FollowUp followUp) {
        ObjectNode json = Json.object()
                .put("id", followUp.id())
                .put("title", followUp.title())
                .put("after", followUp.after().toString())
                .put("anchor", followUp.anchor())
                .put("ritual", followUp.ritual())
                .put("intent", followUp.intent())
                .put("because", followUp.because());
        json.set("receipts", Json.receipts(followUp.receipts()));
        return json;
    }
}
