package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
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
 */
public record OpsPilotYml(
        List<ServerSpec> servers,
        List<BindingSpec> bindings,
        List<MindSpec> minds,
        Map<RitualName, String> rituals,
        ActingSpec acting,
        AlertsSpec alerts,
        ScheduleSpec schedules) {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final String[] KEYS = Stream.concat(
                    Stream.of("servers", "bindings", "minds", "rituals", "alerts", "zone", "holidays"),
                    ActingReader.SECTIONS.stream())
            .toArray(String[]::new);

    public OpsPilotYml {
        servers = List.copyOf(servers);
        bindings = List.copyOf(bindings);
        minds = List.copyOf(minds);
        rituals = Map.copyOf(rituals);
        Objects.requireNonNull(acting);
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
        return parse(file.toString(), yaml, environment);
    }

    /**
     * Reads a text.
     *
     * @param name stands for the file in messages
     * @throws ConfigException if it cannot be used
     */
    public static OpsPilotYml parse(String name, String yaml, Map<String, String> environment) throws ConfigException {
        Spot root = Spot.root(name, tree(name, yaml)).withKeys(KEYS);
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
        return new OpsPilotYml(
                servers,
                bindings,
                minds,
                rituals,
                ActingReader.read(root, servers),
                new AlertsReader(environment).read(root.find("alerts")),
                ScheduleSpec.read(root));
    }

    private static JsonNode tree(String name, String yaml) throws ConfigException {
        try {
            JsonNode tree = YAML.readTree(yaml);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            // The message's first line only: what follows quotes the file, which may hold secrets.
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ConfigException(name + where + ": not YAML: " + what);
        }
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
