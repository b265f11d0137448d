package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a tool's result amounts to, before any mapping. Everything in it is redacted. */
sealed interface ToolAnswer {

    /** Data: the structured content, else the JSON in a text. */
    record Data(JsonNode tree) implements ToolAnswer {}

    /** Words instead of data. */
    record Prose(String start) implements ToolAnswer {}

    /** The tool says that it failed. */
    record Error(String start) implements ToolAnswer {}

    /** The tool says that it is not allowed: it names HTTP 401 or 403. */
    record Refusal(String start) implements ToolAnswer {}

    /** 401 or 403 where a status stands: at the start, or after a word that announces one. */
    Pattern REFUSED = Pattern.compile(
            "^\\s*\\W?40[13]\\b|\\b(?:HTTP|status|status[ _-]?code|code|error)\\W{0,4}40[13]\\b",
            Pattern.CASE_INSENSITIVE);

    static ToolAnswer of(CallToolResult result) {
        List<String> texts = result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .filter(text -> text != null && !text.isBlank())
                .toList();
        if (Boolean.TRUE.equals(result.isError())) {
            return failed(result, texts);
        }
        Optional<JsonNode> data = result.structuredContent() == null
                ? texts.stream().map(Json::structure).flatMap(Optional::stream).findFirst()
                : Optional.of(Json.tree(result.structuredContent()));
        return data.<ToolAnswer>map(tree -> new Data(Redaction.of(tree)))
                .orElseGet(() -> new Prose(texts.isEmpty() ? "" : Troubles.shown(texts.getFirst())));
    }

    private static ToolAnswer failed(CallToolResult result, List<String> texts) {
        String said = texts.isEmpty() && result.structuredContent() != null
                ? Json.canonical(Json.tree(result.structuredContent()))
                : String.join(" ", texts);
        String shown = Troubles.shown(said);
        return REFUSED.matcher(said.substring(0, Math.min(said.length(), 500))).find()
                ? new Refusal(shown)
                : new Error(shown);
    }
}
