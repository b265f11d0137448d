package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.schedule.Schedule.Target;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.TimeZones;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What can be done about schedules, the same from chat, page and API. Thread-safe. */
public final class Schedules {
    private static final String CONSOLE = "console";

    private final ScheduleStore store;
    private final Alarm alarm;
    private final Holidays holidays;
    private final ZoneId usual;
    private final Map<String, TimeZones> homes;
    private final InstantSource clock;

    /**
     * The schedules of a store.
     *
     * @param usual the zone of people whose profile names none
     * @param homes what knows the zones of people, by surface
     */
    public Schedules(
            ScheduleStore store,
            Alarm alarm,
            Holidays holidays,
            ZoneId usual,
            Map<String, TimeZones> homes,
            InstantSource clock) {
        this.store = store;
        this.alarm = alarm;
        this.holidays = holidays;
        this.usual = usual;
        this.homes = Map.copyOf(homes);
        this.clock = clock;
    }

    /** Who asks, from where, and the key by which the same wish is known again. */
    public record Asker(HeardKey key, Person person, Place place) {}

    /** What came of it. */
    public sealed interface Result {
        /** @param next its next times, at most three */
        record Done(Schedule schedule, List<Instant> next) implements Result {
            public Done {
                next = List.copyOf(next);
            }
        }

        /** @param says what is wrong, and what to do instead */
        record Mistake(String says) implements Result {}

        /** There is none of that number for whoever asks. */
        record Unknown(ScheduleId id) implements Result {}
    }

    /** A schedule with its next times, at most three, and what came of it the last time. */
    public record Listed(Schedule schedule, List<Instant> next, Optional<Occurrence> last) {
        public Listed {
            next = List.copyOf(next);
        }
    }

    /** Those that somebody in a place may know of: of that workspace, or all from the page. Those due soonest first. */
    public List<Listed> seenFrom(Place place, Person reader) {
        Map<ScheduleId, Occurrence> latest = store.latest().stream()
                .collect(Collectors.toMap(Occurrence::schedule, Function.identity(), (first, _) -> first));
        return store.all().stream()
                .filter(each -> isSeen(each, place, reader))
                .map(each -> new Listed(each, next(each), Optional.ofNullable(latest.get(each.id()))))
                .toList();
    }

    private static boolean isSeen(Schedule schedule, Place from, Person reader) {
        Place place = schedule.wanted().place();
        boolean near =
                place.surface().equals(from.surface()) && place.workspace().equals(from.workspace());
        return from.surface().equals(CONSOLE)
                || (near && (!place.direct() || schedule.wanted().owner().equals(reader)));
    }

    /** Adds one, from words like {@code weekdays at 08:00 in #ops}. */
    public Result add(Asker asker, RitualName ritual, String when, String intent) {
        return add(asker, ritual, when, intent, Optional.empty());
    }

    /** @param target where it posts, when the words do not say */
    public Result add(Asker asker, RitualName ritual, String when, String intent, Optional<Target> target) {
        try {
            return add(asker, ScheduleWords.work(ritual, intent), when, target);
        } catch (MistakeException e) {
            return new Result.Mistake(e.says());
        }
    }

    Result add(Asker asker, Work work, String when, Optional<Target> target) throws MistakeException {
        Instant now = clock.instant();
        ScheduleWords.WhenAndWhere said =
                ScheduleWords.whenAndWhere(when, asker.place(), home(asker.person(), asker.place()), now);
        if (said.timing().isEmpty()) {
            throw new MistakeException("Say when, too, as in “schedule brief weekdays at 08:00”.");
        }
        Timing timing = said.timing().get();
        Optional<Instant> next = timing.next(now, holidays);
        if (next.isEmpty()) {
            throw new MistakeException("That time falls on a holiday.");
        }
        Place asked = asker.place();
        Optional<String> unknown = target.map(each -> each.place().surface())
                .filter(each -> !each.equals(CONSOLE) && !homes.containsKey(each));
        if (unknown.isPresent()) {
            throw new MistakeException("“" + unknown.get() + "” is not connected, so nothing can be posted there.");
        }
        Target where = said.target().or(() -> target).orElseGet(() -> new Target(asked.outOfThread(), ""));
        Schedule.Wanted wanted = new Schedule.Wanted(
                asker.person(), asked, where.place(), where.label(), work, timing, Optional.empty());
        Schedule added = store.add(asker.key(), wanted, next.get(), now);
        return done(added);
    }

    /** The zone of a person where words name none; may ask the platform. */
    public ZoneId home(Person person, Place place) {
        return Optional.ofNullable(homes.get(place.surface()))
                .flatMap(each -> each.of(person, place))
                .orElse(usual);
    }

    /** Runs it once, beside its times. */
    public Result run(Asker asker, ScheduleId id) {
        Optional<Schedule> known = find(asker, id);
        known.ifPresent(_ -> {
            Instant now = clock.instant();
            store.add(Occurrence.asked(id, asker.key(), now));
            alarm.ringAt(now);
        });
        return known.<Result>map(each -> new Result.Done(each, next(each))).orElseGet(() -> new Result.Unknown(id));
    }

