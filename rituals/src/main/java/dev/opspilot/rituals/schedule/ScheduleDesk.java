package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.schedule.ScheduleWords.Order;
import dev.opspilot.rituals.schedule.Schedules.Asker;
import dev.opspilot.rituals.schedule.Schedules.Result;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Role;
import java.util.Optional;

/** Takes the orders about schedules. Thread-safe. */
public final class ScheduleDesk implements OrderDesk {
    private final Schedules schedules;

    public ScheduleDesk(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.SCHEDULE;
    }

    @Override
    public Role needs(Command.Order order) {
        try {
            return switch (ScheduleWords.read(order.words())) {
                case Order.List _, Order.Help _ -> Role.VIEWER;
                case Order.Add _, Order.Run _, Order.Pause _, Order.Resume _, Order.Delete _, Order.Change _ ->
                    Role.OPERATOR;
            };
        } catch (MistakeException e) {
            return Role.VIEWER; // nothing is done but to say so
        }
    }

    @Override
    public Notice take(Heard.Ordered ordered) {
        Asker asker = new Asker(ordered.key(), ordered.person(), ordered.place());
        try {
            return switch (ScheduleWords.read(ordered.order().words())) {
                case Order.List(int page) -> ScheduleNotices.list(schedules.seenFrom(ordered.place()), page);
                case Order.Help _ -> ScheduleNotices.help(Optional.empty(), ordered.place());
                case Order.Add(Work.Launch work, String words) ->
                    told("Scheduled", schedules.add(asker, work, words, Optional.empty()));
                case Order.Run(ScheduleId id) -> told("Runs now", schedules.run(asker, id));
                case Order.Pause(ScheduleId id) -> told("Paused", schedules.pause(asker, id));
                case Order.Resume(ScheduleId id) -> told("Resumed", schedules.resume(asker, id));
                case Order.Change(ScheduleId id, String words) -> told("Changed", schedules.change(asker, id, words));
                case Order.Delete(ScheduleId id) -> told("Deleted", schedules.delete(asker, id));
            };
        } catch (MistakeException e) {
            return ScheduleNotices.help(Optional.of(e.says()), ordered.place());
        }
    }

    private static Notice told(String title, Result result) {
        return switch (result) {
            case Result.Done(Schedule schedule, var next) ->
                title.equals("Deleted") ? ScheduleNotices.gone(schedule) : ScheduleNotices.done(title, schedule, next);
            case Result.Mistake(String says) -> ScheduleNotices.mistake(says);
            case Result.Unknown(ScheduleId id) -> ScheduleNotices.unknown(id);
        };
    }
}
