package dev.opspilot.bot.config;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.schedule.Timing;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads workflows, and says of what cannot be used where it stands and what would be right. Thread-safe. */
public final class WorkflowReader {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int MOST_STEPS = 100;
    private static final int MOST_AT_ONCE = 100;

    private final Known known;
    private final StepReader steps;

    WorkflowReader(Known known) {
        this.known = known;
        this.steps = new StepReader(known);
    }

    /** For workflows that a configuration does not name itself, under its servers, bindings and acts. */
    public static WorkflowReader of(OpsPilotYml yml) {
        return new WorkflowReader(Known.of(yml.servers(), yml.bindings(), yml.acting(), yml.schedules()));
    }

    /** What a workflow may refer to. */
    record Known(Set<String> servers, Set<Capability> capabilities, List<ActSpec> acts, ZoneId zone) {
        static Known of(
                List<ServerSpec> servers, List<BindingSpec> bindings, ActingSpec acting, ScheduleSpec schedules) {
            Set<Capability> served =
                    bindings.stream().map(BindingSpec::capability).collect(Collectors.toCollection(LinkedHashSet::new));
            served.add(Capability.SESSIONS_PAST);
            served.add(Capability.CHANGES_FREEZES);
            return new Known(
                    servers.stream().map(ServerSpec::name).collect(Collectors.toCollection(LinkedHashSet::new)),
                    served,
                    acting.acts(),
                    schedules.zone());
        }
    }

