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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The addresses at which monitoring systems deliver their alerts. */
final class HooksApi {
    /** A storm comes in few large deliveries. */
    static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    /** A delivery up to this size is read whatever else comes. */
    private static final int SMALL = 256 * 1024;

    private static final int MOST_LARGE_AT_ONCE = 16;
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore large = new Semaphore(MOST_LARGE_AT_ONCE);
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
        boolean trusted = access.enter(ctx) instanceof Access.Entry.Granted;
        Optional<Outcome.Unsigned> refused = hooks.refused(hook.get(), ctx::header, trusted);
        if (refused.isPresent()) {
            return Reply.Failed.of(Problem.UNAUTHORIZED, refused.get().why());
        }
        long length = ctx.req().getContentLengthLong();
        if (length > MAX_BODY_BYTES) {
            return tooLarge();
        }
        return length >= 0 && length <= SMALL ? take(ctx, hook.get(), trusted) : takeLarge(ctx, hook.get(), trusted);
    }

    private Reply takeLarge(Context ctx, Hook hook, boolean trusted) {
        try {
            if (!large.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Reply.Failed.of(Problem.BUSY, "Many large deliveries of alerts come at once.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.Failed.of(Problem.NOT_READY);
        }
        try {
            return take(ctx, hook, trusted);
        } finally {
            large.release();
        }
    }

    private Reply take(Context ctx, Hook hook, boolean trusted) {
        byte[] body;
        try {
            body = ctx.bodyInputStream().readNBytes(MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            return Reply.Failed.of(Problem.BAD_REQUEST, "The body did not come whole; send it again.");
        }
        if (body.length > MAX_BODY_BYTES) {
            return tooLarge();
        }
        return switch (hooks.take(hook, ctx::header, body, trusted)) {
            case Outcome.Taken taken -> taken(taken);
            case Outcome.Unconcerned(String why) -> new Reply.Json(202, object().put("ignored", why), Map.of());
            case Outcome.Unreadable(String why) -> Reply.Failed.of(Problem.BAD_ALERT, why);
            case Outcome.Unsigned(String why) -> Reply.Failed.of(Problem.UNAUTHORIZED, why);
        };
    }

    private static Reply tooLarge() {
        return Reply.Failed.of(Problem.TOO_LARGE, "A delivery of alerts has at most 8 MiB; send fewer at once.");
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
