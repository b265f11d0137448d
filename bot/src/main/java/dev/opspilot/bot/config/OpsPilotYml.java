package dev.opspilot.bot.config;

import dev.opspilot.rituals.surface.RitualName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contents of {@code opspilot.yml}: the servers that are connected, which of their tools serve what, the language
 * minds with the rituals that they serve, what may act, and whose alerts are taken.
 *
 * <p>Reading is strict. An unknown key, a missing one or a wrong type is refused with the file, the path and what would
 * be right. {@code ${NAME}} in a value of a server, or in the address and key of a mind, is replaced by the environment variable of that name.
 *
 * @param rituals the name of each ritual's mind; a ritual without one is told by the playbook
 * @param schedules the usual zone, and the holidays
 * @param automations the workflows, those with a flaw apart
 */
public record OpsPilotYml(
        List<ServerSpec> servers,
        List<BindingSpec> bindings,
        List<MindSpec> minds,
        Map<RitualName, String> rituals,
        ActingSpec acting,
        AlertsSpec alerts,
        ScheduleSpec schedules,
        AutomationsSpec automations) {

    private static final String[] KEYS = Stream.concat(
                    Stream.of("servers", "bindings", "minds", "rituals", "alerts", "zone", "holidays", "automations"),
                    ActingReader.SECTIONS.stream())
            .toArray(String[]::new);

    public OpsPilotYml {
        servers = List.copyOf(servers);
        bindings = List.copyOf(bindings);
        minds = List.copyOf(minds);
        rituals = Map.copyOf(rituals);
        Objects.requireNonNull(acting);
        Objects.requireNonNull(automations);
    }

    /**
     * Reads a file.
     *
     * @param environment what {@code ${NAME}} is looked up in
     * @throws ConfigException if it cannot be read, or not be used
     */
    public static OpsPilotYml read(Path file, Map<String, String> environment) throws ConfigException {
        String yaml;
        try {
            yaml = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        return parse(
                file.toString(),
                yaml,
                environment,
                new WorkflowFolder(file.toAbsolutePath().resolveSibling("")));
    }

    /**
     * Reads a text.
     *
     * @param name stands for the file in messages
     * @throws ConfigException if it cannot be used
     */
    public static OpsPilotYml parse(String name, String yaml, Map<String, String> environment) throws ConfigException {
        return parse(name, yaml, environment, WorkflowTexts.NONE);
    }

    /**
     * The same with workflows.
     *
     * @param workflows finds the files that {@code automations} names
     * @throws ConfigException if it cannot be used; a flaw in a workflow is kept beside the others instead
     */
    public static OpsPilotYml parse(String name, String yaml, Map<String, String> environment, WorkflowTexts workflows)
            throws ConfigException {
        Spot root = Spot.root(name, YamlText.tree(name, yaml)).withKeys(KEYS);
        List<ServerSpec> servers = new ServersReader(environment).read(root.get("servers"));
        List<BindingSpec> bindings = BindingsReader.read(root.get("bindings"));
        check(name, servers, bindings);
        List<MindSpec> minds = new MindsReader(environment).minds(root.find("minds"));
        Map<RitualName, String> rituals = MindsReader.rituals(root.find("rituals"), minds);
        for (MindSpec mind : minds) {
            if (!rituals.containsValue(mind.name())) {
                throw root.wrong("minds." + mind.name() + ": no ritual names it; add rituals, as in incident: {mind: "
                        + mind.name() + "}");
            }
        }
        ScheduleSpec schedules = ScheduleSpec.read(root);
        ActingSpec acting = ActingReader.read(root, servers, schedules.zone());
        WorkflowReader reader = new WorkflowReader(WorkflowReader.Known.of(servers, bindings, acting, schedules));
        return new OpsPilotYml(
                servers,
                bindings,
                minds,
                rituals,
                acting,
                new AlertsReader(environment).read(root.find("alerts")),
                schedules,
                AutomationsSpec.read(root.find("automations"), workflows, reader));
    }

    private static void check(String name, List<ServerSpec> servers, List<BindingSpec> bindings)
            throws ConfigException {
        List<String> known = servers.stream().map(ServerSpec::name).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < bindings.size(); i++) {
            BindingSpec binding = bindings.get(i);
            String path = name + ": bindings[" + i + "]";
            if (!known.contains(binding.server())) {
                throw new ConfigException(path + ".server: no server “" + binding.server()
                        + "” under servers; there are: " + String.join(", ", known));
            }
            if (!seen.add(binding.capability().key() + " " + binding.server() + " " + binding.tool())) {
                throw new ConfigException(path + ": " + binding.capability().key() + " is bound to this tool twice");
            }
        }
    }
}
