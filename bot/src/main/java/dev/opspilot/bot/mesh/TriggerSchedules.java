package dev.opspilot.bot.mesh;

import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.bot.config.TriggerSpec;
import dev.opspilot.bot.mesh.Automations.Listed;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The schedules that workflows ask for in their triggers. */
final class TriggerSchedules {
    private TriggerSchedules() {}

    /** Sets those of workflows that are enabled, and takes away those that nobody wants any more. */
    static void set(List<Listed> automations, ScheduleStore schedules, Holidays holidays, Instant now) {
        List<Schedule> set = schedules.all().stream()
                .filter(each -> each.wanted().work() instanceof Work.Run)
                .toList();
        List<Schedule.Wanted> wanted = automations.stream()
                .filter(Listed::enabled)
                .flatMap(each -> wanted(each.spec()))
                .toList();
        set.stream()
                .filter(each -> wanted.stream().noneMatch(other -> isSame(each.wanted(), other)))
                .forEach(each -> schedules.delete(each.id()));
        for (Schedule.Wanted each : wanted) {
            Optional<Instant> next = each.timing().next(now, holidays);
            if (next.isPresent() && set.stream().noneMatch(other -> isSame(other.wanted(), each))) {
                String words = each.timing().words();
                HeardKey key = new HeardKey("automation/" + ((Work.Run) each.work()).automation() + "/"
                        + Digest.of(words).hex());
                var _ = schedules.add(key, each, next.get(), now);
            }
        }
    }

    private static boolean isSame(Schedule.Wanted one, Schedule.Wanted other) {
        return one.work().equals(other.work())
                && one.timing().words().equals(other.timing().words())
                && one.place().equals(other.place());
    }

    private static Stream<Schedule.Wanted> wanted(AutomationSpec spec) {
        return spec.triggers().stream()
                .filter(TriggerSpec.Schedule.class::isInstance)
                .map(trigger -> new Schedule.Wanted(
                        Person.AUTOMATION,
                        spec.place(),
                        spec.place(),
                        "",
                        new Work.Run(spec.name()),
                        ((TriggerSpec.Schedule) trigger).timing(),
                        Optional.empty()));
    }
}
