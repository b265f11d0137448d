package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Drill;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.Wording;

/** A play with its exact call, and what became of it; events carry the same parts. */
final class PlayJson {
    private PlayJson() {}

    static ObjectNode play(Play play) {
        ObjectNode json = Json.object()
                .put("id", play.id().value())
                .put("title", play.title())
                .put("does", play.does())
                .put("because", play.because());
        json.set("policy", policy(play.policy()));
        json.put("status", Json.name(play.status()));
        json.set("rollback", rollback(play));
        json.set("receipts", Json.receipts(play.receipts()));
        json.put("effect", play.intention().map(Intention::effect).orElse(null));
        json.put("risk", play.intention().map(Intention::risk).orElse(null));
        json.set("call", play.bound().map(PlayJson::bound).orElse(null));
        json.set("drill", play.drill().map(PlayJson::drill).orElse(null));
        json.set("rulings", Json.array(play.rulings(), PlayJson::ruling));
        json.set("runs", Json.array(play.runs(), PlayJson::run));
        json.put("due", Json.time(play.due()));
        json.set("verification", play.verification().map(PlayJson::verification).orElse(null));
        json.put("note", play.note().orElse(null));
        return json;
    }

    private static ObjectNode policy(PlayPolicy policy) {
        return switch (policy) {
            case PlayPolicy.Allowed() -> Json.object().put("type", "allowed");
            case PlayPolicy.NeedsApproval(int people) ->
                Json.object().put("type", "needs_approval").put("people", people);
            case PlayPolicy.Refused(String because) ->
                Json.object().put("type", "refused").put("because", because);
        };
    }

    private static ObjectNode rollback(Play play) {
        return switch (play.rollback()) {
            case Rollback.Undo undo -> {
                ObjectNode json = Json.object()
                        .put("type", "undo")
                        .put("how", undo.how())
                        .put("label", Wording.choice(play, Ruling.Choice.ROLL_BACK));
                json.set("call", undo.act().map(PlayJson::act).orElse(null));
                yield json;
            }
            case Rollback.Irreversible(String because) ->
                Json.object().put("type", "irreversible").put("because", because);
        };
    }

    private static ObjectNode drill(Drill drill) {
        return Json.object()
                .put("intent", drill.intent())
                .put("session", drill.session().value());
    }

    private static ObjectNode bound(Bound bound) {
        return act(bound.act()).put("environment", bound.environment()).put("expires", Json.time(bound.expires()));
    }

    /** The arguments are the text that the digest is made from, not an object that a reader might write otherwise. */
    private static ObjectNode act(Act act) {
        return Json.object()
                .put("server", act.server())
                .put("tool", act.tool())
                .put("arguments", act.arguments())
                .put("digest", act.digest().hex());
    }

    static ObjectNode ruling(Ruling ruling) {
        return Json.object()
                .put("decision", ruling.choice().key())
                .put("actor", ruling.actor())
                .put("name", ruling.name())
                .put("role", ruling.role())
                .put("reason", ruling.reason())
                .put("at", Json.time(ruling.at()));
    }

    private static ObjectNode run(Run run) {
        return Json.object()
                .put("direction", Json.name(run.direction()))
                .put("startedAt", Json.time(run.startedAt()))
                .put("state", Json.name(run.state()))
                .put("words", run.words())
                .put("receipt", run.receipt().map(ReceiptId::value).orElse(null));
    }

    static ObjectNode verification(Verification verification) {
        ObjectNode json = Json.object().put("verified", verification.verified()).put("words", verification.words());
        json.set("receipts", Json.receipts(verification.receipts()));
        return json;
    }

    static ObjectNode ran(ObjectNode json, SessionEvent.PlayRan event) {
        json.put("type", "play_ran")
                .put("play", event.play().value())
                .put("direction", Json.name(event.direction()))
                .put("startedAt", Json.time(event.startedAt()))
                .put("status", Json.name(event.becomes()));
        switch (event.answer()) {
            case Act.Answer.Done _ ->
                json.put("state", Json.name(Run.State.DONE)).put("words", "");
            case Act.Answer.Failed(var _, String reason) ->
                json.put("state", Json.name(Run.State.FAILED)).put("words", reason);
            case Act.Answer.Unknown(var _, String reason) ->
                json.put("state", Json.name(Run.State.UNKNOWN)).put("words", reason);
        }
        json.set("receipt", ReceiptJson.receipt(event.receipt()));
        return json;
    }
}
