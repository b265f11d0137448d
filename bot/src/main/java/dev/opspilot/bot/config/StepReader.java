package dev.opspilot.bot.config;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one step of a workflow. */
final class StepReader {
    /** What a step can be; each has exactly one of them. */
    private static final List<String> KINDS = List.of("act", "call", "check", "wait", "approve", "ritual", "manual");

    private static final Pattern TOOL = Pattern.compile("(?<server>[^/\\s]+)/(?<tool>\\S+)");
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofMinutes(5);
    private static final Duration COUNTED_OVER = Duration.ofHours(1);
    private static final Duration EXPIRES = Duration.ofHours(24);
    private static final int MOST_RETRIES = 10;

    private final WorkflowReader.Known known;

    StepReader(WorkflowReader.Known known) {
        this.known = known;
    }

    /** What a step does, with what people read of it. */
    private record Doing(Optional<Task> task, String does, String waits, String undo) {}

    Step read(Spot given) throws ConfigException {
        Spot named = given.isObject() ? given.get("id") : given.withKeys("id");
        if (!WorkflowReader.NAME.matcher(named.text()).matches()) {
            throw named.expected("lower-case letters, digits and dashes, at most 40, as in open-half");
        }
        Spot spot = given.called("step “" + named.text() + "”");
        List<String> kinds =
                KINDS.stream().filter(kind -> spot.find(kind).isPresent()).toList();
        if (kinds.size() != 1) {
            throw spot.wrong("expected exactly one of " + String.join(", ", KINDS) + ", found "
                    + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
        }
        Optional<Condition> onlyIf =
                spot.find("if").isPresent() ? Optional.of(condition(spot.get("if"))) : Optional.empty();
        Optional<Spot> timeout = spot.find("timeout");
        Optional<Duration> limit = timeout.isPresent()
                ? Optional.of(Durations.read(timeout, Duration.ofSeconds(1), LONGEST, LONGEST))
                : Optional.empty();
        Doing doing = doing(spot, kinds.getFirst(), limit);
        Optional<Spot> title = spot.find("title");
        Optional<Spot> does = spot.find("does");
        String condition = onlyIf.map(each -> "only if " + each.words()).orElse("");
        return new Step(
                named.text(),
                title.isPresent() ? title.get().text() : doing.does().replaceFirst("\\.$", ""),
                does.isPresent()
                        ? does.get().text()
                        : doing.does() + (condition.isEmpty() ? "" : " " + sentence(condition)),
                needs(spot.find("needs")),
                doing.waits(),
                doing.undo(),
                doing.task(),
                onlyIf,
                WorkflowReader.number(spot.find("retries"), 0, MOST_RETRIES, 0),
                limit);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static List<String> needs(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.get().node().isTextual()) {
            return List.of(given.get().text());
        }
        Set<String> needs = new LinkedHashSet<>();
        for (Spot need : given.get().items()) {
            needs.add(need.text());
        }
        return List.copyOf(needs);
    }

    private Doing doing(Spot spot, String kind, Optional<Duration> limit) throws ConfigException {
        return switch (kind) {
            case "act" -> act(with(spot, "act", "with", "service", "effect", "risk"));
            case "call" -> call(with(spot, "call", "with", "service", "environment", "undo", "effect", "risk"), limit);
            case "check" -> check(with(spot, "check", "every"));
            case "wait" -> {
                Duration length =
                        Durations.read(with(spot, "wait").find("wait"), Duration.ofSeconds(1), LONGEST, LONGEST);
                yield new Doing(Optional.of(new Task.Wait(length)), "Waits " + Figures.duration(length) + ".", "", "");
            }
            case "approve" -> approve(with(spot, "approve", "people"));
            case "ritual" -> ritual(with(spot, "ritual", "intent", "verdict"));
            default -> manual(with(spot, "manual", "undo"));
        };
    }

    private static Spot with(Spot spot, String... own) throws ConfigException {
        List<String> keys = new ArrayList<>(List.of("id", "title", "does", "needs", "if", "retries", "timeout"));
        keys.addAll(List.of(own));
        return spot.withKeys(keys.toArray(String[]::new));
    }

    private static Doing manual(Spot spot) throws ConfigException {
        Optional<Spot> undo = spot.find("undo");
        return new Doing(
                Optional.empty(),
                spot.get("manual").text(),
                "A person did it.",
                undo.isPresent() ? undo.get().text() : "");
    }

    private static Doing approve(Spot spot) throws ConfigException {
        String question = spot.get("approve").text();
        int people = WorkflowReader.number(spot.find("people"), 1, 2, 1);
        return new Doing(
                Optional.of(new Task.Approve(question, people)),
                question,
                people == 1 ? "Somebody agreed." : "Two people agreed.",
                "");
    }

    private static Doing ritual(Spot spot) throws ConfigException {
        String name = WorkflowReader.ritual(spot.get("ritual")).key();
        String intent = spot.get("intent").text();
        Optional<Spot> verdict = spot.find("verdict");
        Optional<String> wanted =
                verdict.isPresent() ? Optional.of(WorkflowReader.verdict(verdict.get())) : Optional.empty();
        if (wanted.isPresent() && !name.equals("incident")) {
            throw verdict.get().wrong("only an incident comes to a verdict; leave it out");
        }
        return new Doing(
                Optional.of(new Task.Ritual(name, intent, wanted)),
                "Asks for the ritual " + name + ": " + intent + ".",
                "Its session has ended"
                        + wanted.map(each -> " with the verdict " + each).orElse(" well") + ".",
                "");
    }

    private Doing check(Spot spot) throws ConfigException {
        Condition condition = condition(spot.get("check"));
        Duration every = Durations.read(spot.find("every"), Duration.ofSeconds(1), Duration.ofDays(1), EVERY);
        return new Doing(
                Optional.of(new Task.Check(condition, every)),
                "Goes on when " + condition.words() + ".",
                sentence(condition.words()),
                "");
    }

    private Condition condition(Spot given) throws ConfigException {
        Spot spot = given.withKeys("read", "metric", "subject", "below", "above", "over");
        Spot read = spot.get("read");
        Capability capability =
                Capability.of(read.text()).orElseThrow(() -> read.expected("one of " + Capability.keys()));
        if (!known.capabilities().contains(capability)) {
            throw read.wrong(
                    "no binding serves " + capability.key() + "; add one under bindings in opspilot.yml, or read "
                            + known.capabilities().stream()
                                    .map(Capability::key)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        Optional<Spot> below = spot.find("below");
        Optional<Spot> above = spot.find("above");
        if (below.isPresent() == above.isPresent()) {
            throw spot.wrong("expected either below or above, as in {read: payments.metrics, metric: failure_ratio,"
                    + " below: 0.03}");
        }
        Spot bound = below.or(() -> above).orElseThrow();
        if (!bound.isNumber()) {
            throw bound.expected("a number");
        }
        Condition.Comparison is = below.isPresent() ? Condition.Comparison.BELOW : Condition.Comparison.ABOVE;
        double value = bound.node().doubleValue();
        Optional<Spot> metric = spot.find("metric");
        Optional<Spot> subject = spot.find("subject");
        boolean series = Capability.METRICS.contains(capability);
        if (series != metric.isPresent()) {
            throw series
                    ? spot.wrong("the key “metric” is missing: which of " + capability.key() + " is meant")
                    : metric.get().wrong(capability.key() + " brings no metrics, and is counted; leave it out");
        }
        Duration over = Durations.read(
                spot.find("over"), Duration.ofMinutes(1), Duration.ofDays(30), series ? OVER : COUNTED_OVER);
        return series
                ? new Condition.Figure(
                        capability,
                        metric.get().text(),
                        subject.isPresent() ? Optional.of(subject.get().text()) : Optional.empty(),
                        is,
                        value,
                        over)
                : new Condition.Count(capability, is, value, over);
    }

    private Doing act(Spot spot) throws ConfigException {
        Spot named = spot.get("act");
        ActKind kind = ActKind.of(named.text()).orElseThrow(() -> named.expected("one of " + ActKind.keys()));
        Optional<ActSpec> bound =
                known.acts().stream().filter(each -> each.kind() == kind).findFirst();
        if (bound.isEmpty()) {
            throw named.wrong(kind.key() + " is bound to no tool; add it under acts in opspilot.yml, or use call");
        }
        Map<String, String> parameters = new HashMap<>();
        Optional<Spot> with = spot.find("with");
        if (with.isPresent()) {
            with.get().withKeys(kind.parameters().toArray(String[]::new));
            for (Map.Entry<String, Spot> each : with.get().entries().entrySet()) {
                parameters.put(each.getKey(), each.getValue().text());
            }
        }
        for (String parameter : kind.parameters()) {
            if (!parameters.containsKey(parameter)) {
                throw with.orElse(spot)
                        .wrong("the parameter “" + parameter + "” of " + kind.key() + " is missing in with");
            }
        }
        Optional<Spot> service = spot.find("service");
        Optional<String> about = service.isPresent()
                ? Optional.of(service.get().text())
                : Optional.ofNullable(parameters.get("service"));
        String does = "Does " + kind.key() + " by " + bound.get().server() + "/"
                + bound.get().tool() + ".";
        String undo = bound.get()
                .undo()
                .map(each -> "Calls " + bound.get().server() + "/" + each.tool() + ".")
                .orElse("");
        return new Doing(Optional.of(new Task.Act(intention(spot, kind, about, parameters))), does, "", undo);
    }

    private static Intention intention(
            Spot spot, ActKind kind, Optional<String> service, Map<String, String> parameters) throws ConfigException {
        Optional<Spot> effect = spot.find("effect");
        Optional<Spot> risk = spot.find("risk");
        return new Intention(
                kind,
                service,
                parameters,
                effect.isPresent() ? effect.get().text() : "What the step says is so.",
                risk.isPresent() ? risk.get().text() : "The workflow names none.");
    }

    private Doing call(Spot spot, Optional<Duration> limit) throws ConfigException {
        Map<String, String> parameters = new HashMap<>();
        Matcher tool = tool(spot.get("call"));
        parameters.put("server", tool.group("server"));
        parameters.put("tool", tool.group("tool"));
        parameters.put("arguments", arguments(spot.find("with")));
        parameters.put("expires", limit.orElse(EXPIRES).toString());
        Optional<Spot> environment = spot.find("environment");
        parameters.put(
                "environment", environment.isPresent() ? environment.get().text() : "");
        Optional<Spot> undo = spot.find("undo");
        String back = "";
        if (undo.isPresent()) {
            Spot way = undo.get().withKeys("call", "with");
            Matcher other = tool(way.get("call"));
            if (!other.group("server").equals(tool.group("server"))) {
                throw way.get("call").wrong("the way back is a tool of the same server, " + tool.group("server"));
            }
            parameters.put("undoTool", other.group("tool"));
            parameters.put("undoArguments", arguments(way.find("with")));
            back = "Calls " + other.group() + ".";
        }
        Optional<Spot> service = spot.find("service");
        Optional<String> about = service.isPresent() ? Optional.of(service.get().text()) : Optional.empty();
        return new Doing(
                Optional.of(new Task.Act(intention(spot, ActKind.TOOLS_CALL, about, parameters))),
                "Calls " + tool.group() + ".",
                "",
                back);
    }

    private Matcher tool(Spot spot) throws ConfigException {
        Matcher tool = TOOL.matcher(spot.text());
        if (!tool.matches()) {
            throw spot.expected("a tool as server/tool, as in flags/set_share");
        }
        if (!known.servers().contains(tool.group("server"))) {
            throw spot.wrong("no server “" + tool.group("server") + "” under servers in opspilot.yml; there are: "
                    + String.join(", ", known.servers()));
        }
        return tool;
    }

    private static String arguments(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return "{}";
        }
        if (!given.get().isObject()) {
            throw given.get().expected("an object, the arguments of the call");
        }
        Placeholders.check(given.get(), List.of(ActSpec.KEY), "");
        return given.get().node().toString();
    }
}
