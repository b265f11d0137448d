package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.config.Hook;
import dev.opspilot.bot.hooks.Hooks;
import dev.opspilot.bot.hooks.Hooks.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The addresses at which monitoring systems deliver their alerts. */
final class HooksApi {
    /** A storm comes in few large deliveries. */
    static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    private final Hooks hooks;
    private final Access access;

    HooksApi(Hooks hooks, Access access) {
        this.hooks = hooks;
        this.access = access;
    }

    Reply take(Context ctx) {
        Optional<Hook> hook = Hook.of(ctx.pathParam("hook"));
        if (hook.isEmpty()) {
            return Reply.Failed.of(
                    Problem.NOT_FOUND, "Alerts are taken at hooks/alertmanager, pagerduty, sentry and generic.");
        }
        byte[] body;
        try {
            body = ctx.bodyInputStream().readNBytes(MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            return Reply.Failed.of(Problem.BAD_REQUEST, "The body did not come whole; send it again.");
        }
        if (body.length > MAX_BODY_BYTES) {
            return Reply.Failed.of(Problem.TOO_LARGE, "A delivery of alerts has at most 8 MiB; send fewer at once.");
        }
        boolean trusted = access.enter(ctx) instanceof Access.Entry.Granted;
        return switch (hooks.take(hook.get(), ctx::header, body, trusted)) {
            case Outcome.Taken taken -> taken(taken);
            case Outcome.Unconcerned(String why) -> new Reply.Json(202, object().put("ignored", why), Map.of());
            case Outcome.Unreadable(String why) -> Reply.Failed.of(Problem.BAD_ALERT, why);
            case Outcome.Unsigned(String why) -> Reply.Failed.of(Problem.UNAUTHORIZED, why);
        };
    }

    private static Reply taken(Outcome.Taken taken) {
        ObjectNode json = object().put("alerts", taken.alerts());
        taken.sessions().forEach(session -> json.withArray("sessions").add(session.value()));
        return new Reply.Json(202, json, Map.of());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
