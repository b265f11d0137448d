package dev.opspilot.bot.mesh;

import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.TriggerSpec;
import dev.opspilot.bot.config.WorkflowReader;
import dev.opspilot.bot.store.PgAutomations;
import dev.opspilot.bot.store.PgAutomations.Asked;
import dev.opspilot.bot.store.PgAutomations.Ended;
import dev.opspilot.bot.store.PgAutomations.Run;
import dev.opspilot.bot.store.PgAutomations.State;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workflows that there are, and their runs. Thread-safe, and the same on every node: what is asked for stands in the
 * database, and whichever node comes to it first begins it.
 */
public final class Automations {
    private static final int SESSION_ID = 32;
    private static final int MOST_WAITING = 100;

    private final OpsPilotYml yml;
    private final WorkflowReader reader;
    private final PgAutomations store;
    private final InstantSource clock;
    private final Map<String, WorkflowReader.Result> read = new ConcurrentHashMap<>();
    private volatile Map<String, List<String>> misfits = Map.of();
    private volatile Consumer<Heard> listener = _ -> {};

    public Automations(OpsPilotYml yml, PgAutomations store, InstantSource clock) {
        this.yml = yml;
        this.reader = WorkflowReader.of(yml);
        this.store = store;
        this.clock = clock;
    }

    /**
     * A workflow as it stands.
     *
     * @param enabled whether its triggers count
     * @param flaws why it cannot run; empty when it can
     * @param last its latest run that has ended
     * @param open its runs that have not, those that wait for their turn included
     */
    public record Listed(AutomationSpec spec, boolean enabled, List<String> flaws, Optional<Run> last, List<Run> open) {
        public Listed {
            flaws = List.copyOf(flaws);
            open = List.copyOf(open);
        }

        /** How many of its runs are in a state. */
        public long count(State state) {
            return open.stream().filter(run -> run.state() == state).count();
        }
    }

    /** What came of asking for a run. */
    public sealed interface Result {

        /** @param waits whether it waits for its turn */
        record Begun(Listed automation, SessionId session, boolean waits) implements Result {}

        /** @param why what is wrong, and what to do */
        record Refused(String why) implements Result {}
    }

    /** Begins to hand on what is to be heard, so that it is acted on at once. */
    void start(Consumer<Heard> to) {
        listener = to;
    }

    /** Takes note of what the calls of workflows have wrong about the tools of their servers, by the workflow's name. */
    public void found(Map<String, List<String>> flaws) {
        misfits = Map.copyOf(flaws);
    }

    /** What is wrong with workflows that cannot be used at all, each with its file, its line, and what would be right. */
    public List<String> flaws() {
        return yml.automations().flaws();
    }

    /** All workflows, those of files first. */
    public List<Listed> all() {
        Map<String, Boolean> switches = store.switches();
        Map<String, List<Run>> runs = store.runs().stream().collect(Collectors.groupingBy(Run::automation));
        return specs().map(spec -> listed(spec, switches, runs.getOrDefault(spec.name(), List.of())))
                .toList();
    }

    private Listed listed(AutomationSpec spec, Map<String, Boolean> switches, List<Run> runs) {
        return new Listed(
                spec,
                switches.getOrDefault(spec.name(), spec.enabled()),
                misfits.getOrDefault(spec.name(), List.of()),
                runs.stream().filter(run -> run.state() == State.ENDED).findFirst(),
                runs.stream().filter(run -> run.state() != State.ENDED).toList());
    }

    private Stream<AutomationSpec> specs() {
        List<AutomationSpec> ofFiles = yml.automations().all();
        List<String> names = ofFiles.stream().map(AutomationSpec::name).toList();
        Stream<AutomationSpec> kept = store.saved().stream()
                .filter(saved -> !names.contains(saved.name()))
                .flatMap(saved -> read(saved).spec().stream());
        return Stream.concat(ofFiles.stream(), kept);
    }

    private WorkflowReader.Result read(PgAutomations.Saved saved) {
        return read.computeIfAbsent(
                saved.yaml(), yaml -> reader.read("kept from the session " + saved.session(), yaml));
    }

    /** What reading a text as a workflow comes to. */
    WorkflowReader.Result read(String name, String yaml) {
        return reader.read(name, yaml);
    }

