package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON as the MCP servers of the house need it; what they say of their tools stands in resources. Thread-safe. */
public final class McpJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private McpJson() {}

    /** For the protocol's own messages. */
    public static McpJsonMapper protocol() {
        return new JacksonMcpJsonMapper(JSON);
    }

    /**
     * A document that was built in.
     *
     * @param resource its absolute name
     * @throws IllegalStateException if this build lacks it
     */
    public static JsonNode resource(String resource) {
        try (InputStream in = McpJson.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The maps and lists that the protocol library writes. */
    public static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    /** A tree of what the protocol library parsed into maps and lists. */
    static JsonNode tree(Map<String, Object> parsed) {
        return JSON.valueToTree(parsed);
    }
}
