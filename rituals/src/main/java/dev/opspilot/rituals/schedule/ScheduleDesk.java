package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.schedule.ScheduleWords.Order;
import dev.opspilot.rituals.schedule.Schedules.Asker;
import dev.opspilot.rituals.schedule.Schedules.Result;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Role;
import java.util.List;
import java.util.Optional;

/** Takes the orders about schedules. Thread-safe. */
public final class ScheduleDesk implements OrderDesk {
    private static final int TITLE = 24;

    private final Schedules schedules;
    private final PageLinks links;

    public ScheduleDesk(Schedules schedules, PageLinks links) {
        this.schedules = schedules;
        this.links = links;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.SCHEDULE;
    }

    @Override
    public Role needs(Command.Order order) {
        try {
            return switch (ScheduleWords.read(order.words())) {
                case Order.List _, Order.FollowUps _, Order.Help _ -> Role.VIEWER;
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
                case Order.List(int page) -> lists(ordered).list(page);
                case Order.FollowUps(int page) -> lists(ordered).followUps(page);
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

    /** By the clock of whoever asks. */
    private ScheduleLists lists(Heard.Ordered ordered) {
        Moments moments = new Moments(schedules.home(ordered.person(), ordered.place()));
        return new ScheduleLists(schedules.seenFrom(ordered.place(), ordered.person()), moments, links);
    }

    @Override
    public Optional<OrderForm> form(Heard.Ordered ordered) {
        return changed(ordered)
                .filter(change -> change.words().isBlank())
                .flatMap(change -> schedules.find(ordered.place(), ordered.person(), change.id()))
                .map(found -> new OrderForm(
                        PlainText.clipped("Change schedule " + found.schedule().id(), TITLE),
                        ScheduleNotices.lines(found.schedule(), found.next()),
                        "When does it come?",
                        found.schedule().wanted().timing().words(),
                        ScheduleNotices.TIMES,
                        found.schedule().wanted().place()));
    }

    @Override
    public Tried tried(Heard.Ordered ordered) {
        Asker asker = new Asker(ordered.key(), ordered.person(), ordered.place());
        return changed(ordered)
                .<Tried>map(change -> switch (schedules.tried(asker, change.id(), change.words())) {
                    case Result.Done(Schedule schedule, var next) ->
                        new Tried.Right(ScheduleNotices.lines(schedule, next));
                    case Result.Mistake(String says) -> new Tried.Wrong(says);
                    case Result.Unknown(ScheduleId id) -> new Tried.Wrong("There is no schedule " + id + " any more.");
                })
                .orElseGet(() -> new Tried.Right(List.of()));
    }

    private static Optional<Order.Change> changed(Heard.Ordered ordered) {
        try {
            return ScheduleWords.read(ordered.order().words()) instanceof Order.Change change
                    ? Optional.of(change)
                    : Optional.empty();
        } catch (MistakeException notOne) {
            return Optional.empty();
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
