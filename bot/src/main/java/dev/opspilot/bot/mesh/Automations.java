package dev.opspilot.bot.mesh;

import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.TriggerSpec;
import dev.opspilot.bot.config.WorkflowReader;
import dev.opspilot.bot.store.PgAutomationSettings;
import dev.opspilot.bot.store.PgAutomations;
import dev.opspilot.bot.store.PgAutomations.Asked;
import dev.opspilot.bot.store.PgAutomations.Ended;
import dev.opspilot.bot.store.PgAutomations.Run;
import dev.opspilot.bot.store.PgAutomations.State;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workflows that there are, and their runs. Thread-safe, and the same on every node: what is asked for stands in the
 * database, and whichever node comes to it first begins it.
 */
public final class Automations {
    private static final int SESSION_ID = 32;
    private static final int MOST_WAITING = 100;

    /** How long a run waits for a workflow that is not known. */
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private final OpsPilotYml yml;
    private final WorkflowReader reader;
    private final PgAutomations store;
    private final PgAutomationSettings settings;
    private final InstantSource clock;
    private final Map<String, WorkflowReader.Result> read = new ConcurrentHashMap<>();
    private volatile Map<String, List<String>> misfits = Map.of();
    private volatile Consumer<Heard> listener = _ -> {};
    private volatile Teller teller = (_, _, _) -> {};

    public Automations(OpsPilotYml yml, PgAutomations store, PgAutomationSettings settings, InstantSource clock) {
        this.yml = yml;
        this.reader = WorkflowReader.of(yml);
        this.store = store;
        this.settings = settings;
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

        /** Its runs that something is being done for. */
        public List<Run> running() {
            return begun(run -> run.status().filter(Status.WAITING::equals).isEmpty());
        }

        /** Its runs that wait for people, for a time, or for the rules to let them go on. */
        public List<Run> waiting() {
            return begun(run -> run.status().filter(Status.WAITING::equals).isPresent());
        }

        private List<Run> begun(Predicate<Run> which) {
            return open.stream()
                    .filter(run -> run.state() == State.RUNNING)
                    .filter(which)
                    .toList();
        }

        /** How many of its runs wait for their turn. */
        public long queued() {
            return open.stream().filter(run -> run.state() == State.QUEUED).count();
        }
    }

    /** What came of asking for a run. */
    public sealed interface Result {

        /** @param waits whether it waits for its turn */
        record Begun(Listed automation, SessionId session, boolean waits) implements Result {}

        /** @param why what is wrong, and what to do */
        record Refused(String why) implements Result {}
    }

    /** Tells all who are at a place; the same thing once. */
    interface Teller {
        void tell(HeardKey about, Place place, Notice notice);
    }

    /** Begins to hand on what is to be heard, so that it is acted on at once, and to tell where a trigger came to nothing. */
    void start(Consumer<Heard> to, Teller telling) {
        listener = to;
        teller = telling;
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
        Map<String, Boolean> switches = settings.switches();
        List<AutomationSpec> specs = specs().toList();
        Map<String, List<Run>> runs = store.runs(names(specs)).stream().collect(Collectors.groupingBy(Run::automation));
        return specs.stream()
                .map(spec -> listed(spec, switches, runs.getOrDefault(spec.name(), List.of())))
                .toList();
    }

    private static List<String> names(List<AutomationSpec> specs) {
        return specs.stream().map(AutomationSpec::name).toList();
    }

    private Listed listed(AutomationSpec spec, Map<String, Boolean> switches, List<Run> runs) {
        return new Listed(
                spec,
                switches.getOrDefault(spec.name(), spec.enabled()),
                misfits.getOrDefault(spec.name(), List.of()),
                runs.stream().filter(run -> run.state() == State.ENDED).findFirst(),
                runs.stream().filter(run -> run.state() != State.ENDED).toList());
    }

    private boolean isEnabled(AutomationSpec spec) {
        return settings.switches().getOrDefault(spec.name(), spec.enabled());
    }

    private Stream<AutomationSpec> specs() {
        List<AutomationSpec> ofFiles = yml.automations().all();
        List<String> names = ofFiles.stream().map(AutomationSpec::name).toList();
        Stream<AutomationSpec> kept = settings.saved().stream()
                .filter(saved -> !names.contains(saved.name()))
                .flatMap(saved -> read(saved).spec().stream());
        return Stream.concat(ofFiles.stream(), kept);
    }