    public Result pause(Asker asker, ScheduleId id) {
        return change(asker, id, Schedule::paused);
    }

    /** Lets it run again from now on; what went by meanwhile is not made up for. */
    public Result resume(Asker asker, ScheduleId id) {
        Instant now = clock.instant();
        Optional<Schedule> known = find(asker, id);
        if (known.isPresent()
                && known.get().wanted().timing().next(now, holidays).isEmpty()) {
            return new Result.Mistake(
                    "Its time is over. Give it another, as in “schedule change " + id + " tomorrow 9:00”.");
        }
        return change(asker, id, each -> each.renewed(each.wanted(), now, holidays));
    }

    /** Gives it other times, another place, or both. */
    public Result change(Asker asker, ScheduleId id, String words) {
        return changed(asker, id, words, (_, change) -> change(asker, id, change));
    }

    /** What a change would come to; nothing is changed. */
    public Result tried(Asker asker, ScheduleId id, String words) {
        return changed(asker, id, words, (known, change) -> {
            Schedule then = change.apply(known);
            return new Result.Done(then, next(then));
        });
    }

    private Result changed(
            Asker asker, ScheduleId id, String words, BiFunction<Schedule, UnaryOperator<Schedule>, Result> then) {
        Optional<Schedule> known = find(asker, id);
        if (known.isEmpty()) {
            return new Result.Unknown(id);
        }
        Optional<Result> fixed = ofWorkflow(known.get());
        if (fixed.isPresent()) {
            return fixed.get();
        }
        Instant now = clock.instant();
        Schedule.Wanted wanted = known.get().wanted();
        Timing before = wanted.timing();
        // a session had no clock when it wished to be looked at again; a person has
        ZoneId zone = wanted.origin().isPresent() ? home(asker.person(), asker.place()) : before.zone();
        if (words.isBlank()) {
            return new Result.Mistake(
                    "Say to what: “schedule change " + id + " daily 07:30”, or “schedule change " + id + " in here”.");
        }
        try {
            ScheduleWords.WhenAndWhere said = ScheduleWords.whenAndWhere(words, asker.place(), zone, now);
            Timing timing = said.timing().orElse(before);
            if (timing.next(now, holidays).isEmpty()) {
                return new Result.Mistake("Its time is over; name another, too.");
            }
            return then.apply(
                    known.get(), each -> each.renewed(each.wanted().with(timing, said.target()), now, holidays));
        } catch (MistakeException e) {
            return new Result.Mistake(e.says());
        }
    }

    public Result delete(Asker asker, ScheduleId id) {
        Optional<Schedule> known = find(asker, id);
        return known.flatMap(Schedules::ofWorkflow)
                .or(() -> known.filter(_ -> store.delete(id)).map(each -> new Result.Done(each, List.of())))
                .orElseGet(() -> new Result.Unknown(id));
    }

    /** When a workflow runs is said by its file, and would come back with it. */
    private static Optional<Result> ofWorkflow(Schedule schedule) {
        return schedule.wanted().work() instanceof Work.Run(String automation)
                ? Optional.of(new Result.Mistake("This is when the workflow “" + automation + "” runs. Change it in its"
                        + " file, stop it with “automation disable " + automation + "”, or pause it here."))
                : Optional.empty();
    }

    private Result change(Asker asker, ScheduleId id, UnaryOperator<Schedule> change) {
        return find(asker, id)
                .flatMap(_ -> store.change(id, change))
                .map(this::done)
                .orElseGet(() -> new Result.Unknown(id));
    }

    private Result done(Schedule schedule) {
        schedule.next().ifPresent(alarm::ringAt);
        return new Result.Done(schedule, next(schedule));
    }

    /** One, with its next times. */
    public Optional<Listed> find(Place from, Person reader, ScheduleId id) {
        return store.find(id)
                .filter(each -> isSeen(each, from, reader))
                .map(each -> new Listed(each, next(each), Optional.empty()));
    }

    private Optional<Schedule> find(Asker asker, ScheduleId id) {
        return store.find(id).filter(each -> isSeen(each, asker.place(), asker.person()));
    }

    private List<Instant> next(Schedule schedule) {
        return schedule.next()
                .map(first -> {
                    List<Instant> all = new ArrayList<>(List.of(first));
                    all.addAll(schedule.wanted().timing().next(first, 2, holidays));
                    return List.copyOf(all);
                })
                .orElseGet(List::of);
    }

    /** What is to become of a schedule whose time has come. */
    public Due due(Schedule schedule, Instant now) {
        return Due.of(schedule, now, holidays);
    }

    /** What follows from how an occurrence ended. */
    public Delivery delivery(Schedule schedule, ScheduleStore.Ended ended, Instant now) {
        return Delivery.of(schedule, ended, now);
    }
}
