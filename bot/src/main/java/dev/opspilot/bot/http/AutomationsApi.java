package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.bot.config.TriggerSpec;
import dev.opspilot.bot.mesh.Automations;
import dev.opspilot.bot.mesh.Automations.Listed;
import dev.opspilot.bot.store.PgAutomations.Run;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows workflows, runs them, and lets their triggers count or not. */
final class AutomationsApi {
    private final AutomationDoors doors;

    AutomationsApi(AutomationDoors doors) {
        this.doors = doors;
    }

    Reply list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("automations");
        List<Schedule> schedules = doors.schedules().all();
        doors.automations().all().forEach(each -> all.add(json(each, schedules)));
        ArrayNode flaws = json.putArray("flaws");
        doors.automations().flaws().forEach(flaws::add);
        return Reply.Json.ok(json);
    }

    Reply one(Context ctx) {
        return doors.automations()
                .find(ctx.pathParam("name"))
                .<Reply>map(each -> Reply.Json.ok(json(each, doors.schedules().all())))
                .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_AUTOMATION));
    }

    /** Runs one, or with {@code dryRun} says what would be called. */
    Reply run(Context ctx, Person person) {
        Optional<Listed> found = doors.automations().find(ctx.pathParam("name"));
        if (found.isEmpty()) {
            return Reply.Failed.of(Problem.UNKNOWN_AUTOMATION);
        }
        boolean dry = Bodies.object(ctx.bodyAsBytes())
                .map(body -> body.path("dryRun").asBoolean())
                .orElse(false);
        if (dry) {
            return Reply.Json.ok(
                    ConsoleJson.notice(doors.dryRun().of(found.get().spec().workflow(), person)));
        }
        Automations.Result result = doors.automations()
                .run(
                        RequestKey.heard(ctx, "automation " + found.get().spec().name()),
                        person,
                        SessionsApi.PLACE,
                        found.get().spec().name(),
                        "asked for by " + person.name());
        return switch (result) {
            case Automations.Result.Begun(Listed _, SessionId session, boolean waits) ->
                new Reply.Json(
                        202,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("session", session.value())
                                .put("waits", waits),
                        Map.of("Location", Routes.API + "/sessions/" + session));
            case Automations.Result.Refused(String why) -> Reply.Failed.of(Problem.AUTOMATION_CANNOT_RUN, why);
        };
    }

    /** Lets its triggers count, or not. */
    Reply change(Context ctx, Person person) {
        Optional<JsonNode> enabled = Bodies.object(ctx.bodyAsBytes())
                .map(body -> body.path("enabled"))
                .filter(JsonNode::isBoolean);
        if (enabled.isEmpty()) {
            return Reply.Failed.of(Problem.BAD_PARAMETER, "Send {\"enabled\":true} or {\"enabled\":false}.");
        }
        HeardKey key = new HeardKey("console/" + UUID.randomUUID());
        Optional<Listed> turned = doors.automations()
                .turn(key, person, ctx.pathParam("name"), enabled.get().booleanValue());
        doors.automations().schedule(doors.schedules());
        return turned.<Reply>map(
                        each -> Reply.Json.ok(json(each, doors.schedules().all())))
                .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_AUTOMATION));
    }

    private static ObjectNode json(Listed each, List<Schedule> schedules) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", each.spec().name())
                .put("title", each.spec().workflow().title())
                .put("enabled", each.enabled())
                .put("file", each.spec().file())
                .put("atOnce", each.spec().atOnce())
                .put("takesBack", each.spec().workflow().takesBack())
                .put("flow", each.spec().workflow().flow())
                .put("running", each.running().size())
                .put("waiting", each.waiting().size())
                .put("queued", each.queued())
                .put(
                        "next",
                        next(each.spec().name(), schedules)
                                .map(Instant::toString)
                                .orElse(null));
        json.set("last", each.last().map(AutomationsApi::run).orElse(null));
        ArrayNode runs = json.putArray("runs");
        each.open().forEach(run -> runs.add(run(run)));
        ArrayNode triggers = json.putArray("triggers");
        each.spec().triggers().stream().map(TriggerSpec::words).forEach(triggers::add);
        ArrayNode flaws = json.putArray("flaws");
        each.flaws().forEach(flaws::add);
        ArrayNode steps = json.putArray("steps");
        each.spec().workflow().steps().forEach(step -> steps.add(step(step)));
        return json;
    }

    private static Optional<Instant> next(String name, List<Schedule> schedules) {
        return schedules.stream()
                .filter(each -> each.wanted().work().equals(new Work.Run(name)))
                .flatMap(each -> each.next().stream())
                .min(Instant::compareTo);
    }

    private static ObjectNode run(Run run) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("session", run.session().value())
                .put(
                        "status",
                        run.status().map(Enum::name).orElse(run.state().name()).toLowerCase(Locale.ROOT))
                .put("cause", run.cause())
                .put("at", run.at().toString());
    }

    private static ObjectNode step(Step step) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", step.id())
                .put("title", step.title())
                .put("does", step.does())
                .put("waits", step.waits())
                .put("undo", step.undo())
                .put("byHand", step.task().isEmpty());
        ArrayNode needs = json.putArray("needs");
        step.needs().forEach(needs::add);
        return json;
    }
}
