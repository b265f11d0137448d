package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.schedule.Schedule.Target;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.util.Optional;

/** The bodies of requests about schedules. */
final class ScheduleBodies {
    private ScheduleBodies() {}

    /** A new schedule. */
    record Added(RitualName ritual, String when, String intent, Optional<Target> target) {}

    /**
     * A change.
     *
     * @param when empty to leave it
     * @param active whether it is to run; empty to leave it
     */
    record Changed(String when, Optional<Boolean> active) {}

    static Bodies.Read<Added> added(byte[] body) {
        Optional<JsonNode> read = Bodies.object(body);
        if (read.isEmpty()) {
            return bad(Problem.UNUSABLE_SCHEDULE.advice());
        }
        JsonNode json = read.get();
        Optional<RitualName> ritual = RitualName.of(Bodies.text(json, "ritual"));
        if (ritual.isEmpty()) {
            return bad("The field \"ritual\" is one of incident, brief, experiment.");
        }
        String when = when(json);
        if (when.isEmpty() || when.length() > Command.MAX_INTENT) {
            return bad(Problem.UNUSABLE_SCHEDULE.advice());
        }
        JsonNode place = json.path("place");
        if (!place.isMissingNode() && !place.isNull() && target(place).isEmpty()) {
            return bad("The field \"place\" has surface, workspace and channel, as in"
                    + " {\"surface\":\"slack\",\"workspace\":\"T123\",\"channel\":\"C123\"}.");
        }
        return new Bodies.Read.Good<>(new Added(ritual.get(), when, Bodies.text(json, "intent"), target(place)));
    }

    static Bodies.Read<Changed> changed(byte[] body) {
        Optional<JsonNode> read = Bodies.object(body);
        String state = read.map(json -> Bodies.text(json, "state")).orElse("");
        Optional<Boolean> active = state.equals("active")
                ? Optional.of(true)
                : state.equals("paused") ? Optional.of(false) : Optional.empty();
        String when = read.map(ScheduleBodies::when).orElse("");
        boolean odd = !state.isEmpty() && active.isEmpty();
        return odd || (when.isEmpty() && active.isEmpty()) || when.length() > Command.MAX_INTENT
                ? bad("Send {\"when\":\"daily 07:30\"}, {\"state\":\"paused\"} or {\"state\":\"active\"}.")
                : new Bodies.Read.Good<>(new Changed(when, active));
    }

    /** A zone of its own is the same as one behind the words. */
    private static String when(JsonNode json) {
        return Bodies.plain(Bodies.text(json, "when") + " " + Bodies.text(json, "zone"));
    }

    private static Optional<Target> target(JsonNode place) {
        String surface = Bodies.text(place, "surface");
        String channel = Bodies.text(place, "channel");
        return surface.isBlank() || channel.isBlank()
                ? Optional.empty()
                : Optional.of(new Target(
                        new Place(surface, Bodies.text(place, "workspace"), channel, Optional.empty()), channel));
    }

    private static <T> Bodies.Read<T> bad(String detail) {
        return new Bodies.Read.Bad<>(Reply.Failed.of(Problem.UNUSABLE_SCHEDULE, detail));
    }
}