    private WorkflowReader.Result read(PgAutomationSettings.Saved saved) {
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
            return new Result.Refused(AutomationNotices.noSuch(name));
        }
        Listed automation = found.get();
        boolean byItself = person.ofHouse();
        if (byItself && !automation.enabled()) {
            return new Result.Refused("“" + name + "” is disabled, so nothing begins it by itself.");
        }
        Optional<String> why = hindrance(automation);
        if (why.isPresent()) {
            return new Result.Refused(why.get());
        }
        Place shown = byItself || isPage(place) ? shownFor(automation.spec(), place) : place.outOfThread();
        Run asked = store.ask(asked(automation.spec(), key, person, shown, cause), clock.instant());
        List<Heard> begun = turns();
        boolean waits = asked.state() == State.QUEUED
                && begun.stream().noneMatch(each -> each.session().equals(asked.session()));
        return new Result.Begun(automation, asked.session(), waits && store.isQueued(asked.session()));
    }

    /** Why none of its runs can be begun now, whoever asks. */
    private static Optional<String> hindrance(Listed automation) {
        if (!automation.flaws().isEmpty()) {
            return Optional.of("It cannot run: " + automation.flaws().getFirst());
        }
        return automation.open().size() < MOST_WAITING
                ? Optional.empty()
                : Optional.of(MOST_WAITING + " runs of “" + automation.spec().name()
                        + "” wait already; stop some of them first.");
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
        return isPage(spec.place()) ? otherwise.outOfThread() : spec.place();
    }

    /** Lets the triggers of a workflow count, or not; empty when there is none of that name. */
    public Optional<Listed> turn(HeardKey key, Person person, String name, boolean enabled) {
        return find(name).flatMap(found -> {
            settings.turn(key, person, found.spec().name(), enabled, clock.instant());
            return find(found.spec().name());
        });
    }

    /** Keeps a workflow that was drafted, disabled until somebody enables it. */
    void keep(PgAutomationSettings.Saved saved, Person person) {
        settings.save(saved, person, clock.instant());
    }

    /** @return whether it was kept before */
    boolean forget(String name) {
        boolean forgotten = settings.forget(name);
        if (forgotten) {
            store.giveUp(name, clock.instant());
        }
        return forgotten;
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
        giveUpUnknown();
    }

    /** What waits for a workflow that no node knows any more; a node of another version, or a mended file, may know it. */
    private void giveUpUnknown() {
        Instant now = clock.instant();
        List<AutomationSpec> known = specs().toList();
        store.giveUpUnknown(names(known), now.minus(UNKNOWN), now)
                .forEach(each -> teller.tell(
                        each.signal().key(),
                        each.signal().place(),
                        AutomationNotices.givenUp(each.automation(), each.cause())));
    }

    /** What the end of a session begins; one that a workflow asked for begins nothing, or it might go on for ever. */
    private List<Asked> begunBy(Ended ended) {
        if (ended.isOfStep()) {
            return List.of();
        }
        return specs().filter(spec -> spec.triggers().stream()
                        .anyMatch(trigger -> trigger instanceof TriggerSpec.Outcome outcome && fits(outcome, ended)))
                .filter(this::isEnabled)
                .flatMap(spec -> begunBy(spec, ended).stream())
                .toList();
    }

    private Optional<Asked> begunBy(AutomationSpec spec, Ended ended) {
        HeardKey key = new HeardKey("outcome/" + spec.name() + "/" + ended.session());
        Place place = shownFor(spec, ended.place());
        String cause = "after the session " + ended.session() + " ended";
        Optional<String> why = find(spec.name()).flatMap(Automations::hindrance);
        why.ifPresent(words -> teller.tell(key, place, AutomationNotices.notBegun(spec, cause, words)));
        return why.isPresent() ? Optional.empty() : Optional.of(asked(spec, key, Person.AUTOMATION, place, cause));
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
                HeardKey key = new HeardKey("alert/" + spec.name() + "/" + incident);
                String cause = "an alert of the session " + incident;
                if (run(key, Person.AUTOMATION, place, spec.name(), cause) instanceof Result.Refused(String why)
                        && isEnabled(spec)) {
                    teller.tell(key, shownFor(spec, place), AutomationNotices.notBegun(spec, cause, why));
                }
            }
        }
    }

    /** Sets the schedules of workflows that are enabled, and takes away those that nobody wants any more. */
    public void schedule(ScheduleStore schedules) {
        TriggerSchedules.set(all(), schedules, yml.schedules().holidays(), clock.instant());
    }
}
