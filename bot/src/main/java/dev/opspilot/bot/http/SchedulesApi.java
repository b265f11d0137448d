package dev.opspilot.bot.http;

import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.rituals.schedule.ScheduleId;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.schedule.Schedules.Asker;
import dev.opspilot.rituals.schedule.Schedules.Listed;
import dev.opspilot.rituals.schedule.Schedules.Result;
import dev.opspilot.rituals.surface.Person;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Sets schedules and shows them. */
final class SchedulesApi {
    private final Schedules schedules;

    SchedulesApi(Schedules schedules) {
        this.schedules = schedules;
    }

    Reply list() {
        return Reply.Json.ok(ConsoleJson.schedules(schedules.seenFrom(SessionsApi.PLACE, Access.API)));
    }

    Reply one(Context ctx) {
        return id(ctx).flatMap(id -> schedules.find(SessionsApi.PLACE, Access.API, id))
                .<Reply>map(found -> Reply.Json.ok(ConsoleJson.schedule(found)))
                .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_SCHEDULE));
    }

    Reply add(Context ctx, Person person) {
        return switch (ScheduleBodies.added(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<ScheduleBodies.Added> bad -> bad.why();
            case Bodies.Read.Good<ScheduleBodies.Added>(ScheduleBodies.Added added) ->
                reply(
                        schedules.add(asker(ctx, person), added.ritual(), added.when(), added.intent(), added.target()),
                        201);
        };
    }

    /** Changes when it runs, or whether. */
    Reply change(Context ctx, Person person) {
        return switch (ScheduleBodies.changed(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<ScheduleBodies.Changed> bad -> bad.why();
            case Bodies.Read.Good<ScheduleBodies.Changed>(ScheduleBodies.Changed changed) ->
                of(ctx, person, 200, (asker, id) -> change(asker, id, changed));
        };
    }

    private Result change(Asker asker, ScheduleId id, ScheduleBodies.Changed changed) {
        Result result = changed.when().isEmpty() ? new Result.Unknown(id) : schedules.change(asker, id, changed.when());
        if (changed.active().isEmpty() || result instanceof Result.Mistake) {
            return result;
        }
        return changed.active().get() ? schedules.resume(asker, id) : schedules.pause(asker, id);
    }

    Reply delete(Context ctx, Person person) {
        Reply reply = of(ctx, person, 200, schedules::delete);
        return reply instanceof Reply.Failed ? reply : new Reply.Empty(Map.of());
    }

    /** Runs it once, beside its times; the same key runs it once. */
    Reply run(Context ctx, Person person) {
        return of(ctx, person, 202, schedules::run);
    }

    private Reply of(Context ctx, Person person, int status, BiFunction<Asker, ScheduleId, Result> work) {
        return id(ctx).map(id -> reply(work.apply(asker(ctx, person), id), status))
                .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_SCHEDULE));
    }

    private static Reply reply(Result result, int status) {
        return switch (result) {
            case Result.Done(var schedule, var next) ->
                new Reply.Json(
                        status,
                        ConsoleJson.schedule(new Listed(schedule, next, Optional.empty())),
                        status == 201 ? Map.of("Location", Routes.API + "/schedules/" + schedule.id()) : Map.of());
            case Result.Mistake(String says) -> Reply.Failed.of(Problem.UNUSABLE_SCHEDULE, says);
            case Result.Unknown _ -> Reply.Failed.of(Problem.UNKNOWN_SCHEDULE);
        };
    }

    private static Optional<ScheduleId> id(Context ctx) {
        return ScheduleId.of(ctx.pathParam("scheduleId"));
    }

    private static Asker asker(Context ctx, Person person) {
        return new Asker(RequestKey.heard(ctx, "schedule"), person, SessionsApi.PLACE);
    }
}
