package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a ritual drafted as a workflow that {@link WorkflowReader} reads: what is for people stays for people. */
public final class WorkflowYaml {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build());

    private static final int NAME = 40;
    private static final String READY = "-ready";

    private WorkflowYaml() {}

    /** A draft as YAML, disabled. What a step waits for becomes a question to people, and the step is theirs to do. */
    public static String of(Workflow draft) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", name(draft.name(), NAME))
                .put("title", draft.title())
                .put("enabled", false);
        ArrayNode steps = json.putArray("steps");
        Map<String, String> ids = new HashMap<>();
        for (Step step : draft.steps()) {
            String id = name(step.id(), NAME - READY.length());
            ids.put(step.id(), id);
            List<String> needs = step.needs().stream().map(ids::get).toList();
            if (!step.waits().isBlank()) {
                ObjectNode ready = steps.addObject()
                        .put("id", id + READY)
                        .put("title", "Ready to " + lower(step.title()))
                        .put("approve", "Is it so? " + step.waits());
                put(ready, needs);
                needs = List.of(id + READY);
            }
            ObjectNode own =
                    steps.addObject().put("id", id).put("title", step.title()).put("manual", step.does());
            if (!step.undo().isBlank()) {
                own.put("undo", step.undo());
            }
            put(own, needs);
        }
        try {
            return YAML.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can always be written", e);
        }
    }

    private static void put(ObjectNode step, List<String> needs) {
        if (!needs.isEmpty()) {
            ArrayNode list = step.putArray("needs");
            needs.forEach(list::add);
        }
    }

    private static String lower(String title) {
        return title.isEmpty() ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private static String name(String text, int longest) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = plain.substring(0, Math.min(plain.length(), longest)).replaceAll("-+$", "");
        return cut.isEmpty() ? "workflow" : cut;
    }
}
