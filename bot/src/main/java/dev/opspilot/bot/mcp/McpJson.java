package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON as the MCP servers of the house need it; what they say of their tools stands in resources. Thread-safe. */
public final class McpJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(McpError.class, new Refusal()))
            .build();

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

    /** The library writes its own exceptions as answers; what is wrong is told as JSON-RPC has it, the stack is not. */
    private static final class Refusal extends JsonSerializer<McpError> {
        @Override
        public void serialize(McpError error, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            json.writeNullField("id");
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", error.getJsonRpcError().code());
            json.writeStringField("message", error.getJsonRpcError().message());
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
