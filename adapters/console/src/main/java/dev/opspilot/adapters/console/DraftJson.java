package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is drafted for later, workflows and follow-ups, and what became of drafts that people posted. */
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

    static ObjectNode announcement(Announcement announcement) {
        ObjectNode json = Json.object()
                .put("key", announcement.key().value())
                .put("kit", announcement.kit().value())
                .put("audience", announcement.audience())
                .put("text", announcement.text())
                .put("actor", announcement.person().actor())
                .put("name", announcement.person().name())
                .put("askedAt", Json.time(announcement.askedAt()));
        json.set("to", SessionJson.place(announcement.to()));
        return switch (announcement.state()) {
            case State.Posting() -> came(json, "posting", null, null, null);
            case State.Posted(Instant at, ReceiptId receipt) -> came(json, "posted", at, receipt, null);
            case State.Failed(Instant at, ReceiptId receipt, String because) ->
                came(json, "failed", at, receipt, because);
        };
    }

    private static ObjectNode came(
            ObjectNode json,
            String status,
            @Nullable Instant at,
            @Nullable ReceiptId receipt,
            @Nullable String because) {
        return json.put("status", status)
                .put("at", Json.time(Optional.ofNullable(at)))
                .put("receipt", receipt == null ? null : receipt.value())
                .put("because", because);
    }
}
