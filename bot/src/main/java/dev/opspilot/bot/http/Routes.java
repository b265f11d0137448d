package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the API answers: the one table of its addresses, which {@code openapi.json} describes. */
final class Routes {
    static final String API = "/api/v1";
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** An address and what answers there. */
    record Route(HandlerType method, String path, Function<Context, Reply> endpoint) {}

    private final Access access;
    private final SessionsApi sessions;
    private final PressesApi presses;
    private final ActingApi acting;
    private final EventStreams events;
    private final Health health;
    private final Optional<HooksApi> hooks;
    private final Optional<SchedulesApi> schedules;
    private final Optional<AutomationsApi> automations;
    private final JsonNode description = description();

    Routes(
            Access access,
            SessionsApi sessions,
            PressesApi presses,
            ActingApi acting,
            EventStreams events,
            Health health,
            Optional<HooksApi> hooks,
            Optional<SchedulesApi> schedules,
            Optional<AutomationsApi> automations) {
        this.automations = automations;
        this.access = access;
        this.sessions = sessions;
        this.presses = presses;
        this.acting = acting;
        this.events = events;
        this.health = health;
        this.hooks = hooks;
        this.schedules = schedules;
    }

    List<Route> all() {
        List<Route> all = new ArrayList<>(ofSessions());
        hooks.ifPresent(api -> {
            all.add(open(HandlerType.POST, API + "/hooks/{hook}", api::take));
            all.add(open(HandlerType.POST, "/hooks/{hook}", api::take));
        });
        schedules.ifPresent(api -> all.addAll(of(api)));
        automations.ifPresent(api -> all.addAll(of(api)));
        return all;
    }

    private List<Route> of(AutomationsApi api) {
        return List.of(
                guarded(HandlerType.GET, "/automations", (_, _) -> api.list()),
                guarded(HandlerType.GET, "/automations/{name}", (ctx, _) -> api.one(ctx)),
                guarded(HandlerType.PATCH, "/automations/{name}", api::change),
                guarded(HandlerType.POST, "/automations/{name}/runs", api::run));
    }

    private List<Route> of(SchedulesApi api) {
        return List.of(
                guarded(HandlerType.GET, "/schedules", (_, _) -> api.list()),
                guarded(HandlerType.POST, "/schedules", api::add),
                guarded(HandlerType.GET, "/schedules/{scheduleId}", (ctx, _) -> api.one(ctx)),
                guarded(HandlerType.PATCH, "/schedules/{scheduleId}", api::change),
                guarded(HandlerType.DELETE, "/schedules/{scheduleId}", api::delete),
                guarded(HandlerType.POST, "/schedules/{scheduleId}/runs", api::run));
    }

    private List<Route> ofSessions() {
        return List.of(
                open(HandlerType.GET, "/healthz", _ -> Health.alive()),
                open(HandlerType.GET, "/readyz", _ -> health.ready()),
                open(HandlerType.GET, "/openapi.json", _ -> Reply.Json.ok(description)),
                open(HandlerType.POST, API + "/login", this::login),
                guarded(HandlerType.GET, "/rituals", (_, _) -> rituals()),
                guarded(HandlerType.GET, "/sessions", (ctx, _) -> sessions.recent(ctx)),
                guarded(HandlerType.POST, "/sessions", sessions::launch),
                guarded(HandlerType.GET, "/sessions/{id}", (ctx, _) -> sessions.session(ctx)),
                guarded(HandlerType.GET, "/sessions/{id}/events", (ctx, _) -> events.open(ctx)),
                guarded(HandlerType.GET, "/sessions/{id}/receipts", (ctx, _) -> sessions.receipts(ctx)),
                guarded(HandlerType.GET, "/sessions/{id}/document", (ctx, _) -> sessions.document(ctx)),
                guarded(HandlerType.POST, "/sessions/{id}/questions", sessions::ask),
                guarded(HandlerType.POST, "/sessions/{id}/stop", presses::stop),
                guarded(HandlerType.POST, "/sessions/{id}/ratings", presses::rate),
                guarded(HandlerType.POST, "/sessions/{id}/corrections", presses::correct),
                open(HandlerType.GET, "/calendar.ics", acting::calendar),
                guarded(HandlerType.POST, "/orders", acting::order),
                guarded(HandlerType.POST, "/sessions/{id}/plays/{playId}/decisions", acting::decide),
                guarded(HandlerType.GET, "/sessions/{id}/why/{findingId}", (ctx, _) -> sessions.why(ctx)));
    }

    private static Route open(HandlerType method, String path, Function<Context, Reply> endpoint) {
        return new Route(method, path, endpoint);
    }

    private Route guarded(HandlerType method, String path, BiFunction<Context, Person, Reply> endpoint) {
        return new Route(method, API + path, ctx -> switch (access.enter(ctx)) {
            case Access.Entry.Granted(Person person) ->
                RequestKey.flaw(ctx).<Reply>map(Function.identity()).orElseGet(() -> endpoint.apply(ctx, person));
            case Access.Entry.Barred(Reply.Failed why) -> why;
        });
    }

    private Reply login(Context ctx) {
        return switch (Bodies.login(ctx.bodyAsBytes())) {
            case Bodies.Read.Good<String>(String token) -> access.login(ctx, token);
            case Bodies.Read.Bad<String> bad -> bad.why();
        };
    }

    private static Reply rituals() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("rituals");
        for (RitualName ritual : List.of(RitualName.INCIDENT, RitualName.BRIEF, RitualName.EXPERIMENT)) {
            list.addObject()
                    .put("name", ritual.key())
                    .put("title", title(ritual))
                    .put("description", describe(ritual))
                    .put("example", example(ritual))
                    .put("available", true);
        }
        return Reply.Json.ok(json);
    }

    private static String title(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "Morning Brief";
            case INCIDENT -> "Incident Drill";
            case EXPERIMENT -> "Revenue Experiment";
            case AUTOMATION -> "Automation";
        };
    }

    private static String describe(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "What changed overnight, in one story: revenue, retention, incidents, automations.";
            case INCIDENT ->
                "Who did it: ranked suspects with the evidence, also for those ruled out, and the way back.";
            case EXPERIMENT -> "From an idea to a measured test: hypothesis, power, guardrails, follow-ups.";
            case AUTOMATION -> "A workflow, step by step.";
        };
    }

    private static String example(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "what changed overnight?";
            case INCIDENT -> "payments just failed";
            case EXPERIMENT -> "test freemium gating";
            case AUTOMATION -> "automation run refund-retries";
        };
    }

    private static JsonNode description() {
        try (InputStream in = Routes.class.getResourceAsStream("openapi.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the description of the API", e);
        }
    }
}