    /** The one of a name, or of a title. */
    public Optional<Listed> find(String name) {
        List<Listed> all = all();
        return all.stream()
                .filter(each -> each.spec().name().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> each.spec().workflow().title().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** Asks for a run, once for its key; one that a trigger asks for is shown where the workflow says. */
    public Result run(HeardKey key, Person person, Place place, String name, String cause) {
        Optional<Listed> found = find(name);
        if (found.isEmpty()) {
            return new Result.Refused(
                    "There is no automation “" + name + "”. “automation” lists those that there are.");
        }
        Listed automation = found.get();
        boolean byItself = person.surface().equals(Person.HOUSE);
        if (byItself && !automation.enabled()) {
            return new Result.Refused("“" + name + "” is disabled, so nothing begins it by itself.");
        }
        if (!automation.flaws().isEmpty()) {
            return new Result.Refused("It cannot run: " + automation.flaws().getFirst());
        }
        if (automation.open().size() >= MOST_WAITING) {
            return new Result.Refused(MOST_WAITING + " runs of “" + name + "” wait already; stop some of them first.");
        }
        Place shown = byItself || isPage(place) ? shownFor(automation.spec(), place) : outOfThread(place);
        Run asked = store.ask(asked(automation.spec(), key, person, shown, cause), clock.instant());
        List<Heard> begun = turns();
        boolean waits = asked.state() == State.QUEUED
                && begun.stream().noneMatch(each -> each.session().equals(asked.session()));
        return new Result.Begun(automation, asked.session(), waits && isQueued(asked.session()));
    }

    private boolean isQueued(SessionId session) {
        return store.runs().stream().anyMatch(run -> run.session().equals(session) && run.state() == State.QUEUED);
    }

    private static Asked asked(AutomationSpec spec, HeardKey key, Person person, Place place, String cause) {
        SessionId session = new SessionId(Digest.of(key.value()).hex().substring(0, SESSION_ID));
        HeardKey runs = new HeardKey("automation/" + key.value());
        return new Asked(
                spec.name(),
                cause,
                new Heard.Signalled(runs, person, place, session, new Heard.Signal.Run(spec.workflow(), cause)));
    }

    private static boolean isPage(Place place) {
        return place.surface().equals(AlertsSpec.PAGE.surface());
    }

    private static Place shownFor(AutomationSpec spec, Place otherwise) {
        return isPage(spec.place()) ? outOfThread(otherwise) : spec.place();
    }

    private static Place outOfThread(Place place) {
        return new Place(place.surface(), place.workspace(), place.channel(), Optional.empty());
    }

    /** Lets the triggers of a workflow count, or not; empty when there is none of that name. */
    public Optional<Listed> turn(HeardKey key, Person person, String name, boolean enabled) {
        return find(name).flatMap(found -> {
            store.turn(key, person, found.spec().name(), enabled, clock.instant());
            return find(found.spec().name());
        });
    }

    /** Keeps a workflow that was drafted, disabled until somebody enables it. */
    void keep(PgAutomations.Saved saved, Person person) {
        store.save(saved, person, clock.instant());
    }

    /** @return whether it was kept before */
    boolean forget(String name) {
        return store.forget(name);
    }

    /** Begins the runs whose turn it is. */
    private List<Heard> turns() {
        Map<String, Integer> atOnce =
                specs().collect(Collectors.toMap(AutomationSpec::name, AutomationSpec::atOnce, (first, _) -> first));
        List<Heard> heard = store.begin(atOnce, clock.instant());
        heard.forEach(listener);
        return heard;
    }

    /** Does what follows from the ends of sessions, and begins what waited for its turn. */
    void relay() {
        List<Heard> told = store.relay(this::begunBy, clock.instant());
        told.forEach(listener);
        store.giveUpUnheard(clock.instant());
        turns();
    }

    /** What the end of a session begins; one that a workflow asked for begins nothing, or it might go on for ever. */
    private List<Asked> begunBy(Ended ended) {
        if (ended.isOfStep()) {
            return List.of();
        }
        List<Asked> asked = new ArrayList<>();
        for (Listed each : all()) {
            boolean meant = each.enabled()
                    && each.flaws().isEmpty()
                    && each.spec().triggers().stream()
                            .anyMatch(
                                    trigger -> trigger instanceof TriggerSpec.Outcome outcome && fits(outcome, ended));
            if (meant) {
                asked.add(asked(
                        each.spec(),
                        new HeardKey("outcome/" + each.spec().name() + "/" + ended.session()),
                        Person.AUTOMATION,
                        shownFor(each.spec(), ended.place()),
                        "after the session " + ended.session() + " ended"));
            }
        }
        return asked;
    }

    private static boolean fits(TriggerSpec.Outcome outcome, Ended ended) {
        return outcome.ritual() == ended.ritual()
                && outcome.status() == ended.status()
                && outcome.automation()
                        .map(name -> ended.automation().filter(name::equals).isPresent())
                        .orElse(true)
                && outcome.verdict().map(ended.verdict()::equals).orElse(true);
    }

    /**
     * Begins what waits for alerts; once for each incident, however many alerts it comes to have.
     *
     * @param labels of each alert that fires
     */
    public void alerted(SessionId incident, Place place, List<Map<String, String>> labels) {
        for (AutomationSpec spec : specs().toList()) {
            boolean meant = spec.triggers().stream()
                    .anyMatch(trigger -> trigger instanceof TriggerSpec.Alert alert
                            && labels.stream().anyMatch(alert::fits));
            if (meant) {
                var _ = run(
                        new HeardKey("alert/" + spec.name() + "/" + incident),
                        Person.AUTOMATION,
                        place,
                        spec.name(),
                        "an alert of the session " + incident);
            }
        }
    }

    /** Sets the schedules of workflows that are enabled, and takes away those that nobody wants any more. */
    public void schedule(ScheduleStore schedules) {
        Instant now = clock.instant();
        List<Schedule> set = schedules.all().stream()
                .filter(each -> each.wanted().work() instanceof Work.Run)
                .toList();
        List<Schedule.Wanted> wanted = all().stream()
                .filter(Listed::enabled)
                .flatMap(each -> wanted(each.spec()))
                .toList();
        set.stream()
                .filter(each -> wanted.stream().noneMatch(other -> isSame(each.wanted(), other)))
                .forEach(each -> schedules.delete(each.id()));
        for (Schedule.Wanted each : wanted) {
            Optional<Instant> next = each.timing().next(now, yml.schedules().holidays());
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
