package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DemoToolsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:07:30Z");

    /** The tools that read: those that act promise no schema. */
    static List<SyncToolSpecification> tools() {
        Story story = new Story(Scenario.PROVIDER_OUTAGE, NOW);
        return new DemoTools(() -> World.of(1, story, NOW), new Operations(1, story))
                .all().stream()
                        .filter(tool -> tool.tool().outputSchema() != null)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void answersAsItsSchemaPromises(SyncToolSpecification tool) {
        JsonSchemaValidator validator = McpJsonDefaults.getSchemaValidator();
        CallToolResult result = call(
                tool,
                Map.of("from", "2026-11-23T12:30:00Z", "to", NOW.toString(), "stepSeconds", 60, "earlierDays", 2));

        assertThat(tool.tool().description()).isNotBlank();
        assertThat(result.isError()).isFalse();
        assertThat(validator.validate(tool.tool().outputSchema(), result.structuredContent()))
                .matches(JsonSchemaValidator.ValidationResponse::valid);
        assertThat(validator.validate(tool.tool().outputSchema(), Map.of("series", 1)))
                .matches(answer -> !answer.valid());
    }

    @ParameterizedTest
    @MethodSource("tools")
    void saysWhatIsWrongWithArguments(SyncToolSpecification tool) {
        assertThat(call(tool, Map.of("from", "yesterday", "to", NOW.toString()))
                        .content()
                        .toString())
                .contains("expected ISO-8601 times");
        assertThat(call(tool, Map.of("from", "2026-01-01T00:00:00Z", "to", NOW.toString(), "earlierDays", 7))
                        .content()
                        .toString())
                .contains("too much at once");
    }

    private static CallToolResult call(SyncToolSpecification tool, Map<String, Object> arguments) {
        return tool.callHandler().apply(null, new CallToolRequest(tool.tool().name(), arguments, null));
    }
}
