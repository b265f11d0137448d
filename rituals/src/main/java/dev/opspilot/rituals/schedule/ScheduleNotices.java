package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlainText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said about schedules. Pure. */
public final class ScheduleNotices {
    /** What may be said about when. */
    static final String TIMES =
            "Weekdays at 08:00 Europe/London · every Monday 9am · daily 07:30 · first Monday of the month"
                    + " at 9:00 · every 2 hours · tomorrow 9:00 · cron 0 8 ? * MON-FRI. Add “except holidays” to rest on them.";

    private static final int ASKS = 120;

    private ScheduleNotices() {}

    /** What can be typed there. */
    static Notice help(Optional<String> mistake, Place from) {
        List<Line> lines = new ArrayList<>();
        mistake.ifPresent(each -> lines.add(Line.of(each)));
        lines.add(Line.of("schedule brief weekdays at 08:00 Europe/London "
                + (ScheduleWords.listsChannels(from) ? "in #ops" : "in here")));
        lines.add(Line.of("Times: " + TIMES));
        lines.add(Line.of("Other rituals name behind a colon what to ask: schedule experiment every Monday 9am: readout"
                + " freemium-gating"));
        lines.add(Line.of("schedule · schedule run 7 · pause 7 · resume 7 · change 7 daily 07:30 · delete 7"));
        return new Notice(mistake.isPresent() ? "Not scheduled" : "Schedules", lines, List.of());
    }

    static Notice done(String title, Schedule schedule, List<Instant> next) {
        return new Notice(title, lines(schedule, next).stream().map(Line::of).toList(), actions(schedule));
    }

    /** What it is, when and where it comes, and its next times. */
    static List<String> lines(Schedule schedule, List<Instant> next) {
        List<String> lines = new ArrayList<>();
        String where = where(schedule);
        lines.add(schedule.title() + " (" + schedule.id() + ")" + asks(schedule) + ": "
                + schedule.wanted().timing().spoken() + (where.isEmpty() ? ", in this conversation" : where) + ".");
        if (!next.isEmpty()) {
            ZoneId zone = schedule.wanted().timing().zone();
            lines.add("Next: " + next.stream().map(each -> moment(each, zone)).collect(Collectors.joining(", ")) + ".");
        }
        return lines;
    }

    static Notice gone(Schedule schedule) {
        return Notice.of("Deleted", schedule.title() + " (" + schedule.id() + ") will not run again.");
    }

    static Notice mistake(String says) {
        return Notice.of("Not done", says);
    }

    static Notice unknown(ScheduleId id) {
        return new Notice(
                "No schedule " + id,
                List.of(Line.of("It may have been deleted, or belong to another workspace.")),
                List.of(new Action("List schedules", "schedule", "")));
    }

    static String asks(Schedule schedule) {
        String asks = schedule.asks();
        return asks.isEmpty() ? "" : " “" + PlainText.clipped(asks, ASKS) + "”";
    }

    static String where(Schedule schedule) {
        String label = schedule.wanted().label();
        return label.isEmpty() ? "" : ", in " + label;
    }

    /** What can be done about one. */
    static List<Action> actions(Schedule schedule) {
        String id = schedule.id().toString();
        List<Action> actions = new ArrayList<>();
        actions.add(new Action("Run now", "schedule run " + id, ""));
        switch (schedule.state()) {
            case ACTIVE -> actions.add(new Action("Pause", "schedule pause " + id, ""));
            case PAUSED, DISABLED -> actions.add(new Action("Resume", "schedule resume " + id, ""));
            case DONE -> {
                // It can be changed to another time, or deleted.
            }
        }
        actions.add(Action.asking("Change", "schedule change " + id));
        actions.add(new Action(
                "Delete", "schedule delete " + id, "Delete schedule " + id + " (" + schedule.title() + ")?"));
        return actions;
    }

    /** What an owner is told without having asked. */
    public static Notice note(Schedule schedule, Note note) {
        ZoneId zone = schedule.wanted().timing().zone();
        String id = schedule.id().toString();
        String name = schedule.title() + " (" + id + ")" + where(schedule);
        return switch (note.kind()) {
            case MISSED ->
                new Notice(
                        "Missed: " + name,
                        List.of(Line.of(
                                note.times() == 1
                                        ? "It was due on " + moment(note.first(), zone) + ", while OpsPilot was down."
                                        : "It was due " + note.times() + " times from " + moment(note.first(), zone)
                                                + " to " + moment(note.last(), zone) + ", while OpsPilot was down.")),
                        List.of(new Action("Run now", "schedule run " + id, "")));
            case FAILED ->
                new Notice(
                        "Failed: " + name,
                        List.of(Line.of("Due on " + moment(note.first(), zone) + ". The last try: " + note.reason())),
                        List.of(new Action("Run now", "schedule run " + id, "")));
            case DISABLED ->
                new Notice(
                        "Disabled: " + name,
                        List.of(
                                Line.of("It failed " + Delivery.FAILURES + " times in a row. The last time: "
                                        + note.reason()),
                                mend(id)),
                        again(id));
            case LOST ->
                new Notice(
                        "Disabled: " + name,
                        List.of(
                                Line.of("It was due on " + moment(note.last(), zone)
                                        + ", and nothing can be posted there any more: " + note.reason() + "."),
                                mend(id)),
                        again(id));
        };
    }

    private static Line mend(String id) {
        return Line.of("Mend the cause and resume it, or move it with “schedule change " + id
                + " in here”, typed where it is to go.");
    }

    private static List<Action> again(String id) {
        return List.of(
                new Action("Resume", "schedule resume " + id, ""),
                new Action("Move it here", "schedule change " + id + " in here", ""),
                new Action("Delete", "schedule delete " + id, "Delete schedule " + id + "?"));
    }

    private static String moment(Instant at, ZoneId zone) {
        return new Moments(zone).at(at);
    }
}
