package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.schedule.Schedules.Listed;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;

/**
 * What the API says of sessions, as JSON. Times are ISO-8601 in UTC, names of closed sets are lower case with
 * underscores, an absent value is {@code null}. Thread-safe; the trees it returns belong to the caller.
 */
public final class ConsoleJson {
    private ConsoleJson() {}

    /** The whole session as it stands. */
    public static ObjectNode session(SessionView view) {
        return SessionJson.session(view);
    }

    /**
     * One event of the log, for a client that folds events into the session's JSON: {@code seq}, {@code at},
     * {@code type}, and the part of the session that changed, under the name it has there in the singular. What a
     * source answered is not told, its receipt is.
     */
    public static ObjectNode event(SessionStore.Logged logged) {
        return EventJson.event(logged);
    }

    /** The answer to "why?". */
    public static ObjectNode why(Explanation explanation) {
        return WhyJson.why(explanation);
    }

    /** Receipts with what the sources said, secrets removed before they were stored. */
    public static ObjectNode receipts(List<ReceiptChain.Stored> receipts) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("receipts");
        receipts.forEach(
                stored -> list.add(ReceiptJson.receipt(stored.receipt()).put("result", stored.result())));
        return json;
    }

    /** The lines of a list of sessions. */
    public static ObjectNode summaries(List<SessionStore.Summary> summaries) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("sessions");
        for (SessionStore.Summary summary : summaries) {
            list.addObject()
                    .put("id", summary.id().value())
                    .put("ritual", summary.ritual().key())
                    .put("intent", summary.intent())
                    .put("status", Json.name(summary.status()))
                    .put("startedAt", Json.time(summary.startedAt()));
        }
        return json;
    }

    /** A play as it stands in a session. */
    public static ObjectNode play(Play play) {
        return PlayJson.play(play);
    }

    /** What OpsPilot tells one person about itself. */
    public static ObjectNode notice(Notice notice) {
        ObjectNode json = Json.object().put("title", notice.title());
        json.set("lines", Json.array(notice.lines(), line -> {
            ObjectNode one = Json.object().put("text", line.text());
            one.set("actions", Json.array(line.actions(), ConsoleJson::action));
            return one;
        }));
        json.set("actions", Json.array(notice.actions(), ConsoleJson::action));
        return json;
    }

    private static ObjectNode action(Notice.Action action) {
        return Json.object()
                .put("label", action.label())
                .put("command", action.command())
                .put("confirm", action.confirm());
    }

    /** A question that was taken and is not answered yet. */
    public static ObjectNode asked(HeardKey key, String question) {
        return Json.object().put("key", key.value()).put("question", question);
    }

    /** What runs by itself, those due soonest first. */
    public static ObjectNode schedules(List<Listed> schedules) {
        ObjectNode json = Json.object();
        json.set("schedules", Json.array(schedules, ScheduleJson::schedule));
        return json;
    }

    /** One schedule. */
    public static ObjectNode schedule(Listed schedule) {
        return ScheduleJson.schedule(schedule);
    }
}
