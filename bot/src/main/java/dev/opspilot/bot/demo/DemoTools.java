package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.mcp.McpJson;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools of the demo company. Their titles, descriptions and schemas stand in {@code demo/tools.json}. */
final class DemoTools {
    private final Supplier<World> world;
    private final Operations operations;
    private final JsonNode texts;
    private final Map<String, Map<String, Object>> answers;

    /** @param world gives the company as it is at the moment of a call */
    DemoTools(Supplier<World> world, Operations operations) {
        this.operations = operations;
        this.world = world;
        this.texts = McpJson.resource("/demo/tools.json");
        this.answers = texts.path("answers").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> McpJson.map(entry.getValue())));
    }

    /** Completes a server with these tools. Calls run on the thread that brings them, for they only compute. */
    McpSyncServer serve(McpServer.SyncSpecification<?> server) {
        return server.serverInfo("lumafold", "1.0.0")
                .jsonMapper(McpJson.protocol())
                .jsonSchemaValidator(new InputsOnly(answers.values()))
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .immediateExecution(true)
                .tools(all())
                .build();
    }

    /** The tools as they are offered. */
    List<SyncToolSpecification> all() {
        return Stream.concat(
                        reading().stream(),
                        texts.path("acts").properties().stream().map(act -> acting(act.getKey(), act.getValue())))
                .toList();
    }

    private SyncToolSpecification acting(String name, JsonNode text) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = input.putObject("properties");
        for (JsonNode parameter : text.path("parameters")) {
            properties.putObject(parameter.asText()).put("type", "string");
            input.withArray("required").add(parameter.asText());
        }
        properties
                .putObject("requestId")
                .put("type", "string")
                .put("description", "A call with the id of an earlier one does nothing and gets its answer");
        Tool tool = Tool.builder(name, McpJson.map(input))
                .title(text.path("title").asText())
                .description(text.path("description").asText())
                .annotations(ToolAnnotations.builder().readOnlyHint(false).build())
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((_, request) -> performed(name, request))
                .build();
    }

    private CallToolResult performed(String name, CallToolRequest request) {
        return switch (operations.perform(name, request.arguments(), world.get().now())) {
            case Operations.Answer.Done(ObjectNode said) ->
                CallToolResult.builder()
                        .addTextContent("The data is in the structured content.")
                        .structuredContent(McpJson.map(said))
                        .build();
            case Operations.Answer.Refused(String why) ->
                CallToolResult.builder().addTextContent(why).isError(true).build();
        };
    }

    private List<SyncToolSpecification> reading() {
        return List.of(
                tool("billing_payment_metrics", World::payments),
                tool("billing_revenue_metrics", World::revenue),
                tool("analytics_product_metrics", World::product),
                tool("errors_counts", World::errors),
                tool("incidents_open", (company, _) -> company.openIncidents()),
                tool("incidents_recent", World::recentIncidents),
                tool("deploys_recent", (company, window) -> company.changes(Event.Kind.DEPLOY, window)),
                tool("flags_changes", (company, window) -> company.changes(Event.Kind.FLAG, window)),
                tool("changes_events", (company, window) -> company.changes(Event.Kind.CONFIG, window)),
                tool("automations_runs", World::runs),
                tool("metrics_definitions", (company, _) -> company.definitions()),
                tool("experiments_results", World::experiments),
                tool("changes_freezes", World::freezes));
    }

    private SyncToolSpecification tool(String name, BiFunction<World, Window, ObjectNode> answer) {
        JsonNode text = texts.path("tools").path(name);
        Tool tool = Tool.builder(name, McpJson.map(texts.path("window")))
                .title(text.path("title").asText())
                .description(text.path("description").asText())
                .outputSchema(answers.get(text.path("answer").asText()))
                .annotations(ToolAnnotations.builder().readOnlyHint(true).build())
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((_, request) -> answer(request, answer))
                .build();
    }

    private CallToolResult answer(CallToolRequest request, BiFunction<World, Window, ObjectNode> answer) {
        World company = world.get();
        return switch (Window.of(request.arguments(), company.now())) {
            case Window.Asked.Right(Window window) ->
                CallToolResult.builder()
                        // A word instead of the same data again, which would double every answer.
                        .addTextContent("The data is in the structured content.")
                        .structuredContent(McpJson.map(answer.apply(company, window)))
                        .build();
            case Window.Asked.Wrong(String why) ->
                CallToolResult.builder().addTextContent(why).isError(true).build();
        };
    }
}
