package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ActSpec;
import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.SessionId;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools that workflows call by their names, without an act that binds them. Immutable. */
final class WorkflowCalls {
    private final List<AutomationSpec> automations;
    private final Set<String> named = new HashSet<>();

    WorkflowCalls(List<AutomationSpec> automations) {
        this.automations = automations;
        for (AutomationSpec automation : automations) {
            for (Step step : automation.workflow().steps()) {
                call(step).ifPresent(call -> {
                    named.add(call.get("server") + "/" + call.get("tool"));
                    Optional.ofNullable(call.get("undoTool"))
                            .ifPresent(undo -> named.add(call.get("server") + "/" + undo));
                });
            }
        }
    }

    private static Optional<Map<String, String>> call(Step step) {
        return step.task()
                .filter(Task.Act.class::isInstance)
                .map(task -> ((Task.Act) task).intention())
                .filter(intention -> intention.kind() == ActKind.TOOLS_CALL)
                .map(Intention::parameters);
    }

    /** Whether a workflow names the tool of a call; nothing else is called. */
    boolean isNamed(Act act) {
        return named.contains(act.name());
    }

    /** The exact call that a step names, and its way back. */
    Actuators.Binding binding(SessionId session, PlayId play, Intention intention, Instant now) {
        Map<String, String> told = intention.parameters();
        String key = Actuators.key(session, play);
        String server = told.getOrDefault("server", "");
        Duration life = Duration.parse(told.getOrDefault("expires", ActSpec.DEFAULT_EXPIRES.toString()));
        Act act = act(server, told.getOrDefault("tool", ""), told.getOrDefault("arguments", "{}"), key);
        return new Actuators.Binding(
                new Bound(act, told.getOrDefault("environment", ""), Optional.empty(), now.plus(life)),
                Optional.ofNullable(told.get("undoTool"))
                        .map(tool -> act(server, tool, told.getOrDefault("undoArguments", "{}"), key + "/undo")));
    }

    private static Act act(String server, String tool, String arguments, String key) {
        JsonNode template = Json.structure(arguments)
                .orElseThrow(() -> new IllegalArgumentException("arguments are a JSON object"));
        return new Act(server, tool, Json.canonical(McpActuators.filled(template, Map.of(ActSpec.KEY, key))));
    }

    /** What a workflow's calls have wrong about the tools of a server, each with the workflow's name. */
    List<Map.Entry<String, String>> flaws(String server, List<Tool> tools) {
        JsonSchemaValidator validator = McpJsonDefaults.getSchemaValidator();
        List<Map.Entry<String, String>> flaws = new ArrayList<>();
        for (AutomationSpec automation : automations) {
            for (Step step : automation.workflow().steps()) {
                Map<String, String> call = call(step).orElse(Map.of());
                if (server.equals(call.get("server"))) {
                    String where = automation.file() + ": step “" + step.id() + "”: ";
                    flaw(validator, tools, call.get("tool"), call.get("arguments"))
                            .ifPresent(flaw -> flaws.add(Map.entry(automation.name(), where + flaw)));
                    flaw(validator, tools, call.get("undoTool"), call.get("undoArguments"))
                            .ifPresent(flaw -> flaws.add(Map.entry(automation.name(), where + "undo: " + flaw)));
                }
            }
        }
        return flaws;
    }

    private static Optional<String> flaw(
            JsonSchemaValidator validator, List<Tool> tools, @Nullable String name, @Nullable String arguments) {
        if (name == null || arguments == null) {
            return Optional.empty();
        }
        Optional<Tool> tool =
                tools.stream().filter(each -> each.name().equals(name)).findFirst();
        if (tool.isEmpty()) {
            String offered =
                    String.join(", ", tools.stream().map(Tool::name).sorted().toList());
            return Optional.of("the server has no tool “" + name + "”; it offers: " + CleanText.of(offered, 400));
        }
        JsonNode given = Json.structure(arguments).orElseThrow();
        JsonSchemaValidator.ValidationResponse checked =
                validator.validate(tool.get().inputSchema(), given);
        return checked.valid()
                ? Optional.empty()
                : Optional.of("the arguments do not fit the schema of “" + name + "”: "
                        + CleanText.of(String.valueOf(checked.errorMessage()), 300));
    }
}