    /** What came of reading: a workflow, or the flaws that keep it from being one. */
    public record Result(Optional<AutomationSpec> spec, List<String> flaws) {
        public Result {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Reads one.
     *
     * @param name stands for its file in messages
     */
    public Result read(String name, String yaml) {
        List<String> flaws = new ArrayList<>();
        try {
            Spot root = YamlText.root(name, yaml)
                    .withKeys("name", "title", "in", "when", "atOnce", "onFailure", "enabled", "steps");
            Map<String, Step> read = steps(root.get("steps"), flaws);
            Spot called = root.get("name");
            if (!NAME.matcher(called.text()).matches()) {
                throw called.expected("lower-case letters, digits and dashes, at most 40, as in refund-retries");
            }
            Optional<Spot> title = root.find("title");
            Optional<Spot> in = root.find("in");
            Optional<Spot> enabled = root.find("enabled");
            Place place = in.isPresent() ? AlertsReader.place(in.get()) : AlertsSpec.PAGE;
            List<TriggerSpec> triggers = triggers(root.find("when"));
            int atOnce = number(root.find("atOnce"), 1, MOST_AT_ONCE, 1);
            boolean takesBack = takesBack(root.find("onFailure"));
            boolean on = enabled.isEmpty() || truth(enabled.get());
            if (!flaws.isEmpty()) {
                return new Result(Optional.empty(), flaws);
            }
            Workflow workflow = new Workflow(
                    called.text(),
                    title.isPresent() ? title.get().text() : called.text(),
                    inOrder(root.get("steps"), read),
                    List.of(),
                    takesBack);
            return new Result(Optional.of(new AutomationSpec(name, workflow, place, triggers, atOnce, on)), List.of());
        } catch (ConfigException e) {
            flaws.add(String.valueOf(e.getMessage()));
            return new Result(Optional.empty(), flaws);
        }
    }

    /** Every step that has a flaw is named, not only the first. */
    private Map<String, Step> steps(Spot list, List<String> flaws) throws ConfigException {
        Map<String, Step> read = new LinkedHashMap<>();
        List<Spot> items = list.items();
        if (items.isEmpty() || items.size() > MOST_STEPS) {
            throw list.expected("1 to " + MOST_STEPS + " steps");
        }
        for (Spot item : items) {
            try {
                Step step = steps.read(item);
                if (read.putIfAbsent(step.id(), step) != null) {
                    throw item.wrong("two steps have the id “" + step.id() + "”; give this one another");
                }
            } catch (ConfigException e) {
                flaws.add(String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    /** Each step behind those that it needs, otherwise as they were written. */
    private static List<Step> inOrder(Spot list, Map<String, Step> read) throws ConfigException {
        Map<String, Spot> spots = new HashMap<>();
        for (Spot item : list.items()) {
            spots.put(item.get("id").text(), item);
        }
        for (Step step : read.values()) {
            for (String need : step.needs()) {
                if (!read.containsKey(need)) {
                    throw of(spots, step.id())
                            .called("step “" + step.id() + "”")
                            .get("needs")
                            .wrong("there is no step “" + need + "”; there are: " + String.join(", ", read.keySet()));
                }
            }
        }
        Map<String, Step> ordered = new LinkedHashMap<>();
        while (ordered.size() < read.size()) {
            Optional<Step> next = read.values().stream()
                    .filter(step ->
                            !ordered.containsKey(step.id()) && ordered.keySet().containsAll(step.needs()))
                    .findFirst();
            if (next.isEmpty()) {
                throw circle(read, ordered, spots);
            }
            ordered.put(next.get().id(), next.get());
        }
        return List.copyOf(ordered.values());
    }

    private static <T> T of(Map<String, T> known, String id) {
        return Optional.ofNullable(known.get(id)).orElseThrow();
    }

    private static ConfigException circle(Map<String, Step> read, Map<String, Step> ordered, Map<String, Spot> spots)
            throws ConfigException {
        LinkedHashSet<String> way = new LinkedHashSet<>();
        String at = read.keySet().stream()
                .filter(id -> !ordered.containsKey(id))
                .findFirst()
                .orElseThrow();
        while (way.add(at)) {
            at = of(read, at).needs().stream()
                    .filter(need -> !ordered.containsKey(need))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> walked = new ArrayList<>(way);
        List<String> circle = new ArrayList<>(walked.subList(walked.indexOf(at), walked.size()));
        circle.add(at);
        return of(spots, at)
                .called("step “" + at + "”")
                .get("needs")
                .wrong("the steps wait for each other in a circle: " + String.join(" needs ", circle)
                        + "; take one of them out");
    }

    private List<TriggerSpec> triggers(Optional<Spot> given) throws ConfigException {
        List<TriggerSpec> triggers = new ArrayList<>();
        if (given.isPresent()) {
            for (Spot item : given.get().items()) {
                triggers.add(trigger(item));
            }
        }
        return triggers;
    }

    private TriggerSpec trigger(Spot item) throws ConfigException {
        Optional<Spot> schedule = item.isObject() ? item.find("schedule") : Optional.empty();
        if (schedule.isPresent()) {
            item.withKeys("schedule");
            try {
                return new TriggerSpec.Schedule(Timing.recurring(schedule.get().text(), known.zone()));
            } catch (IllegalArgumentException e) {
                throw schedule.get().wrong(String.valueOf(e.getMessage()));
            }
        }
        Optional<Spot> alert = item.isObject() ? item.find("alert") : Optional.empty();
        if (alert.isPresent()) {
            item.withKeys("alert");
            Map<String, Pattern> labels = new HashMap<>();
            for (Map.Entry<String, Spot> label : alert.get().entries().entrySet()) {
                labels.put(label.getKey(), AlertsReader.pattern(label.getValue().text()));
            }
            return new TriggerSpec.Alert(labels);
        }
        Optional<Spot> after = item.isObject() ? item.find("after") : Optional.empty();
        if (after.isPresent()) {
            item.withKeys("after");
            return outcome(after.get().withKeys("ritual", "automation", "status", "verdict"));
        }
        throw item.wrong("an unknown trigger; write {schedule: weekdays at 08:00}, {alert: {severity: page}}, or"
                + " {after: {ritual: incident, verdict: suspects}}");
    }

    private static TriggerSpec outcome(Spot after) throws ConfigException {
        Optional<Spot> ritual = after.find("ritual");
        Optional<Spot> automation = after.find("automation");
        Optional<Spot> verdict = after.find("verdict");
        Optional<Spot> status = after.find("status");
        if (ritual.isPresent() == automation.isPresent()) {
            throw after.wrong("expected either a ritual or an automation, as in {ritual: incident}");
        }
        RitualName of = ritual.isPresent() ? ritual(ritual.get()) : RitualName.AUTOMATION;
        Status ended = Status.DONE;
        if (status.isPresent()) {
            ended = switch (status.get().text()) {
                case "done" -> Status.DONE;
                case "failed" -> Status.FAILED;
                default -> throw status.get().expected("done or failed");
            };
        }
        return new TriggerSpec.Outcome(
                of,
                automation.isPresent() ? Optional.of(automation.get().text()) : Optional.empty(),
                ended,
                verdict.isPresent() ? Optional.of(verdict(verdict.get())) : Optional.empty());
    }

    static RitualName ritual(Spot spot) throws ConfigException {
        String name = spot.text();
        return RitualName.of(name)
                .orElseThrow(() -> spot.expected("one of "
                        + RitualName.BY_NAME.stream().map(RitualName::key).collect(Collectors.joining(", "))));
    }

    static String verdict(Spot spot) throws ConfigException {
        return switch (spot.text()) {
            case "suspects", "healthy", "inconclusive" -> spot.text();
            default -> throw spot.expected("suspects, healthy or inconclusive, which a drill comes to");
        };
    }

    private static boolean takesBack(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return false;
        }
        return switch (given.get().text()) {
            case "stop" -> false;
            case "take back" -> true;
            default -> throw given.get().expected("stop, or take back");
        };
    }

    static int number(Optional<Spot> given, int least, int most, int otherwise) throws ConfigException {
        if (given.isEmpty()) {
            return otherwise;
        }
        int number = given.get().node().asInt(Integer.MIN_VALUE);
        if (!given.get().node().isInt() || number < least || number > most) {
            throw given.get().expected("a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static boolean truth(Spot spot) throws ConfigException {
        if (!spot.node().isBoolean()) {
            throw spot.expected("true or false");
        }
        return spot.node().booleanValue();
    }
}
