package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Recurrence;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.Schedules.Listed;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.Place;
import org.jspecify.annotations.Nullable;

/** What runs by itself. */
final class ScheduleJson {
    private ScheduleJson() {}

    static ObjectNode schedule(Listed listed) {
        Schedule schedule = listed.schedule();
        Schedule.Wanted wanted = schedule.wanted();
        ObjectNode json = Json.object()
                .put("id", schedule.id().value())
                .put("title", schedule.title())
                .put("ritual", ritual(wanted.work()))
                .put("intent", intent(wanted.work()))
                .put("when", wanted.timing().recurrence().words())
                .put("zone", wanted.timing().zone().getId())
                .put("exceptHolidays", wanted.timing().restsOnHolidays())
                .put("spoken", wanted.timing().spoken())
                .put("once", wanted.timing().recurrence() instanceof Recurrence.Once)
                .put("state", Json.name(schedule.state()))
                .put("reason", schedule.reason())
                .put("failures", schedule.failures())
                .put("owner", wanted.owner().name())
                .put(
                        "session",
                        wanted.origin().map(each -> each.session().value()).orElse(null));
        json.set("next", Json.texts(listed.next().stream().map(Json::time).toList()));
        json.set("place", place(wanted.place(), wanted.label()));
        json.set("last", listed.last().map(ScheduleJson::last).orElse(null));
        return json;
    }

    private static @Nullable String ritual(Work work) {
        return switch (work) {
            case Work.Launch launch -> launch.ritual().key();
            case Work.Draft _, Work.Run _ -> null;
        };
    }

    private static @Nullable String intent(Work work) {
        return switch (work) {
            case Work.Launch launch -> launch.intent();
            case Work.Draft _, Work.Run _ -> null;
        };
    }

    private static ObjectNode place(Place place, String label) {
        return Json.object()
                .put("surface", place.surface())
                .put("workspace", place.workspace())
                .put("channel", place.channel())
                .put("label", label);
    }

    private static ObjectNode last(Occurrence last) {
        return Json.object()
                .put("due", Json.time(last.due()))
                .put("state", Json.name(last.state()))
                .put("detail", last.detail())
                .put("session", last.session().map(Object::toString).orElse(null));
    }
}
