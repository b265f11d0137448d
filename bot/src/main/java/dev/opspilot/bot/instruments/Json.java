package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import java.util.Map;
import java.util.Optional;

/** JSON as instruments need it: read strictly to the end, written canonically. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** For the protocol's own messages. */
    static McpJsonMapper protocol() {
        return new JacksonMcpJsonMapper(JsonMapper.builder().build());
    }

    /** Keys sorted by code unit at every level, no white space. */
    static String canonical(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can always be written", e);
        }
    }

    /** The text as an object or an array; empty when it is neither. */
    static Optional<JsonNode> structure(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The maps and lists that the protocol library writes. */
    static Map<String, Object> map(ObjectNode node) {
        return MAPPER.convertValue(node, new TypeReference<>() {});
    }

    /** A tree of what the protocol library parsed into maps and lists. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
